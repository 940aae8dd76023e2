import { crc32 } from "../core/crc32.ts";
import type { Confidence } from "../core/finding.ts";
import type { Proof, Rule } from "../core/rule.ts";

/** Whether the value is what the rule says, and how sure that is. `undefined`: it is not. */
export function judge(rule: Rule, value: string): Confidence | undefined {
  let confidence = rule.confidence;
  for (const proof of rule.proofs ?? []) {
    const verdict = prove(proof, value);
    if (verdict === "refuted") return undefined;
    if (verdict !== "passed") confidence = verdict;
  }
  return confidence;
}

/** A proof refutes, or lets pass, or says by itself how sure the match is. */
type Verdict = "refuted" | "passed" | Confidence;

function prove(proof: Proof, value: string): Verdict {
  switch (proof.kind) {
    case "entropy":
      return passedIf(entropy(value) >= proof.min);
    case "crc32-base62":
      // A token of the right form with a wrong sum was changed by hand, or made up.
      return hasChecksum(value) ? "high" : "low";
    case "jwt":
      return isObject(fromBase64(value.split(".")[0] ?? ""), ["alg"]) ? "high" : "refuted";
    case "base64-json":
      return isObject(fromBase64(value), proof.keys) ? "high" : "refuted";
    case "aws-key-id":
      return passedIf(/^[A-Z]{4}[A-Z2-7]{16}$/.test(value));
    case "has":
      return passedIf(proof.all.every((kind) => characters[kind].test(value)));
    case "not-placeholder":
      return passedIf(!isPlaceholder(value));
    case "not-words":
      return passedIf(!isWords(value));
  }
}

const passedIf = (holds: boolean): Verdict => (holds ? "passed" : "refuted");

const characters = {
  digit: /[0-9]/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  letter: /[A-Za-z]/,
  symbol: /[^A-Za-z0-9]/,
} as const;

/** Shannon entropy in bits per character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const each of text) counts.set(each, (counts.get(each) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * GitHub's tokens end in the CRC-32 of the random part, in base 62, six digits;
 * npm took over the scheme.
 * https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
 */
function hasChecksum(token: string): boolean {
  const random = token.slice(token.lastIndexOf("_") + 1, -6);
  let rest = crc32(Uint8Array.from(random, (each) => each.charCodeAt(0)));
  let digits = "";
  for (let each = 0; each < 6; each++) {
    digits = (base62[rest % 62] ?? "") + digits;
    rest = Math.floor(rest / 62);
  }
  return token.endsWith(digits);
}

function fromBase64(text: string): unknown {
  try {
    const standard = text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
    return JSON.parse(atob(standard));
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown, keys: readonly string[]): boolean =>
  typeof value === "object" && value !== null && keys.every((key) => key in value);

const placeholder =
  /^(?:<.*>|\$\{.*\}?|\$\(.*|\{\{.*|%\w+%|\$\w+|(?:your|my|the|insert|enter|replace|change|put|add|some|an?|example|sample|dummy|fake|test|foo|todo|fixme|redacted|removed|hidden|masked|secret|password|none|null|nil|undefined|true|false|unset|empty|default|optional|required|placeholder)(?:$|[-_ .<].*)|.*(?:x{4}|X{4}|\*{3}|\.{3}|_here|-here|example|placeholder|changeme|redacted).*)$/i;

/** `your-key-here`, `xxxx`, `${TOKEN}`, `<token>`, one character over and over, or a run such as 123456789. */
function isPlaceholder(value: string): boolean {
  return placeholder.test(value) || new Set(value).size < Math.min(5, value.length) || isRun(value);
}

function isRun(value: string): boolean {
  let steps = 0;
  for (let at = 1; at < value.length; at++)
    if (Math.abs(value.charCodeAt(at) - value.charCodeAt(at - 1)) <= 1) steps++;
  return steps >= (value.length - 1) * 0.8;
}

/** Only letters in parts that could be said aloud, as in `access_token_url` or `hiddenSizeFactor`. */
function isWords(value: string): boolean {
  if (!/^[A-Za-z]+(?:[-_. /:][A-Za-z]+)*$/.test(value)) return false;
  return value
    .split(/[-_. /:]|(?<=[a-z])(?=[A-Z])/)
    .every((part) => part.length < 4 || /[aeiouy]/i.test(part.slice(0, 6)));
}
