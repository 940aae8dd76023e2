/**
 * The order of all rotations of a block, by where each starts: the first half of
 * the Burrows–Wheeler transform. Rotations are ranked by their first byte, then
 * by twice as many bytes in each round, as the rank of their second half is
 * known by then (Manber and Myers 1993). It takes no more rounds than the length
 * has bits, whatever stands in the block.
 */
export function sortedRotations(block: Uint8Array): Int32Array {
  const { length } = block;
  let order: Int32Array = Int32Array.from(block.keys());
  let ranks: Int32Array = Int32Array.from(block);
  let count = 256;
  let distinct = 0;
  order = sorted(order, ranks, count);
  for (let width = 1; width < length && distinct < length; width *= 2) {
    // In the order of the second halves, which a stable sort by the first keeps.
    const bySecond = order.map((start) => (start < width ? start - width + length : start - width));
    order = sorted(bySecond, ranks, count);
    ranks = ranked(order, ranks, width);
    distinct = (ranks[order.at(-1) ?? 0] ?? 0) + 1;
    count = distinct;
  }
  return order;
}

/** The items by their ranks, which are less than `count`; equal ones stay in their order. */
function sorted(items: Int32Array, ranks: Int32Array, count: number): Int32Array {
  const places = new Int32Array(count + 1);
  for (const rank of ranks) places[rank + 1] = (places[rank + 1] as number) + 1;
  for (let each = 1; each <= count; each++)
    places[each] = (places[each] as number) + (places[each - 1] as number);
  const order = new Int32Array(items.length);
  for (const item of items) {
    const rank = ranks[item] as number;
    const place = places[rank] as number;
    order[place] = item;
    places[rank] = place + 1;
  }
  return order;
}

/** Ranks by twice `width` bytes, of rotations in that order, from ranks by `width` bytes. */
function ranked(order: Int32Array, before: Int32Array, width: number): Int32Array {
  const { length } = order;
  const ranks = new Int32Array(length);
  const secondOf = (start: number): number =>
    before[start + width < length ? start + width : start + width - length] as number;
  let rank = 0;
  for (let each = 1; each < length; each++) {
    const start = order[each] as number;
    const last = order[each - 1] as number;
    if (before[start] !== before[last] || secondOf(start) !== secondOf(last)) rank++;
    ranks[start] = rank;
  }
  return ranks;
}
