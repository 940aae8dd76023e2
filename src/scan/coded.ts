import { plain } from "../core/coding.ts";
import { signWidth } from "../core/decoder.ts";
import { type StringRegion, value } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import type { Decoding, Text } from "./decoding.ts";

/** A part of a stretch that is in memory. */
export interface CodedBlock {
  readonly bytes: Uint8Array;
  /** Where they stand in the blob. */
  readonly seen: Span;
  /** What of it is looked at: the rest belongs to the blocks beside it. */
  readonly own: Span;
  /** The signs that count. */
  readonly mask: number;
}

/** `password: `, `"token": "`, `API_KEY=`: the name before a value. */
const name = /([A-Za-z_][\w.-]{1,80})["']?\s{0,3}[:=]\s{0,3}["']?$/;

/** The texts that stand coded in a block, each under the name before it. The bytes are not needed any more then. */
export function* codedInBlock(block: CodedBlock, decoding: Decoding): Generator<Text> {
  const { seen, own } = block;
  const within = span(Math.max(0, own.start - seen.start - signWidth), own.end - seen.start);
  const parts = new Map<number, Span[]>();
  for (const [sign, all] of decoding.signed(block.bytes, block.mask)) {
    const inside = all.flatMap(({ start, end }) =>
      start < within.end && end > within.start
        ? [span(Math.max(start, within.start), Math.min(end, within.end))]
        : [],
    );
    if (inside.length > 0) parts.set(sign, inside);
  }
  if (parts.size === 0) return;
  const bytes = Buffer.from(block.bytes.buffer, block.bytes.byteOffset, block.bytes.length);
  const region = value("", seen, plain, bytes);
  for (const text of decoding.inText({ bytes, region, depth: 0, nameOnly: true }, parts)) {
    const at = text.region.spans[0].start - seen.start;
    const key = text.changed ? undefined : name.exec(before(bytes, at))?.[1];
    yield key === undefined ? text : { ...text, region: named(text.region, key) };
  }
}

/** What stands before a place on its line, as far as a name may reach. */
const before = (bytes: Buffer, at: number): string =>
  bytes.toString("latin1", Math.max(0, at - 100), at);

const named = (region: StringRegion, key: string): StringRegion => ({ ...region, key });
