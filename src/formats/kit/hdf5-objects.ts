import { MalformedError } from "../../core/error.ts";
import { plain } from "../../core/coding.ts";
import { name, type Region, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { dataRegions } from "./hdf5-data.ts";
import { denseItems } from "./hdf5-dense.ts";
import type { Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";
import { type Filter, readFilters } from "./hdf5-filters.ts";
import { type Link, readLink, tableLinks } from "./hdf5-group.ts";
import { type Message, messageTypes, readHeader } from "./hdf5-header.ts";
import { GlobalHeaps } from "./hdf5-heap.ts";
import { readLayout } from "./hdf5-layout.ts";
import { elementRegions, type Store, textRegions } from "./hdf5-texts.ts";
import { countOf, type DataType, readDimensions, readType } from "./hdf5-types.ts";
import { decodeName } from "./names.ts";

/** How long a key path grows, in characters. */
const longestPath = 2048;

interface Place {
  readonly at: number;
  /** Empty for the root. */
  readonly path: string;
}

/** What walks through the objects of a file shares. */
interface Walk extends Store {
  readonly todo: Place[];
}

/** Everything that can be reached from an object: its attributes, its links, its data, and theirs. */
export async function* objectRegions(file: Hdf5, roots: readonly Place[]): AsyncGenerator<Region> {
  const walk: Walk = { file, heaps: new GlobalHeaps(file), todo: [...roots] };
  const seen = new Set<number>();
  for (let place = walk.todo.shift(); place; place = walk.todo.pop()) {
    if (seen.has(place.at)) continue;
    seen.add(place.at);
    yield* guarded(file, place, oneObject(walk, place));
  }
}

/** What is damaged of one object costs that object; what nobody claimed is swept. */
async function* guarded(
  { blob }: Hdf5,
  { at, path }: Place,
  regions: AsyncGenerator<Region>,
): AsyncGenerator<Region> {
  try {
    yield* regions;
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    const where = Math.min(at, blob.size);
    const reason = `malformed: ${error.message}`;
    yield { kind: "gap", name: path === "" ? "/" : path, reason, span: span(where, where) };
  }
}

async function* oneObject(walk: Walk, place: Place): AsyncGenerator<Region> {
  const messages = await readHeader(walk.file, place.at);
  for (const message of messages)
    yield* guarded(walk.file, place, messageRegions(walk, place, message));
  yield* data(walk, place, messages);
}

/** Messages that hold nothing but numbers and addresses. */
const silent = new Set<number>([
  messageTypes.dataspace,
  messageTypes.groupInfo,
  messageTypes.layout,
  messageTypes.filters,
  messageTypes.modified,
  messageTypes.treeSizes,
  messageTypes.references,
]);

/** The library writes no shorter fill value than that, and no text fits into it. */
const shortestSwept = 12;

async function* messageRegions(walk: Walk, place: Place, message: Message): AsyncGenerator<Region> {
  const { file } = walk;
  const { type, body, shared } = message;
  const { at, left } = body;
  if (type === messageTypes.attribute && !shared) yield* attribute(walk, place, body);
  else if (type === messageTypes.link) yield* linkRegions(walk, place, readLink(file, body));
  else {
    file.claim(at, left);
    if (shared || silent.has(type)) return;
    if (type === messageTypes.symbolTable)
      for await (const link of tableLinks(file, body)) yield* linkRegions(walk, place, link);
    else if (type === messageTypes.linkInfo || type === messageTypes.attributeInfo)
      yield* dense(walk, place, message);
    else if (type === messageTypes.datatype) yield* typeNames(readType(body), body, place.path);
    else if (left >= shortestSwept)
      yield { kind: "stretch", as: "binary", span: span(at, at + left) };
  }
}

/** Links and attributes that are too many for the header. */
async function* dense(walk: Walk, place: Place, { type, body }: Message): AsyncGenerator<Region> {
  const isLinks = type === messageTypes.linkInfo;
  body.skip(1);
  const flags = body.u8();
  if (flags & 1) body.skip(isLinks ? 8 : 2);
  const heap = body.address();
  const index = body.address();
  if (heap === undefined || index === undefined) return;
  const order = flags & 2 ? body.address() : undefined;
  for await (const item of denseItems(walk.file, { heap, index, order }))
    yield* isLinks
      ? linkRegions(walk, place, readLink(walk.file, item))
      : guarded(walk.file, place, attribute(walk, place, item));
}

async function* linkRegions(walk: Walk, place: Place, link: Link): AsyncGenerator<Region> {
  const short = place.path.length < longestPath ? place.path : place.path.slice(0, longestPath);
  const path = `${short}/${decodeName(link.name)}`;
  yield name(path, span(link.at, link.at + link.name.length), plain, link.name);
  const { target, object } = link;
  if (target) {
    // An external link has its file and the path in it one behind the other.
    const there = span(target.at, target.at + target.bytes.length);
    yield value(path, there, plain, target.bytes);
  }
  if (object !== undefined) walk.todo.push({ at: object, path });
}

/** The names that a type holds: of the fields of a record, of the values of an enumeration. */
function* typeNames(type: DataType, fields: Fields, key: string): Generator<Region> {
  for (const at of type.names) {
    const bytes = fields.bytes.subarray(at.start - fields.start, at.end - fields.start);
    if (bytes.length > 0) yield name(`${key} (type)`, at, plain, bytes);
  }
}

/** An attribute message (IV.A.2.m). */
async function* attribute(walk: Walk, { path }: Place, body: Fields): AsyncGenerator<Region> {
  const { file } = walk;
  const start = body.at;
  const version = body.u8();
  if (version < 1 || version > 3) throw body.malformed(`attribute version ${version}`);
  const flags = body.u8();
  const [nameSize, typeSize, spaceSize] = [body.u16(), body.u16(), body.u16()] as const;
  if (version === 3) body.skip(1);
  const part = (size: number): Fields => {
    const from = body.at;
    const fields = body.part(size);
    if (version === 1) body.align(from);
    return fields;
  };
  const title = part(nameSize);
  const bytes = title.bytes.at(-1) === 0 ? title.bytes.subarray(0, -1) : title.bytes;
  const key = `${path === "" ? "/" : path}@${decodeName(bytes)}`;
  yield name(key, span(title.start, title.start + bytes.length), plain, bytes);
  const typeFields = part(typeSize);
  const space = part(spaceSize);
  file.claim(start, body.at - start);
  const type = flags & 1 ? await sharedType(file, typeFields) : readType(typeFields);
  const dimensions = readDimensions(space);
  if (!type || !dimensions) return;
  if (!(flags & 1)) yield* typeNames(type, typeFields, key);
  const length = countOf(dimensions, space) * type.size;
  const { at } = body;
  const values = body.take(length);
  file.claim(at, length);
  const first = dimensions.length === 0 ? undefined : 0;
  if (type.isByte) yield* textRegions(file.blob, key, values, at);
  else yield* elementRegions(walk, { type, bytes: values, at, key, first });
}

/** A type that has a name of its own, and so a header (IV.A.2, shared messages). */
async function sharedType(file: Hdf5, pointer: Fields): Promise<DataType | undefined> {
  const version = pointer.u8();
  pointer.skip(version === 1 ? 7 : 1);
  const at = pointer.address();
  if (at === undefined) return undefined;
  const messages = await readHeader(file, at);
  const found = messages.find(({ type, shared }) => type === messageTypes.datatype && !shared);
  return found && readType(found.body.again());
}

/** The elements, if the object is a data set. */
async function* data(
  walk: Walk,
  { path }: Place,
  messages: readonly Message[],
): AsyncGenerator<Region> {
  const { file } = walk;
  const bodyOf = (wanted: number): Fields | undefined =>
    messages.find(({ type }) => type === wanted)?.body.again();
  const layout = bodyOf(messageTypes.layout);
  const space = bodyOf(messageTypes.dataspace);
  const typed = messages.find((each) => each.type === messageTypes.datatype);
  if (!layout || !space || !typed) return;
  const body = typed.body.again();
  const type = typed.shared ? await sharedType(file, body) : readType(body);
  const dimensions = readDimensions(space);
  if (!type || !dimensions) return;
  if (type.size === 0) throw body.malformed("elements of no size");
  const pipeline = bodyOf(messageTypes.filters);
  const filters: Filter[] = pipeline ? readFilters(pipeline) : [];
  const shape = { dimensions, filtered: filters.length > 0 };
  const key = path === "" ? "/" : path;
  yield* dataRegions(walk, {
    key,
    type,
    dimensions,
    layout: readLayout(file, layout, shape),
    filters,
  });
}
