import {
  createHash,
  createHmac,
  randomBytes,
  scrypt,
  type ScryptOptions,
  timingSafeEqual,
} from "node:crypto";
import { promisify } from "node:util";

/** 256 bits that nobody guesses, as text for cookies, headers and links. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const newId = (): string => randomBytes(12).toString("hex");

/** What is kept of a secret of 256 bits: nobody finds it by trying. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** What a page must send along with each change: made from the session, so that no other site knows it. */
export const csrfTokenOf = (session: string): string =>
  createHmac("sha256", session).update("csrf").digest("base64url");

/** Compares without telling by the time how much was right. */
export function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((each) => createHash("sha256").update(each).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}

/**
 * OWASP's Password Storage Cheat Sheet, November 2026: 2^15, 8, 3 is one of the equivalent settings.
 * 32 MiB for each password that is checked.
 */
const cost: ScryptOptions = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const derived = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** What is kept of a password: `scrypt$SALT$HASH`. */
export async function hashedPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derived(password.normalize("NFKC"), salt, 32, cost);
  return ["scrypt", salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/** Nobody's password: checked where there is no such user, so that this takes as long. */
const nobodys = `scrypt$${"A".repeat(22)}$${"A".repeat(43)}`;

export async function isPassword(
  password: string,
  kept: string | null | undefined,
): Promise<boolean> {
  const [, salt = "", hash = ""] = (kept ?? nobodys).split("$");
  const given = await derived(password.normalize("NFKC"), Buffer.from(salt, "base64url"), 32, cost);
  return timingSafeEqual(given, Buffer.from(hash, "base64url")) && kept != null;
}
