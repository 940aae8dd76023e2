import { readSealed, type Sealed } from "../../attest/read.ts";
import { receiptSchema } from "./schema.ts";
import type { Statement } from "./statement.ts";

export type Receipt = Sealed<Statement>;

/**
 * Reads a receipt, signed or not. Whether what it says is true is for `prove`.
 *
 * @param path Where it comes from, for messages.
 * @throws {TareError} `usage`: it is no receipt of tare, or could be read in two ways.
 */
export const readReceipt = (text: string, path: string): Receipt =>
  readSealed(text, path, {
    schema: receiptSchema,
    noun: "receipt",
    hint: "give the receipt as 'tare clean' wrote it",
  });
