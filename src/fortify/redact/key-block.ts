import { wide } from "../../engine/windows.ts";

/** How keys that take many lines begin; what follows stands on lines of their own. */
const begins =
  /(?:-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----|-----BEGIN OpenVPN [\w -]{1,40}-----|---- BEGIN SSH2 [A-Z ]{0,20}PRIVATE KEY ----|PuTTY-User-Key-File-[123]:|\$ANSIBLE_VAULT;)[^\n]{0,40}$/gm;

/** One of these stands in each of them. */
const words = ["PRIVATE KEY", "OpenVPN", "PuTTY", "$ANSIBLE_VAULT"];

/** A line within a key: a part of it, or a header (RFC 1421, RFC 4716, RFC 9580, PuTTY's). */
const within =
  /^[\s|>"'#,+-]{0,40}(?:[A-Za-z0-9+/=]{0,200}|(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|Subject|Encryption|Key-Derivation|Argon2-[A-Za-z]{1,12}|Public-Lines|Private-Lines): [^\n]{0,200})[\s"',\\]{0,8}$/;

/**
 * Where a key begins that the bytes do not end: its first lines are to wait for
 * the others, for only the whole of it is known to be one.
 *
 * @returns The length of the bytes, if there is none.
 */
export function openKeyBlock(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - wide.after);
  if (!words.some((word) => bytes.includes(word, from))) return bytes.length;
  const text = bytes.toString("latin1", from);
  const begin = [...text.matchAll(begins)].at(-1);
  if (!begin) return bytes.length;
  const [, ...lines] = text.slice(begin.index).split("\n");
  return lines.every((line) => within.test(line)) ? from + begin.index : bytes.length;
}
