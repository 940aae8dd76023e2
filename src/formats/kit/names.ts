import { type Blob, nameOf } from "../../core/blob.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const latin1 = new TextDecoder("latin1");

/**
 * A file name that may be in any code page, as text: UTF-8 if it can be that,
 * whatever the archive says, else one character for each byte.
 */
export function decodeName(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

/** Short endings that stand for two. */
const tarEnding = /\.(?:tgz|taz|tbz2?|tb2|txz|tlz|tlzma|tzst)$/i;

/**
 * What a compressed blob is called once it is unpacked: its last name without
 * the ending that `ending` matches; `.tgz` and its like become `.tar`.
 */
export function innerName(blob: Blob, ending: RegExp): string {
  const last = nameOf(blob.origin).split(/[/\\]/).at(-1) ?? "";
  if (tarEnding.test(last)) return last.replace(tarEnding, ".tar");
  return last.replace(ending, "") || last;
}
