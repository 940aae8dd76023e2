import { latin1 } from "../../core/latin1.ts";

/** So many of the first bytes say what they are. */
export const headLength = 36;

/** How the files begin that are looked into where they stand coded in a text; each a pattern over one character per byte. */
const files =
  /^(?:\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04|\x89PNG\r\n|\xff\xd8\xff|%PDF-|\x28\xb5\x2f\xfd|\xfd7zXZ\0|BZh[1-9]1AY|7z\xbc\xaf|SQLite format 3\0|\x80[\x02-\x05][\x58\x5d\x63\x7d\x8c\x95])/;
/** The first two bytes of each of them, and of marks of UTF-16. */
const openings = new Set([
  0x1f_8b, 0x78_01, 0x78_5e, 0x78_9c, 0x78_da, 0x50_4b, 0x89_50, 0xff_d8, 0x25_50, 0x28_b5, 0xfd_37,
  0x42_5a, 0x37_7a, 0x53_51, 0x80_02, 0x80_03, 0x80_04, 0x80_05, 0xff_fe, 0xfe_ff,
]);
/** Whether a file, or UTF-16, may begin with these two bytes. */
export const mayOpen = (two: number): boolean =>
  two < 0x01_00 || (two & 0xff) === 0 || openings.has(two);

/** Six characters of ASCII in UTF-16. */
const wide = /^(?:\xff\xfe|\xfe\xff)?(?:(?:[\t\n\r -~]\0){6}|(?:\0[\t\n\r -~]){6})/;

export const isControl = (byte: number): boolean =>
  byte === 0x7f || (byte < 0x20 && (byte < 9 || byte > 13) && byte !== 0x1b);

/** Whether the bytes begin as text of at least `least` bytes: without control characters, and most of it ASCII. */
export function opensAsText(bytes: Uint8Array, least: number): boolean {
  const head = bytes.subarray(0, headLength);
  if (head.length < least) return false;
  let foreign = 0;
  for (const byte of head) {
    if (isControl(byte)) return false;
    if (byte >= 0x80) foreign++;
  }
  return foreign * 8 <= head.length;
}

/** Whether the bytes begin as a file that a scan looks into. */
export const opensAsFile = (bytes: Uint8Array): boolean =>
  files.test(latin1(bytes.subarray(0, 16)));

/** Whether the bytes begin as ASCII in UTF-16. */
export const opensWide = (bytes: Uint8Array): boolean => wide.test(latin1(bytes.subarray(0, 16)));
