import type { Confidence, Evidence } from "../core/finding.ts";
import type { Proof } from "../core/rule.ts";
import { jsonIn, textIn } from "./base64.ts";
import { endsInBase36Sum, endsInBase62Sum, endsInHexSum, endsInMarvin32 } from "./checksums.ts";
import {
  awsKeyId,
  base64Number,
  type Decoded,
  type Decoder,
  der,
  isObject,
  jwt,
  macaroon,
  slackTeam,
} from "./decoded.ts";
import { isPlaceholder } from "./placeholders.ts";
import { entropy } from "./secretness/features.ts";
import { meantBy } from "./secretness/names.ts";
import { isOrdinary, isUuid } from "./secretness/ordinary.ts";
import { secretness } from "./secretness/secretness.ts";
import {
  endsInBase58Sum,
  endsInBech32Sum,
  endsInStrkeySum,
  type Phrase,
  recoveryPhrase,
} from "./wallet-sums.ts";
import { isWords } from "./words.ts";

/** A proof refutes, or lets pass, or says by itself how sure the match is. */
export type Verdict = "refuted" | "passed" | Confidence;

/** What one kind of proof does. Both are methods, so that an entry for one kind serves where any may be meant. */
export interface ProofKind<Of extends Proof> {
  /** @param before What stands before the value on its line, as far as it is known. */
  judge(value: string, proof: Of, before: string): Verdict;
  /** What it shows of a value that it let pass. */
  evidence?(value: string, proof: Of): Evidence | undefined;
}

type ProofOf<Kind extends Proof["kind"]> = Extract<Proof, { readonly kind: Kind }>;

/** One entry for each kind of proof. `Proof` says what each of them is. */
export const proofKinds: { readonly [Kind in Proof["kind"]]: ProofKind<ProofOf<Kind>> } = {
  entropy: holding((value, { min }) => entropy(value) >= min),
  has: holding((value, { all }) => all.every((each) => characters[each].test(value))),
  "not-placeholder": holding((value) => !isPlaceholder(value)),
  "not-words": holding((value) => !isWords(value)),
  "looks-secret": { judge: looked },
  "named-secret": { judge: (_value, _proof, before) => meantBy(before) },

  "crc32-base62": summed(endsInBase62Sum),
  "crc32-hex": summed((value, { order, gap }) => endsInHexSum(value, order, gap)),
  "crc32-base36": summed(endsInBase36Sum),
  marvin32: summed(endsInMarvin32),
  "base58-sum": summed((value, { alphabet }) => endsInBase58Sum(value, alphabet)),
  "bech32-sum": summed(endsInBech32Sum),
  "strkey-sum": summed(endsInStrkeySum),
  "recovery-phrase": {
    judge: (value) => phrased(recoveryPhrase(value)),
    evidence: (value) => ({ kind: "checksum", holds: recoveryPhrase(value).isRight }),
  },

  jwt: decoding(jwt, { whole: "high", broken: "refuted" }),
  macaroon: decoding(macaroon, { whole: "high", broken: "low" }),
  der: decoding(der, { whole: "high", broken: "passed" }),
  "base64-number": decoding(base64Number, { whole: "high", broken: "low" }),
  "aws-key-id": {
    judge: (value) => (awsKeyId(value) ? "passed" : "refuted"),
    evidence: (value) => account(awsKeyId(value)),
  },
  "slack-team": { judge: () => "passed", evidence: (value) => decoded(slackTeam(value)) },
  "base64-json": {
    judge: (value, { keys }) => (isObject(jsonIn(value), keys) ? "high" : "refuted"),
    evidence: (_, { keys }) => ({ kind: "decoded", as: `JSON with ${keys.join(", ")}`, facts: {} }),
  },
  "base64-pair": {
    judge: (value) => (isPair(textIn(value)) ? "passed" : "refuted"),
    evidence: () => ({ kind: "decoded", as: "user name and password", facts: {} }),
  },
};

/** Refutes where it does not hold; shows nothing. */
function holding<Of extends Proof>(holds: (value: string, proof: Of) => boolean): ProofKind<Of> {
  return { judge: (value, proof) => (holds(value, proof) ? "passed" : "refuted") };
}

/** A token of the right form with a wrong sum was changed by hand, or made up; `undefined`: it has none. */
function summed<Of extends Proof>(
  holds: (value: string, proof: Of) => boolean | undefined,
): ProofKind<Of> {
  return {
    judge(value, proof) {
      const isRight = holds(value, proof);
      return isRight === undefined ? "passed" : isRight ? "high" : "low";
    },
    evidence(value, proof) {
      const isRight = holds(value, proof);
      return isRight === undefined ? undefined : { kind: "checksum", holds: isRight };
    },
  };
}

/** What it decodes as says how sure it is, and is what it shows. */
function decoding(
  decode: Decoder,
  verdicts: { readonly whole: Verdict; readonly broken: Verdict },
): ProofKind<Proof> {
  return {
    judge: (value) => (decode(value) ? verdicts.whole : verdicts.broken),
    evidence: (value) => decoded(decode(value)),
  };
}

const decoded = (found: Decoded | undefined): Evidence | undefined =>
  found && { kind: "decoded", ...found };

/** Older ids name no account, and so show nothing. */
const account = (found: Decoded | undefined): Evidence | undefined =>
  found?.facts["account"] === undefined ? undefined : decoded(found);

const characters = {
  digit: /[0-9]/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  letter: /[A-Za-z]/,
  symbol: /[^A-Za-z0-9]/,
} as const;

/** From this chance on, the look of a value leaves its rule as sure as it is. */
const sureFrom = 0.8;

function looked(value: string, { as, least }: ProofOf<"looks-secret">): Verdict {
  if (isOrdinary(value)) return "refuted";
  const chance = secretness(value, as);
  if (chance < least) return "refuted";
  return chance < sureFrom || isUuid(value) ? "low" : "passed";
}

/** Words of other lists and typing errors leave some doubt; a sentence has few of these words. */
function phrased({ share, isRight }: Phrase): Verdict {
  if (isRight) return "high";
  if (share === 1) return "passed";
  return share >= 0.6 ? "low" : "refuted";
}

/** `user:password` as HTTP's Basic scheme joins them (RFC 7617 §2), both printable ASCII; JSON has a colon, too. */
function isPair(text: string | undefined): boolean {
  const [, password] =
    /^(?!\{["}])[\x20-\x39\x3b-\x7e]{0,200}:([\x20-\x7e]{3,})$/.exec(text ?? "") ?? [];
  return password !== undefined && !isPlaceholder(password);
}
