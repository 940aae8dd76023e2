import { span } from "../../core/span.ts";
import type { Fields } from "./hdf5-fields.ts";
import type { Hdf5 } from "./hdf5-file.ts";

/** What messages are about, by number (HDF5 file format specification, IV.A.2). */
export const messageTypes = {
  nil: 0,
  dataspace: 1,
  linkInfo: 2,
  datatype: 3,
  link: 6,
  externalFiles: 7,
  layout: 8,
  groupInfo: 0x0a,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  modified: 0x12,
  treeSizes: 0x13,
  attributeInfo: 0x15,
  references: 0x16,
} as const;

/** One message of an object header. */
export interface Message {
  readonly type: number;
  /** Whether the body only says where the message itself stands. */
  readonly shared: boolean;
  readonly body: Fields;
}

/** A header is continued once or twice; the writer makes each block at least as large as the one before. */
const mostBlocks = 4096;

interface Block {
  readonly at: number;
  readonly length: number;
}

/**
 * The messages of the object header at `at`, those of its continuations behind.
 * Claims what holds the messages together; of the messages themselves only the
 * reader knows what is used, and those that are NIL are not given at all.
 *
 * @throws {MalformedError} There is no header of a known version.
 */
export async function readHeader(file: Hdf5, at: number): Promise<Message[]> {
  const [first] = await file.bytes(at, 1);
  return first === 1 ? readOlder(file, at) : readNewer(file, at);
}

async function readOlder(file: Hdf5, at: number): Promise<Message[]> {
  const fields = await file.fields(at, 16);
  fields.skip(8);
  const length = fields.u32();
  file.claim(at, 16);
  return blocks(file, { at: at + 16, length }, ({ body }) => oldMessages(file, body));
}

function* oldMessages(file: Hdf5, body: Fields): Generator<Message> {
  while (body.left >= 8) {
    const { at } = body;
    const type = body.u16();
    const length = body.u16();
    const flags = body.u8();
    body.skip(3);
    file.claim(at, 8);
    yield { type, shared: (flags & 2) !== 0, body: body.part(length) };
  }
}

async function readNewer(file: Hdf5, at: number): Promise<Message[]> {
  const fields = await file.signed(at, "OHDR", Math.min(64, file.blob.size - at));
  const version = fields.u8();
  if (version !== 2) throw fields.malformed(`object header version ${version}`);
  const flags = fields.u8();
  fields.skip((flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0));
  const length = fields.uint(1 << (flags & 3));
  const start = fields.at;
  file.claim(at, start - at);
  file.claim(start + length, 4);
  file.sums.set(start + length, span(at, start + length + 4));
  return blocks(file, { at: start, length }, ({ body, isFirst }) => {
    if (isFirst) return newMessages(file, body, flags);
    if (String.fromCharCode(...body.take(4)) !== "OCHK") throw body.malformed("no OCHK");
    const [start, sumAt] = [body.at - 4, body.at + body.left - 4];
    file.claim(start, 4);
    file.claim(sumAt, 4);
    file.sums.set(sumAt, span(start, sumAt + 4));
    return newMessages(file, body.part(body.left - 4), flags);
  });
}

function* newMessages(file: Hdf5, body: Fields, flags: number): Generator<Message> {
  const headSize = flags & 4 ? 6 : 4;
  while (body.left >= headSize) {
    const { at } = body;
    const type = body.u8();
    const length = body.u16();
    const isShared = (body.u8() & 2) !== 0;
    body.skip(headSize - 4);
    file.claim(at, headSize);
    yield { type, shared: isShared, body: body.part(length) };
  }
}

type MessagesOf = (block: { body: Fields; isFirst: boolean }) => Iterable<Message>;

/** Reads a block, and each that a message in it continues it with. */
async function blocks(file: Hdf5, first: Block, messagesOf: MessagesOf): Promise<Message[]> {
  const open = [first];
  const messages: Message[] = [];
  const seen = new Set<number>();
  for (let index = 0; index < open.length && index < mostBlocks; index++) {
    const { at, length } = open[index] ?? first;
    if (seen.has(at)) continue;
    seen.add(at);
    const body = await file.fields(at, length);
    for (const message of messagesOf({ body, isFirst: index === 0 }))
      if (message.type === messageTypes.continuation) open.push(continued(file, message.body));
      else if (message.type !== messageTypes.nil) messages.push(message);
  }
  return messages;
}

function continued(file: Hdf5, body: Fields): Block {
  file.claim(body.at, body.left);
  return { at: body.address() ?? Infinity, length: body.length() };
}
