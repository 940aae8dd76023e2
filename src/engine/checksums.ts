import { crc32 } from "../core/crc32.ts";

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

const sumOf = (text: string): number => crc32(Uint8Array.from(text, (each) => each.charCodeAt(0)));
