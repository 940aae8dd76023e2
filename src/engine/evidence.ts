import type { Evidence } from "../core/finding.ts";
import type { Proof, Rule } from "../core/rule.ts";
import { endsInBase36Sum, endsInBase62Sum, endsInHexSum, endsInMarvin32 } from "./checksums.ts";
import { awsKeyId, base64Number, type Decoded, der, jwt, macaroon, slackTeam } from "./decoded.ts";
import {
  endsInBase58Sum,
  endsInBech32Sum,
  endsInStrkeySum,
  recoveryPhrase,
} from "./wallet-sums.ts";

/** What the proofs of a rule show of a value that they let pass, for people and for whoever asks about it later. */
export const evidenceOf = (rule: Rule, value: string): readonly Evidence[] =>
  (rule.proofs ?? []).flatMap((proof) => shownBy(proof, value) ?? []);

function shownBy(proof: Proof, value: string): Evidence | undefined {
  switch (proof.kind) {
    case "crc32-base62":
      return checksum(endsInBase62Sum(value));
    case "crc32-base36":
      return checksum(endsInBase36Sum(value));
    case "crc32-hex":
      return checksum(endsInHexSum(value, proof.order, proof.gap));
    case "marvin32":
      return checksum(endsInMarvin32(value));
    case "base58-sum":
      return checksum(endsInBase58Sum(value, proof.alphabet));
    case "bech32-sum":
      return checksum(endsInBech32Sum(value));
    case "strkey-sum":
      return checksum(endsInStrkeySum(value));
    case "recovery-phrase":
      return checksum(recoveryPhrase(value).isRight);
    case "jwt":
      return decoded(jwt(value));
    case "macaroon":
      return decoded(macaroon(value));
    case "der":
      return decoded(der(value));
    case "base64-number":
      return decoded(base64Number(value));
    case "aws-key-id":
      return account(awsKeyId(value));
    case "slack-team":
      return decoded(slackTeam(value));
    case "base64-json":
      return { kind: "decoded", as: `JSON with ${proof.keys.join(", ")}`, facts: {} };
    case "base64-pair":
      return { kind: "decoded", as: "user name and password", facts: {} };
    case "entropy":
    case "has":
    case "not-placeholder":
    case "not-words":
    case "looks-secret":
    case "named-secret":
      return undefined;
  }
}

const checksum = (holds: boolean | undefined): Evidence | undefined =>
  holds === undefined ? undefined : { kind: "checksum", holds };

/** Older ids name no account, and so show nothing. */
const account = (found: Decoded | undefined): Evidence | undefined =>
  found?.facts["account"] === undefined ? undefined : decoded(found);

const decoded = (found: Decoded | undefined): Evidence | undefined =>
  found && { kind: "decoded", ...found };
