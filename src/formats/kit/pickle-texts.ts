import type { Blob } from "../../core/blob.ts";
import { type Coding, plain } from "../../core/coding.ts";
import { rawUnicodeEscape } from "../../core/codings.ts";
import { span } from "../../core/span.ts";
import { asBuffer } from "./bytes.ts";
import { type Graph, hasBytes, kinds, other, type Value } from "./pickle-graph.ts";
import { latin1Text, pythonBytes, rawLatin1Text } from "./python-codings.ts";

/** How the bytes of a node spell a text. */
export function textCoding(kind: number, bytes: Uint8Array): Coding {
  if (kind !== kinds.rawText && kind !== kinds.rawEncoded && kind !== kinds.quoted) return plain;
  if (isBare(bytes)) return plain;
  return kind === kinds.quoted ? pythonBytes : rawUnicodeEscape;
}

/** Whether the bytes are ASCII without escapes, as nearly all strings of protocol 0 are. */
function isBare(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte === 0x5c || byte >= 0x80) return false;
  return true;
}

/** How the bytes of a node spell bytes. */
export function bytesCoding(kind: number): Coding {
  if (kind === kinds.encoded) return latin1Text;
  if (kind === kinds.rawEncoded) return rawLatin1Text;
  return kind === kinds.quoted ? pythonBytes : plain;
}

/** Names and keys are known by their first so many bytes. */
const longest = 512;
/** So many are kept, and so many characters of them. */
const mostKept = 1 << 19;
const mostCharacters = 1 << 25;

/** The texts of nodes, read when they are asked for: a graph keeps only where they stand. */
export class Texts {
  readonly #blob: Blob;
  readonly #graph: Graph;
  readonly #kept = new Map<Value, string>();
  #characters = 0;
  #seen: Value = other;
  #seenBytes: Uint8Array = new Uint8Array();

  constructor(blob: Blob, graph: Graph) {
    this.#blob = blob;
    this.#graph = graph;
  }

  /** Undefined when the text must be loaded first. */
  known(node: Value): string | undefined {
    return node === this.#seen ? this.#decode(node, this.#seenBytes) : this.#kept.get(node);
  }

  /** Notes the bytes of a node that are at hand, so that its text is known until the next is seen. */
  see(node: Value, bytes: Uint8Array): void {
    this.#seen = node;
    this.#seenBytes = bytes;
  }

  /** The text of a string; undefined for what is none. */
  async load(node: Value | undefined): Promise<string | undefined> {
    if (node === undefined || !hasBytes(this.#graph.kind(node))) return undefined;
    const known = this.#kept.get(node);
    if (known !== undefined) return known;
    const start = this.#graph.first(node);
    const end = Math.min(this.#graph.second(node), start + longest);
    return this.keep(node, await this.#blob.read(span(start, end)));
  }

  /** Keeps the text of a node whose bytes are at hand, and returns it. */
  keep(node: Value, bytes: Uint8Array): string {
    const text = this.#decode(node, bytes);
    this.#characters += text.length;
    if (this.#kept.size === mostKept || this.#characters > mostCharacters) {
      this.#kept.clear();
      this.#characters = text.length;
    }
    this.#kept.set(node, text);
    return text;
  }

  #decode(node: Value, bytes: Uint8Array): string {
    const first = bytes.subarray(0, longest);
    const coding = textCoding(this.#graph.kind(node), first);
    return asBuffer(coding.decode(first)).toString("utf8");
  }
}
