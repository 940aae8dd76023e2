import type { Confidence, FindingClass, Severity } from "./finding.ts";
import type { LiveCheck } from "./live-check.ts";

/** How a match is told from what only looks like one. Data: the engine knows how each is done. */
export type Proof =
  /** Shannon entropy of the value, in bits per character, is at least `min`. */
  | { readonly kind: "entropy"; readonly min: number }
  /** The last six characters are the base-62 CRC-32 of what stands between prefix and them (GitHub, npm). */
  | { readonly kind: "crc32-base62" }
  /**
   * The last eight characters are the CRC-32 of what stands before them, in
   * hexadecimal (Grafana, Atlassian). `gap` characters between are not summed.
   */
  | { readonly kind: "crc32-hex"; readonly order: "little" | "big"; readonly gap: number }
  /** The last seven characters are the base-36 CRC-32 of all before them (GitLab's routable tokens). */
  | { readonly kind: "crc32-base36" }
  /** It ends in a Marvin32 checksum, as the keys of Azure's services do. Older ones have none. */
  | { readonly kind: "marvin32" }
  /** Base58 that ends in the first four bytes of a double SHA-256 (Bitcoin, Tezos, XRP). */
  | { readonly kind: "base58-sum"; readonly alphabet: "bitcoin" | "xrp" }
  /** Bech32 or bech32m with a right checksum (Nostr, Sui, Cardano). */
  | { readonly kind: "bech32-sum" }
  /** A key of Stellar that ends in its CRC-16. */
  | { readonly kind: "strkey-sum" }
  /** A recovery phrase: most of its words are those that wallets choose from; all of them with a right checksum is certain. */
  | { readonly kind: "recovery-phrase" }
  /** A macaroon in its binary form, base64url, behind a prefix that ends in `-` (PyPI). */
  | { readonly kind: "macaroon" }
  /** PEM or one line of base64 that holds one whole DER value, an OpenSSH key or an encrypted one. */
  | { readonly kind: "der" }
  /** The part before the first dot is the base64 of a number (a Discord user). */
  | { readonly kind: "base64-number" }
  /** Three base64url parts, the first of which is a JSON object with `alg`. */
  | { readonly kind: "jwt" }
  /** Base64 of a JSON object that has these keys. */
  | { readonly kind: "base64-json"; readonly keys: readonly string[] }
  /** Base64 of a user's name, a colon, and a password that is not a placeholder. */
  | { readonly kind: "base64-pair" }
  /** A base-32 AWS key id from which an account number can be decoded. */
  | { readonly kind: "aws-key-id" }
  /** A Slack token or webhook: says which team it belongs to, where it does. Refutes nothing. */
  | { readonly kind: "slack-team" }
  /** At least one of each of these kinds of characters. */
  | {
      readonly kind: "has";
      readonly all: readonly ("digit" | "lower" | "upper" | "letter" | "symbol")[];
    }
  /** Not a placeholder (`your-key-here`, `xxxx`, `${TOKEN}`), not a word, not a run of one character. */
  | { readonly kind: "not-placeholder" }
  /** Not made of dictionary words and separators, as `my_password_field` is. */
  | { readonly kind: "not-words" }
  /**
   * A model of what words, names and code look like says that the value is made by
   * a program, or chosen to be remembered, with at least this chance (0 to 1). A
   * little above it the match is of low confidence.
   */
  | { readonly kind: "looks-secret"; readonly as: "key" | "password"; readonly least: number }
  /** The name before the value means no other thing: `public_key`, `show_password`, `pad_token`. */
  | { readonly kind: "named-secret" };

/** A pattern for one kind of secret or clue. Data only: no rule runs code of its own. */
export interface Rule {
  /** Lower-case with hyphens, stable: `huggingface-user-token`. */
  readonly id: string;
  readonly title: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  /** How sure a match is when its proofs hold. */
  readonly confidence: Confidence;
  /** What whoever finds the value can do with it. */
  readonly harm: string;
  /** What to do about it, and where. */
  readonly remedy: string;
  /**
   * One of these, in lower case, stands in or near every match: for people, and
   * for scanners that search by keywords. The engine finds its own literals in the pattern.
   */
  readonly keywords: readonly [string, ...string[]];
  /**
   * Captures the value itself as `value`. Runs over one character per byte, so
   * a class means ASCII; `^` and `$` are the ends of a line. Linear: no `(a|b)*`.
   */
  readonly pattern: RegExp;
  /** `many`: a match may run over line ends (keys in PEM). Default `one`. */
  readonly lines?: "one" | "many";
  /** Gives way to any other rule of which the match overlaps. */
  readonly general?: true;
  readonly proofs?: readonly Proof[];
  /** Rules that find the other half of this: a match of one nearby makes sure of it. */
  readonly beside?: readonly string[];
  /** How its provider is asked whether a value still works, where the user lets tare ask. Only tare's own rules have one. */
  readonly check?: LiveCheck | undefined;
  readonly references: readonly string[];
  readonly examples: {
    /** `«…»` marks what is to be captured. */
    readonly found: readonly [string, ...string[]];
    readonly ignored: readonly [string, ...string[]];
  };
}

/** A file, or a part of one, that a release does not need: known by what it is, not by a value in it. */
export interface ArtefactRule {
  readonly id: string;
  readonly title: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  readonly harm: string;
  readonly remedy: string;
  readonly when:
    /** The name with its folders (`runs/x/events.out.tfevents.1`) matches. */
    | { readonly kind: "name"; readonly pattern: RegExp }
    /** The blob is of this format. */
    | { readonly kind: "format"; readonly formats: readonly string[] }
    /** A key in the blob matches: `$.optimizer_states`. */
    | { readonly kind: "key"; readonly pattern: RegExp }
    /** Bytes that no reader sees, and that are not all the same. */
    | { readonly kind: "dead" }
    /** All files of a release together show it: the check of that name in `scan/release/` says when. */
    | { readonly kind: "release" };
  readonly references: readonly string[];
  readonly examples: {
    readonly found: readonly [string, ...string[]];
    readonly ignored: readonly [string, ...string[]];
  };
}

/** What looks like a clue but tells nothing, or little: a library's own build host, a documentation key. */
export interface Benign {
  readonly id: string;
  /** Why it tells an attacker nothing, or little. */
  readonly why: string;
  /** What may be left of a finding's severity, where it tells little rather than nothing: it is not sure then. Its path is that inside the target. */
  readonly leaves?: Severity;
  /** All that are given must hold. */
  readonly rules?: readonly string[];
  readonly classes?: readonly FindingClass[];
  readonly value?: RegExp;
  /** Path of the blob, containers joined with `!/`. */
  readonly path?: RegExp;
  readonly key?: RegExp;
  /** The line that the value stands in. */
  readonly line?: RegExp;
  /** The lines around it, some hundred bytes on either side. Known of identities only. */
  readonly near?: RegExp;
  readonly examples: {
    /** Values (or lines, or paths: what the conditions name) that are benign, and near ones that are not. */
    readonly benign: readonly [string, ...string[]];
    readonly telling: readonly [string, ...string[]];
  };
}
