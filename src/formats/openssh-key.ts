import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";

const signature = "openssh-key-v1\0";
/** Keys take some KiB: RSA of 16384 bits 12 KiB. */
const longestPart = 1024 * 1024;
/** A file has one; the format allows for more. */
const mostKeys = 64;

const isKey = (head: Uint8Array): boolean =>
  Buffer.from(head.subarray(0, signature.length)).toString("latin1") === signature;

/** How many parts a private key of each kind has between its name and its comment. */
const parts: Readonly<Record<string, number>> = {
  "ssh-rsa": 6,
  "ssh-dss": 5,
  "ssh-ed25519": 2,
  "ecdsa-sha2-nistp256": 3,
  "ecdsa-sha2-nistp384": 3,
  "ecdsa-sha2-nistp521": 3,
};

/** What stands in an OpenSSH private key, without its armour: how it is encrypted, its kind, and whose it is. */
export const opensshKey: Format = {
  id: "openssh-key",
  title: "OpenSSH private key",
  tier: "specific",
  specification: "https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key",
  reads: "cipher, kinds of keys, comments; keys swept, unless they are encrypted",
  tested: "specification",

  matches: ({ head }) => isKey(head),

  async *regions(blob) {
    const cursor = new Cursor(blob, "openssh-key");
    cursor.littleEndian = false;
    await cursor.need(signature.length);
    if (!isKey(cursor.bytes(signature.length))) throw cursor.malformed("header of another kind");
    const cipher = yield* text(cursor, "cipher");
    yield* text(cursor, "kdf");
    await part(cursor);
    await cursor.need(4);
    const count = cursor.u32();
    if (count > mostKeys) throw cursor.malformed(`${count} keys`, 4);
    for (let each = 0; each < count; each++) yield* publicKey(await part(cursor), each);
    const secret = await part(cursor);
    if (cipher === "none") yield* privateKeys(secret, count);
    else yield { kind: "gap", reason: `encrypted: key by ${cipher}`, span: secret.within };
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the key", span: span(cursor.at, blob.size) };

    /** A part of the blob by its length, to be read by itself. */
    async function part(from: Cursor): Promise<Part> {
      await from.need(4);
      const length = from.u32();
      const within = span(from.at, from.at + length);
      if (length > longestPart || length > from.left)
        throw from.malformed(`part of ${length} bytes`, 4);
      from.skip(length);
      const inner = new Cursor(blob, "openssh-key", within);
      inner.littleEndian = false;
      return { within, cursor: inner };
    }
  },
};

interface Part {
  readonly within: ReturnType<typeof span>;
  readonly cursor: Cursor;
}

async function* text(cursor: Cursor, key: string): AsyncGenerator<Region, string> {
  await cursor.need(4);
  const length = cursor.u32();
  if (length > longestPart) throw cursor.malformed(`text of ${length} bytes`, 4);
  await cursor.need(length);
  const at = span(cursor.at, cursor.at + length);
  const bytes = cursor.bytes(length);
  yield value(key, at, plain, bytes);
  return Buffer.from(bytes).toString("latin1");
}

async function* publicKey({ cursor }: Part, number: number): AsyncGenerator<Region> {
  yield* text(cursor, `public[${number}].type`);
}

/** A number twice, which shows that the password was right; then keys with comments; then padding. */
async function* privateKeys({ cursor, within }: Part, count: number): AsyncGenerator<Region> {
  cursor.skip(8);
  for (let number = 0; number < count; number++) {
    const type = yield* text(cursor, `private[${number}].type`);
    const fields = parts[type];
    if (fields === undefined) {
      yield { kind: "stretch", as: "binary", span: span(cursor.at, within.end) };
      return;
    }
    for (let each = 0; each < fields; each++) {
      await cursor.need(4);
      cursor.skip(cursor.u32());
    }
    yield* text(cursor, `private[${number}].comment`);
  }
  // Padding counts 1, 2, 3 up to the size of a block.
  const padding = cursor.left;
  await cursor.need(padding);
  if (padding > 16 || cursor.bytes(padding).some((byte, at) => byte !== at + 1))
    throw new MalformedError("openssh-key", within.end - padding, "padding that is none");
}
