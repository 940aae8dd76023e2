import type { Facts } from "../core/finding.ts";
import { bytesIn, jsonIn, textIn } from "./base64.ts";

/** What a credential turned out to be when it was decoded. */
export interface Decoded {
  readonly as: string;
  readonly facts: Facts;
}

/** `undefined` where the value does not decode as what it looks like. */
export type Decoder = (value: string) => Decoded | undefined;

/** A JSON web token (RFC 7519): who made it, for whom, and until when. Its claims are signed, not secret. */
export const jwt: Decoder = (value) => {
  const [head = "", body = ""] = value.split(".");
  if (!isObject(jsonIn(head), ["alg"])) return undefined;
  const claims = jsonIn(body);
  const said = isObject(claims, []) ? (claims as Record<string, unknown>) : {};
  return {
    as: "JSON web token",
    facts: {
      ...textFact("issuer", said["iss"]),
      ...textFact("subject", said["sub"]),
      ...textFact("email", said["email"] ?? said["upn"] ?? said["preferred_username"]),
      ...textFact("tenant", said["tid"]),
      ...textFact("audience", said["aud"]),
      ...textFact("role", said["role"]),
      ...timeFact("issued", said["iat"]),
      ...timeFact("expires", said["exp"]),
    },
  };
};

const textFact = (name: string, value: unknown): Facts =>
  typeof value === "string" && value.length <= 200 ? { [name]: value } : {};

/** The last second that a date can say. */
const lastSecond = 8_640_000_000_000;

/** Seconds since 1970 as a time. */
const timeFact = (name: string, value: unknown): Facts =>
  typeof value === "number" && Math.abs(value) < lastSecond
    ? { [name]: new Date(value * 1000).toISOString() }
    : {};

/** Whether `value` is an object that has these keys. */
export const isObject = (value: unknown, keys: readonly string[]): boolean =>
  typeof value === "object" && value !== null && keys.every((key) => key in value);

/**
 * The team (workspace) that a Slack token or webhook belongs to, by number or id.
 * https://docs.slack.dev/authentication/tokens
 */
export const slackTeam: Decoder = (value) => {
  const [, token, hook] =
    /^xox[bp](?:-\d{1,2})?-(\d{8,14})-\d{6,14}-|\/(?:services|workflows)\/(T[A-Z0-9]{6,12})\//.exec(
      value,
    ) ?? [];
  const team = token ?? hook;
  return team === undefined ? undefined : { as: "Slack credential", facts: { team } };
};

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Ids that were made before 2019 hold no account: their fifth character comes before this one. */
const firstWithAccount = "Q";

/**
 * The account that an AWS key id names: of the 48 bits behind its four letters
 * the first 40 but one are its number.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyInfo.html
 */
export const awsKeyId: Decoder = (value) => {
  if (!/^[A-Z]{4}[A-Z2-7]{16}$/.test(value)) return undefined;
  if (base32.indexOf(value[4] ?? "") < base32.indexOf(firstWithAccount))
    return { as: "AWS key id", facts: {} };
  let bits = 0n;
  for (const character of value.slice(4, 14)) bits = bits * 32n + BigInt(base32.indexOf(character));
  const account = ((bits >> 2n) & 0x7fff_ffff_ff80n) >> 7n;
  return { as: "AWS key id", facts: { account: account.toString().padStart(12, "0") } };
};

/** Kinds of fields of a macaroon, and how long its signature is. */
const macaroonFields = { end: 0, place: 1, signature: 6 };
const signatureSize = 32;

/**
 * A macaroon, version 2: a place and an id, caveats, and a signature.
 * https://github.com/rescrv/libmacaroons/blob/master/doc/format.txt
 */
export const macaroon: Decoder = (value) => {
  const bytes = bytesIn(value.slice(value.indexOf("-") + 1));
  if (!bytes || bytes[0] !== 2) return undefined;
  const all = Array.from(fieldsOf(bytes));
  const place = all.find(({ kind }) => kind === macaroonFields.place)?.text ?? "";
  const last = all.at(-1);
  return last?.kind === macaroonFields.signature && last.text.length === signatureSize
    ? { as: "macaroon", facts: { place } }
    : undefined;
};

interface MacaroonField {
  readonly kind: number;
  /** One character per byte. */
  readonly text: string;
}

/** The fields after the version. An end is one without text; one that is cut is an end. */
function* fieldsOf(bytes: Uint8Array): Generator<MacaroonField> {
  for (let at = 1; at < bytes.length;) {
    const kind = bytes[at++] ?? 0;
    if (kind === macaroonFields.end) {
      yield { kind, text: "" };
      continue;
    }
    // A length of seven bits, or of fourteen from the low ones on: no caveat is longer.
    const low = bytes[at++] ?? 0;
    const length = low < 0x80 ? low : (low & 0x7f) | ((bytes[at++] ?? 0) << 7);
    const isWhole = at + length <= bytes.length;
    const text = String.fromCharCode(...bytes.subarray(at, at + length));
    yield { kind: isWhole ? kind : macaroonFields.end, text };
    at += length;
  }
}

const opensshMagic = "openssh-key-v1\0";

/** A private key in DER, PKCS#1, PKCS#8 or SEC 1, or in OpenSSH's own form; of an encrypted one only that it is. */
export const der: Decoder = (value) => {
  if (/Proc-Type: ?4,ENCRYPTED|BEGIN ENCRYPTED/.test(value))
    return { as: "private key", facts: { encrypted: "yes" } };
  const base64 = value.replaceAll(/-----[A-Z0-9 ]{1,60}-----|\\[nr]|\s/g, "");
  const text = textIn(base64);
  if (text === undefined) return undefined;
  if (text.startsWith(opensshMagic))
    return {
      as: "OpenSSH private key",
      facts: { encrypted: text.startsWith("\0\0\0\x04none", opensshMagic.length) ? "no" : "yes" },
    };
  return isWholeSequence(text) ? { as: "private key", facts: { encrypted: "no" } } : undefined;
};

/** A DER sequence (X.690 §8.1.3) that ends where the text does. */
function isWholeSequence(text: string): boolean {
  if (text[0] !== "\x30") return false;
  const first = text.charCodeAt(1);
  const count = first < 0x80 ? 0 : first & 0x7f;
  let length = count === 0 ? first : 0;
  for (let at = 2; at < 2 + count; at++) length = length * 256 + text.charCodeAt(at);
  return text.length === 2 + count + length;
}

/** The base64 of a number before the first dot. */
export const base64Number: Decoder = (value) => {
  const user = textIn(value.split(".")[0] ?? "");
  return user !== undefined && /^\d{15,20}$/.test(user)
    ? { as: "user id", facts: { user } }
    : undefined;
};
