import { deflateRawSync } from "node:zlib";
import { crc32 } from "../core/crc32.ts";

/** A file that goes into an archive. */
export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface ZipOptions {
  readonly deflate: boolean;
  /** Where the bytes of each member start, as a multiple. PyTorch maps storages at 64. */
  readonly align?: number;
}

const stored = 0;
const deflated = 8;
/** 1980-01-01 00:00, the first date that a zip can hold. */
const epoch = [0, 0x21] as const;

/** Writes a zip archive (PKWARE APPNOTE 6.3, without zip64). */
export function zip(entries: readonly Entry[], { deflate, align = 1 }: ZipOptions): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of entries) {
    const data = deflate ? deflateRawSync(bytes) : bytes;
    const label = Buffer.from(name);
    const fields = [deflate ? deflated : stored, ...epoch] as const;
    const sizes = [crc32(bytes), data.length, bytes.length] as const;
    const bare = at + 30 + label.length;
    const padding = paddingField(bare, align);
    const common = [u16(20), u16(0), ...fields.map(u16), ...sizes.map(u32), u16(label.length)];
    directory.push(
      Buffer.concat([
        u32(0x0201_4b50),
        u16(20),
        ...common,
        ...[0, 0, 0, 0].map(u16),
        u32(0),
        u32(at),
        label,
      ]),
    );
    const member = [u32(0x0403_4b50), ...common, u16(padding.length), label, padding, data];
    parts.push(...member);
    at += member.reduce((sum, { length }) => sum + length, 0);
  }
  const central = Buffer.concat(directory);
  const end = [
    u32(0x0605_4b50),
    ...[0, 0, entries.length, entries.length].map(u16),
    u32(central.length),
    u32(at),
    u16(0),
  ];
  return Buffer.concat([...parts, central, ...end]);
}

/** An extra field of nothing that moves the data to a multiple of `align`, as PyTorch writes it. */
function paddingField(at: number, align: number): Uint8Array {
  if (align === 1) return new Uint8Array();
  const length = (align - ((at + 4) % align)) % align;
  return Buffer.concat([Buffer.from("FB"), u16(length), Buffer.alloc(length, "Z")]);
}

function u16(number: number): Uint8Array {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(number);
  return bytes;
}

function u32(number: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
