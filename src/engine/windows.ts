/** The text around keyword hits that a rule's pattern is run over. */
export interface Window {
  /** Offset of the text in the scanned bytes. */
  readonly start: number;
  /** One character per byte. */
  readonly text: string;
  /** Whether the line, or the scanned bytes, go on before and after the text. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
  /** The same with more around it; `undefined` when it is as wide as a window may get. */
  readonly widen: () => Window | undefined;
}

/** How far a window reaches from its keyword, in bytes, where no line ends sooner. */
const reach = { before: 256, after: 512 };
/** A widened window, and that of a rule that runs over lines: the furthest that a match can reach. Enough for an RSA key of 16,384 bits in PEM. */
export const wide = { before: 4096, after: 16_384 };

/** Line ends of text. */
export const textBreaks = new Uint8Array(256);
textBreaks[0x0a] = 1;
textBreaks[0x0d] = 1;
textBreaks[0] = 1;

/** In binary data a line is a run of printable characters: all control characters end it but the tab. */
export const binaryBreaks = new Uint8Array(256).fill(1, 0, 0x20);
binaryBreaks[0x09] = 0;
binaryBreaks[0x7f] = 1;

/** The windows of hits that end at `ends` (ascending), merged where they meet. */
export function* windowsOf(
  bytes: Uint8Array,
  ends: readonly number[],
  manyLines: boolean,
  breaks: Uint8Array,
): Generator<Window> {
  let done = 0;
  for (const end of ends) {
    if (end <= done) continue;
    const window = windowAt(bytes, end, manyLines ? wide : reach, manyLines ? undefined : breaks);
    done = window.start + window.text.length;
    yield window;
  }
}

function windowAt(
  bytes: Uint8Array,
  at: number,
  size: typeof reach,
  breaks: Uint8Array | undefined,
): Window {
  const low = Math.max(0, at - size.before);
  const high = Math.min(bytes.length, at + size.after);
  const start = breaks ? lineStart(bytes, at, low, breaks) : low;
  const end = breaks ? lineEnd(bytes, at, high, breaks) : high;
  return {
    start,
    text: latin1.decode(bytes.subarray(start, end)),
    cutStart: start === low && low > 0,
    cutEnd: end === high && high < bytes.length,
    widen: () => (size === wide ? undefined : windowAt(bytes, at, wide, breaks)),
  };
}

function lineStart(bytes: Uint8Array, at: number, low: number, breaks: Uint8Array): number {
  let start = at;
  while (start > low && breaks[bytes[start - 1] as number] === 0) start--;
  return start;
}

function lineEnd(bytes: Uint8Array, at: number, high: number, breaks: Uint8Array): number {
  let end = at;
  while (end < high && breaks[bytes[end] as number] === 0) end++;
  return end;
}

const latin1 = new TextDecoder("latin1");
