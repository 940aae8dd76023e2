import { crc32 } from "../core/crc32.ts";
import { bytesIn } from "./base64.ts";
import { defaultSeed, marvin32 } from "./marvin32.ts";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * GitHub's tokens end in the CRC-32 of the random part, in base 62, six digits;
 * npm took over the scheme.
 * https://github.blog/engineering/behind-githubs-new-authentication-token-formats/
 */
export function endsInBase62Sum(token: string): boolean {
  let rest = sumOf(token.slice(token.lastIndexOf("_") + 1, -6));
  let digits = "";
  for (let each = 0; each < 6; each++) {
    digits = (base62[rest % 62] ?? "") + digits;
    rest = Math.floor(rest / 62);
  }
  return token.endsWith(digits);
}

/**
 * Whether the last eight characters are the CRC-32 of what stands before them,
 * in hexadecimal. Grafana writes the sum from its low byte on, after a `_` that
 * it leaves out; Atlassian from its high byte on, after a `=` that it counts.
 *
 * @param gap Characters between what is summed and the sum.
 */
export function endsInHexSum(token: string, order: "little" | "big", gap: number): boolean {
  const digits = sumOf(token.slice(0, -8 - gap))
    .toString(16)
    .padStart(8, "0");
  const wanted = order === "big" ? digits : (digits.match(/../g) ?? []).reverse().join("");
  return token.slice(-8).toLowerCase() === wanted;
}

/**
 * GitLab's routable tokens end in the CRC-32 of all that stands before it, in
 * base 36, seven digits. Others have no second part.
 * https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
export function endsInBase36Sum(token: string): boolean | undefined {
  if (!token.includes(".")) return undefined;
  return token.endsWith(sumOf(token.slice(0, -7)).toString(36).padStart(7, "0"));
}

/** How many characters of an annotated key of Azure are summed: 60 bytes in base64. */
const annotated = 80;

/**
 * Whether a key of Azure carries the checksum of the bytes before it. Such keys
 * are marked; what is not marked, or says its sum in another alphabet, tells nothing.
 * https://github.com/microsoft/security-utilities
 */
export function endsInMarvin32(key: string): boolean | undefined {
  const bytes = bytesIn(key);
  if (!bytes) return undefined;
  const summed = key.slice(52, 57) === "JQQJ9" ? bytesIn(key.slice(0, annotated)) : undefined;
  const body = summed ?? bytes.subarray(0, -4);
  if (body.length % 4 !== 0) return undefined;
  const sum = marvin32(body, defaultSeed);
  const isRight = bytes.subarray(body.length).every((byte, at) => byte === sum[at]);
  return isRight || undefined;
}

const sumOf = (text: string): number => crc32(Uint8Array.from(text, (each) => each.charCodeAt(0)));
