import type { Confidence } from "../core/finding.ts";
import type { Proof, Rule } from "../core/rule.ts";
import { jsonIn, textIn } from "./base64.ts";
import { endsInBase36Sum, endsInBase62Sum, endsInHexSum, endsInMarvin32 } from "./checksums.ts";
import { awsKeyId, base64Number, der, isObject, jwt, macaroon } from "./decoded.ts";
import { isPlaceholder } from "./placeholders.ts";
import { meantBy } from "./secretness/names.ts";
import { isOrdinary, isUuid } from "./secretness/ordinary.ts";
import { entropy } from "./secretness/features.ts";
import { secretness, type Sort } from "./secretness/secretness.ts";
import {
  endsInBase58Sum,
  endsInBech32Sum,
  endsInStrkeySum,
  type Phrase,
  recoveryPhrase,
} from "./wallet-sums.ts";
import { isWords } from "./words.ts";

/**
 * Whether the value is what the rule says, and how sure that is. `undefined`: it is not.
 *
 * @param before What stands before the value on its line, as far as it is known.
 */
export function judge(rule: Rule, value: string, before = ""): Confidence | undefined {
  let confidence = rule.confidence;
  for (const proof of rule.proofs ?? []) {
    const verdict = prove(proof, value, before);
    if (verdict === "refuted") return undefined;
    if (verdict !== "passed") confidence = verdict;
  }
  return confidence;
}

/** A proof refutes, or lets pass, or says by itself how sure the match is. */
type Verdict = "refuted" | "passed" | Confidence;

function prove(proof: Proof, value: string, before: string): Verdict {
  switch (proof.kind) {
    case "entropy":
      return passedIf(entropy(value) >= proof.min);
    case "crc32-base62":
      return summed(endsInBase62Sum(value));
    case "crc32-hex":
      return summed(endsInHexSum(value, proof.order, proof.gap));
    case "crc32-base36":
      return summed(endsInBase36Sum(value));
    case "marvin32":
      return summed(endsInMarvin32(value));
    case "base58-sum":
      return summed(endsInBase58Sum(value, proof.alphabet));
    case "bech32-sum":
      return summed(endsInBech32Sum(value));
    case "strkey-sum":
      return summed(endsInStrkeySum(value));
    case "recovery-phrase":
      return phrased(recoveryPhrase(value));
    case "jwt":
      return certainIf(jwt(value) !== undefined);
    case "macaroon":
      return summed(macaroon(value) !== undefined);
    case "der":
      return der(value) ? "high" : "passed";
    case "base64-number":
      return summed(base64Number(value) !== undefined);
    case "base64-json":
      return certainIf(isObject(jsonIn(value), proof.keys));
    case "base64-pair":
      return passedIf(isPair(textIn(value)));
    case "aws-key-id":
      return passedIf(awsKeyId(value) !== undefined);
    case "slack-team":
      return "passed";
    case "has":
      return passedIf(proof.all.every((kind) => characters[kind].test(value)));
    case "not-placeholder":
      return passedIf(!isPlaceholder(value));
    case "not-words":
      return passedIf(!isWords(value));
    case "looks-secret":
      return looked(value, proof.as, proof.least);
    case "named-secret":
      return meantBy(before);
  }
}

const passedIf = (holds: boolean): Verdict => (holds ? "passed" : "refuted");
const certainIf = (holds: boolean): Verdict => (holds ? "high" : "refuted");
/** A token of the right form with a wrong sum was changed by hand, or made up. */
const summed = (holds: boolean | undefined): Verdict =>
  holds === undefined ? "passed" : holds ? "high" : "low";

/** Words of other lists and typing errors leave some doubt; a sentence has few of these words. */
function phrased({ share, isRight }: Phrase): Verdict {
  if (isRight) return "high";
  if (share === 1) return "passed";
  return share >= 0.6 ? "low" : "refuted";
}

const characters = {
  digit: /[0-9]/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  letter: /[A-Za-z]/,
  symbol: /[^A-Za-z0-9]/,
} as const;

/** From this chance on, the look of a value leaves its rule as sure as it is. */
const sureFrom = 0.8;

function looked(value: string, as: Sort, least: number): Verdict {
  if (isOrdinary(value)) return "refuted";
  const chance = secretness(value, as);
  if (chance < least) return "refuted";
  return chance < sureFrom || isUuid(value) ? "low" : "passed";
}

/** `user:password` as HTTP's Basic scheme joins them (RFC 7617 §2), both printable ASCII; JSON has a colon, too. */
function isPair(text: string | undefined): boolean {
  const [, password] =
    /^(?!\{["}])[\x20-\x39\x3b-\x7e]{0,200}:([\x20-\x7e]{3,})$/.exec(text ?? "") ?? [];
  return password !== undefined && !isPlaceholder(password);
}
