import type { Confidence, Evidence } from "../core/finding.ts";
import type { Proof, Rule } from "../core/rule.ts";
import { type ProofKind, proofKinds } from "./proof-kinds.ts";

/**
 * Whether the value is what the rule says, and how sure that is. `undefined`: it is not.
 *
 * @param before What stands before the value on its line, as far as it is known.
 */
export function judge(rule: Rule, value: string, before = ""): Confidence | undefined {
  let confidence = rule.confidence;
  for (const proof of rule.proofs ?? []) {
    const verdict = kindOf(proof).judge(value, proof, before);
    if (verdict === "refuted") return undefined;
    if (verdict !== "passed") confidence = verdict;
  }
  return confidence;
}

/** What the proofs of a rule show of a value that they let pass, for people and for whoever asks about it later. */
export const evidenceOf = (rule: Rule, value: string): readonly Evidence[] =>
  (rule.proofs ?? []).flatMap((proof) => kindOf(proof).evidence?.(value, proof) ?? []);

const kindOf = (proof: Proof): ProofKind<Proof> => proofKinds[proof.kind];
