const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Whether the bytes are UTF-8 without control characters other than tab, line ends and escape. */
export function isText(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (!isPrintable(byte)) return false;
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** All bytes of characters past ASCII count: whether they fit together is asked elsewhere. */
const isPrintable = (byte: number): boolean =>
  byte >= 0x20 ? byte !== 0x7f : byte === 9 || byte === 10 || byte === 13 || byte === 0x1b;
