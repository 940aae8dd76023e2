import { closeSync, openSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";

interface Member {
  readonly name: string;
  readonly start: number;
  readonly size: number;
  readonly crc: number;
}

/**
 * Writes a torch checkpoint of `size` bytes whose storages are holes, as
 * `torch.save` lays it out: stored members, aligned to 64 bytes, sizes behind the
 * data, zip64. `torch.load` reads it.
 */
export function sparseTorch(
  path: string,
  size: number,
  settings: Readonly<Record<string, string>>,
): void {
  const storages = 400;
  const bytes = Math.floor(size / storages / 4096) * 4096;
  const crc = crcOfZeros(bytes);
  const file = openSync(path, "w");
  const members: Member[] = [];
  let at = 0;
  const put = (data: Buffer): void => {
    writeSync(file, data, 0, data.length, at);
    at += data.length;
  };
  const add = (name: string, content: Buffer | number): void => {
    const start = at;
    put(localHeader(name, at));
    const length = typeof content === "number" ? content : content.length;
    if (typeof content === "number") at += content;
    else put(content);
    const member = {
      name,
      start,
      size: length,
      crc: typeof content === "number" ? crc : crc32(content),
    };
    put(descriptor(member));
    members.push(member);
  };
  add("last/data.pkl", stateDict(storages, bytes / 4, settings));
  for (let each = 0; each < storages; each++) add(`last/data/${each}`, bytes);
  add("last/version", Buffer.from("3\n"));
  const directory = Buffer.concat(members.map((each) => directoryEntry(each)));
  const end = endOfDirectory(members.length, directory.length, at);
  put(Buffer.concat([directory, end]));
  closeSync(file);
}

function crcOfZeros(bytes: number): number {
  const block = Buffer.alloc(4 * 1024 * 1024);
  let sum = 0;
  for (let left = bytes; left > 0; left -= block.length)
    sum = crc32(block.subarray(0, Math.min(left, block.length)), sum);
  return sum;
}

/** Number of bytes, then the value: little-endian fields one after another. */
function fields(...all: readonly (readonly [1 | 2 | 4 | 8, number])[]): Buffer {
  return Buffer.concat(
    all.map(([width, number]) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(BigInt(number));
      return bytes.subarray(0, width);
    }),
  );
}

/** Flags of a data descriptor and UTF-8 names, method "stored". Sizes and sum follow the data. */
const common = [
  [2, 0x0808],
  [2, 0],
  [2, 0],
  [2, 0],
] as const;
const unknown = [
  [4, 0],
  [4, 0],
  [4, 0],
] as const;

function localHeader(name: string, at: number): Buffer {
  const text = Buffer.from(name);
  const unpadded = at + 30 + text.length + 4;
  const padding = Buffer.alloc((64 - (unpadded % 64)) % 64, "Z");
  return Buffer.concat([
    fields(
      [4, 0x0403_4b50],
      [2, 20],
      ...common,
      ...unknown,
      [2, text.length],
      [2, 4 + padding.length],
    ),
    text,
    Buffer.from("FB"),
    fields([2, padding.length]),
    padding,
  ]);
}

const descriptor = ({ crc, size }: Member): Buffer =>
  fields([4, 0x0807_4b50], [4, crc], [4, size], [4, size]);

function directoryEntry({ name, start, size, crc }: Member): Buffer {
  const text = Buffer.from(name);
  const far = start > 0xffff_fffe;
  const extra = far ? fields([2, 1], [2, 8], [8, start]) : Buffer.alloc(0);
  return Buffer.concat([
    fields([4, 0x0201_4b50], [2, far ? 45 : 20], [2, far ? 45 : 20], ...common),
    fields(
      [4, crc],
      [4, size],
      [4, size],
      [2, text.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
    ),
    fields([4, far ? 0xffff_ffff : start]),
    text,
    extra,
  ]);
}

function endOfDirectory(count: number, size: number, at: number): Buffer {
  return Buffer.concat([
    fields(
      [4, 0x0606_4b50],
      [8, 44],
      [2, 45],
      [2, 45],
      [4, 0],
      [4, 0],
      [8, count],
      [8, count],
      [8, size],
      [8, at],
    ),
    fields([4, 0x0706_4b50], [4, 0], [8, at + size], [4, 1]),
    fields(
      [4, 0x0605_4b50],
      [2, 0xffff],
      [2, 0xffff],
      [2, count],
      [2, count],
      [4, size],
      [4, 0xffff_ffff],
      [2, 0],
    ),
  ]);
}

/** `{"state_dict": {name: tensor…}, "hyper_parameters": settings}` as a pickle of protocol 2. */
function stateDict(
  storages: number,
  elements: number,
  settings: Readonly<Record<string, string>>,
): Buffer {
  const parts = [bytes(0x80, 2), "}(", string("state_dict"), "}("];
  for (let each = 0; each < storages; each++)
    parts.push(string(`model.layers.${each}.weight`), tensor(each, elements));
  parts.push("u", string("hyper_parameters"), "}(");
  for (const [key, value] of Object.entries(settings)) parts.push(string(key), string(value));
  parts.push("uu.");
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

const bytes = (...all: readonly number[]): Buffer => Buffer.from(all);

/** BINUNICODE, then BINPUT as `torch.save` writes it, which is a letter behind each string. */
const string = (text: string): Buffer =>
  Buffer.concat([
    Buffer.from("X"),
    fields([4, Buffer.byteLength(text)]),
    Buffer.from(text),
    Buffer.from("q\x01"),
  ]);

const integer = (value: number): Buffer => Buffer.concat([Buffer.from("J"), fields([4, value])]);

/** `torch._utils._rebuild_tensor_v2(persistent storage, 0, (elements,), (1,), False, OrderedDict())`. */
const tensor = (storage: number, elements: number): Buffer =>
  Buffer.concat(
    [
      "ctorch._utils\n_rebuild_tensor_v2\n((",
      string("storage"),
      "ctorch\nFloatStorage\n",
      string(String(storage)),
      string("cpu"),
      integer(elements),
      "tQ",
      integer(0),
      "(",
      integer(elements),
      "t(",
      integer(1),
      bytes(0x74, 0x89),
      "ccollections\nOrderedDict\n)RtR",
    ].map((part) => Buffer.from(part)),
  );
