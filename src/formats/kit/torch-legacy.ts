import { asBuffer } from "./bytes.ts";
import { links } from "./pickle-graph.ts";
import type { Pickle } from "./pickle-reader.ts";

/** The number that `torch.save` wrote first before version 1.6, as the opcode LONG1 has it. */
const magic = Buffer.from([0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]);
/** Where it can stand: after PROTO, and after FRAME from protocol 4 on. */
const places: readonly number[] = [2, 11];

/** Whether these are the first bytes of a file that torch wrote in its legacy form. */
export const isLegacyTorch = (head: Uint8Array): boolean =>
  head[0] === 0x80 &&
  places.some((at) => magic.equals(asBuffer(head.subarray(at, at + magic.length))));

/** Bytes of one element, by the name of the storage's class without `Storage`. */
const elementSizes: ReadonlyMap<string, number> = new Map([
  ["Double", 8],
  ["Float", 4],
  ["Half", 2],
  ["BFloat16", 2],
  ["Long", 8],
  ["Int", 4],
  ["Short", 2],
  ["Char", 1],
  ["Byte", 1],
  ["Bool", 1],
  ["ComplexFloat", 8],
  ["ComplexDouble", 16],
  ["QUInt8", 1],
  ["QInt8", 1],
  ["QInt32", 4],
  ["QUInt4x2", 1],
  ["QUInt2x4", 1],
  ["Untyped", 1],
]);

/** The size of an element, in bytes, of each storage that an object names, by its key. */
export function storageSizes(object: Pickle): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const [, fact] of object.facts.all()) {
    if (fact.kind !== "persistent" || fact.what !== "storage") continue;
    const size = elementSizes.get(fact.type.replace(/Storage$/, ""));
    if (size !== undefined) sizes.set(fact.key, size);
  }
  return sizes;
}

/** The strings of a pickled list, in order. */
export async function listedStrings({ graph, texts, result }: Pickle): Promise<string[]> {
  const strings: string[] = [];
  for (let edge = 0; edge < graph.edges; edge++) {
    if (graph.parentOf(edge) !== result || graph.linkOf(edge) !== links.item) continue;
    strings.push((await texts.load(graph.childOf(edge))) ?? "");
  }
  return strings;
}
