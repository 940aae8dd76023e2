import { randomInt } from "node:crypto";

/** Credentials of the demo: of the right form, made up anew at each run, so that none is ever live. */
export interface Credentials {
  readonly awsKeyId: string;
  readonly awsSecret: string;
  readonly huggingFace: string;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const pick = (from: string, count: number): string =>
  Array.from({ length: count }, () => from[randomInt(from.length)]).join("");

export const madeUp = (): Credentials => ({
  awsKeyId: `AKIA${pick(base32, 16)}`,
  awsSecret: pick(`${letters}0123456789+/`, 40),
  huggingFace: `hf_${pick(letters, 34)}`,
});
