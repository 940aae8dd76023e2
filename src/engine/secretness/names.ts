/** The last name before a value that has to do with secrets; one character per byte. */
const name =
  /[\w$\x80-\xff-]{0,40}(?:pass|pwd|psw|pw|secret|token|key|cred|auth|\bpat\b|senha|clave|parola|contra|mot[-_]?de|wacht|losen|heslo|sifre)[\w$\x80-\xff-]{0,30}/gi;

/** What may stand before `password`, `token` or `key` and makes another thing of it. */
const others = new Set(
  (
    "public pub primary foreign sort partition cache hash hashed object index group experiment idempotency registry lookup " +
    "dict column row field label title type kind reset forgot forgotten forget show hide toggle require requires required has " +
    "is no invalid wrong incorrect bad missing mismatch unknown empty enter lost expired shortcut hot arrow meta next page " +
    "continuation cursor csrf xsrf forgery antiforgery authenticity sync resume upload cancellation cancel lock eos bos pad unk sep cls mask start stop " +
    "end special image video audio tool fake dummy mock matching nonce change translation message lang locale i18n state event " +
    "routing map config sorted unique composite surrogate natural current previous first last separator begin site publishable " +
    "file blob storage item node tree query react dedup dedupe fingerprint trace span version s3 bucket record document doc entity " +
    "websocket mon tur don whis jo hoc joc"
  ).split(" "),
);

/** Words after which a name no longer means the secret itself. */
const about = new Set(
  (
    "field label title type kind name id hint help error message msg text placeholder required policy regex pattern min max " +
    "length file path url uri env var expires expiry expiration at count index list format algorithm hash input"
  ).split(" "),
);

const nobodys = new Set(["test", "tests", "testing", "example", "sample", "demo"]);

const isSecretWord = (word: string): boolean =>
  /^(?:pass(?:word|wd|phrase|code)?s?|pwd|secrets?|tokens?|keys?|creds?|credentials?)$/.test(word);

/**
 * What the name before a value makes of it: `refuted` where it means another
 * thing (`public_key`, `showPassword`, a test's `PASS: `), `low` where it says
 * that the value is nobody's.
 */
export function meantBy(before: string): "refuted" | "low" | "passed" {
  const found = [...before.matchAll(name)].at(-1);
  if (!found) return "passed";
  if (/^PASS$/.test(found[0]) && before.endsWith("PASS: ")) return "refuted";
  const words = wordsOf(found[0]);
  const at = words.findLastIndex(isSecretWord);
  if (at < 0) return "passed";
  const leading = words.slice(Math.max(0, at - 2), at);
  // `WebSocket` is one word that looks like two.
  if ([...leading, leading.join("")].some((word) => others.has(word))) return "refuted";
  if (about.has(words[at + 1] ?? "")) return "refuted";
  return words.some((word) => nobodys.has(word)) ? "low" : "passed";
}

const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll(/(?<=[a-z]{2})(?=(?:keys?|tokens?|secrets?|password)(?![a-z]))/g, " ")
    .split(/[\s_$-]+/);
