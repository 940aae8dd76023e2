import type { Blob } from "./blob.ts";
import type { Coding } from "./coding.ts";
import type { Span } from "./span.ts";

/** One string that stands by itself in a format: it is judged alone. */
export interface StringRegion {
  readonly kind: "string";
  /** The place inside the format: `$.hyper_parameters.api_key`, `graph.node[3].doc_string`. */
  readonly key: string;
  /**
   * A `value` is judged beside the name it has (`api_key="…"`); a `name` is a
   * key, a member's or a tensor's name, and is judged by itself.
   */
  readonly role: "value" | "name";
  /** Where the coded bytes lie, without quotes or length prefix. More than one where they are cut. */
  readonly spans: readonly [Span, ...Span[]];
  readonly coding: Coding;
  /** The coded bytes, all of `spans` in order. */
  readonly bytes: Uint8Array;
}

/**
 * A long part of the blob that is looked at as it stands, block by block: text
 * is judged by lines, binary by its runs of printable characters.
 */
export interface StretchRegion {
  readonly kind: "stretch";
  readonly as: "text" | "binary";
  readonly span: Span;
  /** Called when all of it was read, before the next region is asked for: saves the format a walk of its own. */
  readonly noticed?: (parts: Noticed) => void;
}

/** Parts of a stretch that are worth a closer look, in order, none touching the next. */
export interface Noticed {
  /** They may hold the escape character, with which the colours of terminals start. */
  readonly escapes: readonly Span[];
  /** They may hold ASCII in UTF-16. */
  readonly wide: readonly Span[];
}

/** Another blob that lies in this one as it stands. */
export interface ChildRegion {
  readonly kind: "child";
  readonly blob: Blob;
}

/** Another blob that must be unpacked first. The reader stops `unpack` when its budget is spent. */
export interface PackedRegion {
  readonly kind: "packed";
  readonly name: string;
  /** Where the packed bytes lie. */
  readonly span: Span;
  /** @throws {MalformedError} The packed bytes are damaged. */
  readonly unpack: () => AsyncIterable<Uint8Array>;
}

/** Weights: known by structure, so never read. */
export interface TensorRegion {
  readonly kind: "tensor";
  readonly name: string;
  readonly span: Span;
  /** As the format spells it: `F32`, `<f4`, `Q4_K`. */
  readonly dtype?: string;
  /** In the order of the format. */
  readonly shape?: readonly number[];
}

/** Bytes that no reader of the format looks at: gaps, trailers, prefixes, padding that should be zero. */
export interface DeadRegion {
  readonly kind: "dead";
  /** What they are, for people: `after the last tensor`. */
  readonly what: string;
  readonly span: Span;
}

/** Bytes that could not be looked at. */
export interface GapRegion {
  readonly kind: "gap";
  readonly name?: string;
  readonly reason: string;
  readonly span: Span;
}

export type Region =
  | StringRegion
  | StretchRegion
  | ChildRegion
  | PackedRegion
  | TensorRegion
  | DeadRegion
  | GapRegion;

/** A value at one place, the usual case. */
export const value = (key: string, at: Span, coding: Coding, bytes: Uint8Array): StringRegion => ({
  kind: "string",
  key,
  role: "value",
  spans: [at],
  coding,
  bytes,
});

/** A name at one place: a dictionary's key, a tensor, a member. */
export const name = (key: string, at: Span, coding: Coding, bytes: Uint8Array): StringRegion => ({
  ...value(key, at, coding, bytes),
  role: "name",
});
