import type { Receipt } from "../read.ts";
import { isSignedBy } from "../../../attest/envelope.ts";
import { type Check, checkOf } from "../proof.ts";

/** @param pem The public key that must have signed the receipt. */
export function signatureCheck({ envelope }: Receipt, pem: string | undefined): Check {
  if (pem === undefined) {
    const says = envelope
      ? "signed, but by whom was not checked: give the key with --key"
      : "not signed: it proves what was done, not who says so";
    return { id: "signature", state: "unchecked", says, problems: [] };
  }
  if (!envelope)
    return checkOf("signature", "not signed", [{ what: "the receipt has no signature" }]);
  const isRight = isSignedBy(envelope, pem);
  const problems = isRight ? [] : [{ what: "no signature of the receipt is by the given key" }];
  return checkOf("signature", isRight ? "by the given key" : "not by the given key", problems);
}
