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
}

/** A shorter run of printable characters holds no secret. */
export const shortestRun = 15;
