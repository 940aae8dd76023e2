/**
 * How many bits each symbol takes in a Huffman code, at most `longest`; each
 * symbol gets a code, also one that never occurs.
 *
 * @param counts How often each symbol occurs; at least two symbols.
 */
export function huffmanLengths(counts: readonly number[], longest: number): number[] {
  let weights = counts.map((count) => Math.max(1, count));
  for (;;) {
    const lengths = lengthsOf(weights);
    if (lengths.every((length) => length <= longest)) return lengths;
    // Counts that are closer together make a flatter tree.
    weights = weights.map((weight) => Math.ceil(weight / 2));
  }
}

interface Node {
  readonly weight: number;
  readonly symbols: readonly number[];
}

/** Joins the two lightest nodes until one is left; each join makes the codes in them a bit longer. */
function lengthsOf(weights: readonly number[]): number[] {
  const lengths = weights.map(() => 0);
  const nodes: Node[] = weights
    .map((weight, symbol) => ({ weight, symbols: [symbol] }))
    .sort((one, other) => one.weight - other.weight);
  for (;;) {
    const [one, other] = nodes.splice(0, 2);
    if (!one || !other) return lengths;
    const symbols = [...one.symbols, ...other.symbols];
    for (const symbol of symbols) lengths[symbol] = (lengths[symbol] ?? 0) + 1;
    const weight = one.weight + other.weight;
    const place = nodes.findIndex((node) => node.weight > weight);
    nodes.splice(place < 0 ? nodes.length : place, 0, { weight, symbols });
  }
}
