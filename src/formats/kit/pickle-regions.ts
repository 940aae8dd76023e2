import { type Blob, slice } from "../../core/blob.ts";
import { type Coding, plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import type { Region } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { Cursor } from "./cursor.ts";
import { encodingOf, isWide } from "./encoding.ts";
import { arrayRegions } from "./numpy-items.ts";
import type { Dtype } from "./numpy-types.ts";
import type { PathFact } from "./pickle-facts.ts";
import {
  type Graph,
  hasBytes,
  imports,
  isBytes,
  kinds,
  links,
  type Value,
} from "./pickle-graph.ts";
import { joinParts, type Part } from "./pickle-parts.ts";
import { Paths } from "./pickle-paths.ts";
import { placesOf, type Places } from "./pickle-places.ts";
import type { Pickle } from "./pickle-reader.ts";
import { bytesCoding, textCoding } from "./pickle-texts.ts";

/** Bytes longer than this are most likely a file of another format. */
const longestBytes = 4096;
/** Bytes shorter than this hold no file. */
const shortestFile = 64;
/** A string that is read at once; a longer one is looked at block by block. */
const longestString = 1 << 24;
/** Bytes that are spelled as text are decoded at once, for which this bounds the memory. */
const longestCoded = 1 << 26;
/** More than any real path has. */
const mostParts = 100;

interface View {
  readonly blob: Blob;
  readonly cursor: Cursor;
  readonly pickle: Pickle;
  readonly places: Places;
  readonly paths: Paths;
}

/** Regions are handed on in batches: a promise for each would cost more than all the rest. */
const batchSize = 64;

/**
 * All texts of a pickle with their paths, nearly in the order of the file; bytes that
 * are files of other formats, as blobs; and the arrays in it.
 *
 * @param root The path of what the pickle builds.
 * @throws {MalformedError} The pickle was damaged; everything before that was yielded.
 */
export async function* pickleRegions(
  blob: Blob,
  pickle: Pickle,
  root: string,
): AsyncGenerator<readonly Region[]> {
  const { graph, facts } = pickle;
  const places = placesOf(graph, pickle.result);
  const paths = new Paths(pickle, places, root);
  const view = { blob, cursor: new Cursor(blob, "pickle"), pickle, places, paths };
  let batch: Region[] = [];
  for (let node = imports + 1; node < graph.nodes; node++) {
    if (!isTold(graph, node)) continue;
    const fact = facts.get(node);
    if (fact?.kind === "array") yield* array(view, node, fact.type);
    else if (fact?.kind === "path") yield* joined(view, node, fact);
    else if (graph.kind(node) !== kinds.call) {
      batch.push(constant(view, node) ?? (await loaded(view, node)));
      for (const way of places.others.get(node) ?? []) batch.push(await loaded(view, node, way));
    }
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
  yield unread(pickle);
}

/** Empty strings tell nothing; of other nodes only calls may, that of a path. */
function isTold(graph: Graph, node: Value): boolean {
  const kind = graph.kind(node);
  return hasBytes(kind) ? graph.second(node) > graph.first(node) : kind === kinds.call;
}

async function* array(view: View, node: Value, type: Dtype): AsyncGenerator<readonly Region[]> {
  const key = await view.paths.loaded(node);
  for await (const region of arrayRegions(view.blob, { ...spelled(view, node), type, key }))
    yield [region];
}

/** Where the bytes of a node stand, and how they are spelled. */
const spelled = (
  { pickle: { graph } }: View,
  node: Value,
): { readonly span: Span; readonly coding: Coding } => ({
  span: span(graph.first(node), graph.second(node)),
  coding: bytesCoding(graph.kind(node)),
});

/**
 * A string or bytes, as reached by the shortest way or by another. Undefined
 * when something must be read first.
 */
function constant(view: View, node: Value, way = view.paths.wayTo(node)): Region | undefined {
  const { graph, texts } = view.pickle;
  const kind = graph.kind(node);
  const at = span(graph.first(node), graph.second(node));
  const size = lengthOf(at);
  if (kind === kinds.numbers || (isNeverText(kind) && size > longestBytes))
    return file(view, node, way);
  if (size > longestString) return { kind: "stretch", as: "binary", span: at };
  const bytes = bytesAt(view, at);
  if (!bytes) return undefined;
  texts.see(node, bytes);
  if (view.places.isKey[node]) texts.keep(node, bytes);
  if (size >= shortestFile && mayBeFile(kind, bytes)) return file(view, node, way);
  const key = view.paths.of(node, way);
  if (key === undefined) return undefined;
  const role = isName(graph, way) ? "name" : "value";
  return { kind: "string", key, role, spans: [at], coding: textCoding(kind, bytes), bytes };
}

/** The same, waiting for what must be read. */
async function loaded(view: View, node: Value, way?: number): Promise<Region> {
  const { cursor, paths, pickle } = view;
  const start = pickle.graph.first(node);
  const size = pickle.graph.second(node) - start;
  if (size <= longestString) {
    cursor.at = start;
    await cursor.need(size);
  }
  for (;;) {
    const region = constant(view, node, way);
    if (region) return region;
    await pickle.texts.load(paths.missing);
  }
}

/** Undefined when they are not at hand. */
function bytesAt({ cursor }: View, at: Span): Uint8Array | undefined {
  cursor.at = at.start;
  return cursor.has(lengthOf(at)) ? cursor.bytes(lengthOf(at)) : undefined;
}

/** Keys of dicts are names, and modules and classes are. */
const isName = (graph: Graph, way: number): boolean =>
  way >= 0 && (graph.linkOf(way) === links.key || graph.parentOf(way) === imports);

/** Whether Python kept text and bytes apart when it wrote the node, and it is bytes. */
const isNeverText = (kind: number): boolean =>
  isBytes(kind) && kind !== kinds.string && kind !== kinds.quoted;

/** Whether the bytes are no plain text. Text of Python 3 always is. */
function mayBeFile(kind: number, bytes: Uint8Array): boolean {
  if (kind === kinds.text || kind === kinds.rawText) return false;
  const encoding = encodingOf(bytesCoding(kind).decode(bytes.subarray(0, longestBytes)));
  return encoding === undefined || isWide(encoding);
}

/** Numbers as a tensor; other bytes as a blob of their own, unpacked where they are spelled as text. */
function file(view: View, node: Value, way: number): Region | undefined {
  const { blob } = view;
  const name = view.paths.of(node, way);
  if (name === undefined) return undefined;
  const { span: at, coding } = spelled(view, node);
  if (view.pickle.graph.kind(node) === kinds.numbers) return { kind: "tensor", name, span: at };
  if (coding === plain) return { kind: "child", blob: slice(blob, at, name) };
  if (lengthOf(at) > longestCoded)
    return { kind: "gap", name, reason: `limit: ${lengthOf(at)} bytes spelled as text`, span: at };
  return {
    kind: "packed",
    name,
    span: at,
    unpack: async function* () {
      yield coding.decode(await blob.read(at));
    },
  };
}

/** A path in parts as one string. The parts were told one by one. */
async function* joined(view: View, node: Value, fact: PathFact): AsyncGenerator<readonly Region[]> {
  const { blob, paths, pickle } = view;
  const parts: Part[] = [];
  for (const value of fact.parts.slice(0, mostParts)) {
    if (!hasBytes(pickle.graph.kind(value))) return;
    const { span: at } = spelled(view, value);
    if (lengthOf(at) > longestBytes) return;
    const bytes = await blob.read(at);
    parts.push({ span: at, bytes, coding: textCoding(pickle.graph.kind(value), bytes) });
  }
  const whole = parts.length > 1 ? joinParts(parts, fact.separator) : undefined;
  if (whole) yield [{ kind: "string", key: await paths.loaded(node), role: "value", ...whole }];
}

/** What comes after a limit was met is read as plain bytes, and said to be. Damage is for the caller. */
function unread({ failure, rest }: Pickle): readonly Region[] {
  if (failure instanceof MalformedError) throw failure;
  if (!failure) return [];
  const reason = `limit: ${failure.message}, the rest is read as plain bytes`;
  return [
    { kind: "gap", reason, span: rest },
    { kind: "stretch", as: "binary", span: rest },
  ];
}
