import { type Blob, slice } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";

/** JKS, and JCEKS, which encrypts better. */
const signatures = [0xfeed_feed, 0xcece_cece];
const key = 1;
const certificate = 2;
/** A digest of all that stands before it. */
const digestSize = 20;

function isStore(head: Uint8Array): boolean {
  if (head.length < 12) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  return signatures.includes(view.getUint32(0)) && [1, 2].includes(view.getUint32(4));
}

/** A key store of Java: names of keys in the clear, keys encrypted, certificates in the clear. */
export const jks: Format = {
  id: "jks",
  title: "Java key store",
  tier: "specific",
  specification:
    "https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/security/provider/JavaKeyStore.java",
  reads: "names of keys, certificates; the keys are encrypted",
  tested: "keytool",

  matches: ({ head }) => isStore(head),

  async *regions(blob) {
    const end = Math.max(0, blob.size - digestSize);
    const cursor = new Cursor(blob, "jks", span(0, end));
    cursor.littleEndian = false;
    await cursor.need(12);
    const head = cursor.bytes(12);
    if (!isStore(head)) throw cursor.malformed("header of another kind");
    const count = new DataView(head.buffer, head.byteOffset).getUint32(8);
    for (let number = 0; number < count; number++) yield* entry(cursor, blob, number);
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the last entry", span: span(cursor.at, end) };
  },

  fixed: () => "a checksum that only the password can mend is over all of it",
};

async function* entry(cursor: Cursor, blob: Blob, number: number): AsyncGenerator<Region> {
  const start = cursor.at;
  await cursor.need(4);
  const tag = cursor.u32();
  if (tag !== key && tag !== certificate)
    throw new MalformedError("jks", start, `entry of type ${tag}`);
  yield* text(cursor, `entries[${number}].alias`);
  cursor.skip(8);
  if (tag === certificate) return yield* certificateIn(cursor, blob, `${number}`);
  await cursor.need(4);
  const size = cursor.u32();
  const at = span(cursor.at, cursor.at + size);
  cursor.skip(size);
  yield { kind: "gap", reason: "encrypted: key", span: at };
  await cursor.need(4);
  const chain = cursor.u32();
  for (let each = 0; each < chain; each++) yield* certificateIn(cursor, blob, `${number}.${each}`);
  return undefined;
}

/** A string as Java writes it, its length before it. */
async function* text(cursor: Cursor, name: string): AsyncGenerator<Region> {
  await cursor.need(2);
  const length = cursor.u16();
  await cursor.need(length);
  const at = cursor.at;
  yield value(name, span(at, at + length), plain, cursor.bytes(length));
}

async function* certificateIn(cursor: Cursor, blob: Blob, number: string): AsyncGenerator<Region> {
  yield* text(cursor, `certificates[${number}].type`);
  await cursor.need(4);
  const size = cursor.u32();
  const at = span(cursor.at, cursor.at + size);
  cursor.skip(size);
  yield { kind: "child", blob: slice(blob, at, `certificate-${number}`) };
}
