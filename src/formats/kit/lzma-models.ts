import { models } from "./range-decoder.ts";

/** The three numbers in the first byte of LZMA's properties. */
export interface LzmaProperties {
  /** How many high bits of the byte before choose a literal's context. */
  readonly lc: number;
  /** How many low bits of the position do. */
  readonly lp: number;
  /** How many low bits of the position choose the other contexts. */
  readonly pb: number;
}

const states = 12;
const positionStates = 16;

/** Distances under 2^7 have models of their own; longer ones spell their middle bits as they are. */
export const firstSlotWithModel = 4;
export const firstDirectSlot = 14;

/** How long a match is, less two: short lengths have models for each position. */
export class LengthModels {
  readonly choice = models(2);
  readonly low = models(positionStates << 3);
  readonly middle = models(positionStates << 3);
  readonly high = models(256);
}

/** All that adapts to the data. A reset starts it anew. */
export class Models {
  readonly match = models(states * positionStates);
  readonly rep = models(states);
  readonly rep0 = models(states);
  readonly rep0Long = models(states * positionStates);
  readonly rep1 = models(states);
  readonly rep2 = models(states);
  readonly slots = models(4 << 6);
  readonly distances = models(128);
  readonly aligns = models(16);
  readonly matchLengths = new LengthModels();
  readonly repLengths = new LengthModels();
  readonly literals: Uint16Array;

  constructor({ lc, lp }: LzmaProperties) {
    this.literals = models(0x300 << (lc + lp));
  }
}
