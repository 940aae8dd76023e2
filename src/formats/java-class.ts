import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { type Region, value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { viewOf } from "./kit/fields.ts";
import { swept } from "./kit/parts.ts";

/** Java 1.0.2. The same mark starts programs of macOS for several processors, which are far fewer. */
const firstVersion = 45;
/** No class is longer: code of a method has 64 KiB at most, and 65,535 methods are not met. */
const longest = 64 << 20;

/** Bytes after the tag of each constant (JVM specification §4.4); text has a length of its own. */
const sizes: Readonly<Record<number, number>> = {
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 2,
  8: 2,
  9: 4,
  10: 4,
  11: 4,
  12: 4,
  15: 3,
  16: 2,
  17: 4,
  18: 4,
  19: 2,
  20: 2,
};
const text = 1;

/** Classes of Java, Scala and Kotlin: all texts of the program stand in its constants. */
export const javaClass: Format = {
  id: "java-class",
  title: "Java class",
  tier: "specific",
  specification: "https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html",
  reads: "texts among the constants; all else swept",
  tested: "specification",

  matches: ({ head }) =>
    head.length >= 10 &&
    viewOf(head).getUint32(0) === 0xcafe_babe &&
    viewOf(head).getUint16(6) >= firstVersion,

  async *regions(blob) {
    if (blob.size > longest) throw new MalformedError("java-class", 0, `${blob.size} bytes`);
    const bytes = await blob.read(span(0, blob.size));
    const end = yield* constants(bytes);
    yield* swept(blob, { name: "class", span: span(end, blob.size) });
  },

  keys: async (_: Blob, offsets) => offsets.map(() => "class"),
};

/** A count, then constants; those of eight bytes count twice. Returns where they end. */
function* constants(bytes: Uint8Array): Generator<Region, number> {
  if (bytes.length < firstConstant) throw new MalformedError("java-class", 0, "no constants");
  const view = viewOf(bytes);
  const count = view.getUint16(8);
  let at = firstConstant;
  for (let index = 1; index < count; index++) {
    const { tag, start, end } = constantAt(view, at);
    if (!(end <= bytes.length))
      throw new MalformedError("java-class", at, `constant ${index} of kind ${tag}`);
    if (tag === text && end > start)
      yield value(`constant ${index}`, span(start, end), plain, bytes.subarray(start, end));
    if (tag !== text && end - start === 8) index++;
    at = end;
  }
  return at;
}

const firstConstant = 10;

/** The kind of a constant, and where its data is; it has no end where the kind is not known. */
function constantAt(view: DataView, at: number) {
  const tag = at < view.byteLength ? view.getUint8(at) : 0;
  const isText = tag === text && at + 3 <= view.byteLength;
  const start = at + (isText ? 3 : 1);
  const size = isText ? view.getUint16(at + 1) : (sizes[tag] ?? Number.NaN);
  return { tag, start, end: start + size };
}
