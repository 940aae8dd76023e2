/** Bounds on the work for one target file. What lies behind a bound is a gap in the report. */
export interface Limits {
  /** How many containers may stand one in another. */
  readonly maxDepth: number;
  /** Unpacked bytes of one target file, over all its members. */
  readonly maxBytes: number;
  /** Unpacked bytes for each packed byte, once more than `ratioFrom` bytes were unpacked. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
  /** Members, strings and records that are looked at in one target file. */
  readonly maxRegions: number;
  /** Memory of the whole process, in bytes: so many threads run as it has room for. */
  readonly maxMemory: number;
  /** Bytes that are fetched of one target file that lies on a server. */
  readonly maxFetch: number;
  /** Wall time for one target file. */
  readonly timeoutMs: number;
  /** Places of one value in one blob that are reported one by one. */
  readonly maxPlaces: number;
}

const GiB = 1024 ** 3;

/** Timers of Node's go no further. In seconds, some below 2 ** 31 milliseconds. */
export const longestTimeout = 2_000_000;

export const defaultLimits: Limits = {
  maxDepth: 16,
  maxBytes: 16 * GiB,
  // Deflate can reach 1032 : 1. Logs reach 30 : 1; only bombs and empty tensors are over this.
  maxRatio: 250,
  ratioFrom: GiB / 16,
  maxRegions: 50_000_000,
  maxMemory: GiB / 2,
  // The header of a large model and its vocabulary have some MiB.
  maxFetch: GiB / 16,
  timeoutMs: 600_000,
  maxPlaces: 100,
};
