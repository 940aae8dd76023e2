/** Finds where rules may match. */
export interface Search {
  /**
   * The places in `bytes` at which a literal of a rule stands with what must
   * stand around it: offset and number of the rule, pair by pair, the offsets
   * of one rule not always in order. Valid until the next call.
   *
   * @param sparse Look only at runs of 15 and more printable ASCII characters.
   */
  hits(bytes: Uint8Array, sparse: boolean): Uint32Array;
  /** What else may be in the bytes. */
  glance(bytes: Uint8Array): Glance;
  /**
   * Where text may be coded: for each 64 bytes with a sign of it, their offset
   * and, in its lower six bits, the signs (`core/decoder.ts`). Some have none.
   * Valid until the next call.
   *
   * @param mask Which signs are asked for; others may be told of, too.
   */
  signs(bytes: Uint8Array, mask: number): Uint32Array;
  /** How many line feeds there are. */
  feeds(bytes: Uint8Array): number;
}

/** Whether a closer look for something is worth while: false only where it surely is not there. */
export interface Glance {
  /** The escape character, with which the colours of terminals start. */
  readonly escape: boolean;
  /** Six or more characters of ASCII as UTF-16. */
  readonly wide: boolean;
}

/** A shorter run of printable characters holds no secret. */
export const shortestRun = 15;
