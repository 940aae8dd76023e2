import { createHash } from "node:crypto";
import type { Seen } from "../peers/scanners.ts";

/**
 * Whether what was reported shares a byte with the expected value where each
 * first stands in the text; one that was decoded does not stand there, and must
 * hold the expected value or a piece of it.
 */
export function overlaps({ value, sha1 }: Seen, text: string, expect: string): boolean {
  if (sha1 !== undefined) return createHash("sha1").update(expect).digest("hex") === sha1;
  if (value === undefined || value === "") return false;
  if (value.includes(expect) || expect.includes(value)) return true;
  const at = text.indexOf(value);
  const wanted = text.indexOf(expect);
  return at >= 0 && wanted >= 0 && at < wanted + expect.length && wanted < at + value.length;
}
