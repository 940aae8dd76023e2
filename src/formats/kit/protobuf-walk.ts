import { type Blob, slice } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { name, type Region, value } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";
import { keyStep } from "./key-path.ts";
import { isText } from "./printable.ts";
import { type Field, fieldHeadSize, isMessage, readField, wires } from "./protobuf.ts";
import type { FieldKind, FieldRule, Message } from "./protobuf-fields.ts";
import { regionsBySteps, type Step, unread } from "./steps.ts";

/** The C++, Java and Python readers refuse more levels. */
const deepest = 100;
/** A longer string is swept where it stands instead of being held. */
const longestString = 8 * 1024 * 1024;
/** Longer bytes are not asked whether they are a message. */
const longestGuess = 64 * 1024;
/** How much of a label is shown in a key path, in bytes. */
const longestLabel = 200;

/** The message that a walk begins with. It starts where the cursor stands. */
export interface Root {
  readonly blob: Blob;
  readonly message: Message;
  /** The key path of the message: `$`, or `$[3]`. */
  readonly key: string;
  /** Where the message ends. */
  readonly end: number;
}

/** A message that is being read. */
interface Frame {
  readonly message: Message;
  readonly end: number;
  /** The key path without index or label. */
  readonly stem: string;
  /** The key path. */
  path: string;
  label: string | undefined;
  selected: string;
  /** How often each repeated field was met. */
  counts: Map<number, number> | undefined;
}

/** A length-delimited field with what is known of it. */
interface Place {
  readonly kind: FieldKind;
  readonly payload: Span;
  readonly stem: string;
  readonly path: string;
}

/**
 * Reads a message by its table: strings and names with their key paths, weights
 * and numbers hopped over unread. Every field comes out, a field that occurs
 * twice too; one that the table does not know is looked at for text and messages.
 * Where the bytes are no field, the rest of that message is a gap and is swept,
 * and the walk goes on behind it; the cursor ends at `root.end`.
 */
export function* messageSteps(cursor: Cursor, root: Root): Generator<Step> {
  const frames = [frameOf(root.message, root.end, root.key, root.key)];
  for (let frame = frames[0]; frame; frame = frames.at(-1)) {
    if (cursor.at >= frame.end) {
      frames.pop();
      continue;
    }
    const head = Math.min(fieldHeadSize, frame.end - cursor.at);
    if (!cursor.has(head)) yield head;
    const start = cursor.at;
    const field = fieldOrDamage(cursor, frame.end);
    if (field instanceof MalformedError) {
      yield* unread(`malformed: ${field.message}`, span(start, frame.end));
      cursor.at = frame.end;
      continue;
    }
    const place = placeOf(frame, field);
    if (field.missing > 0 && !isCutOff(place, frame.end === root.end))
      yield* unread(lacking(field, frame), span(start, frame.end));
    else if (place) {
      if (field.missing > 0 && frames.length === 1)
        yield { kind: "gap", reason: lacking(field, frame), span: span(frame.end, frame.end) };
      const around = { frame, blob: root.blob, depth: frames.length };
      const inner = yield* placeSteps(cursor, place, around);
      if (inner) {
        frames.push(inner);
        continue;
      }
    }
    cursor.at = field.payload.end;
  }
}

/** The same for a format that is nothing but one message. */
export const messageRegions = (cursor: Cursor, root: Root): AsyncGenerator<Region> =>
  regionsBySteps(cursor, messageSteps(cursor, root));

const frameOf = (message: Message, end: number, stem: string, path: string): Frame => ({
  message,
  end,
  stem,
  path,
  label: undefined,
  selected: "",
  counts: undefined,
});

/** In a file that was cut off, what is there of a message can still be read as one. */
const isCutOff = (place: Place | undefined, atEnd: boolean): boolean =>
  atEnd && typeof place?.kind === "object";

const lacking = ({ missing }: Field, { end }: Frame): string =>
  `malformed: ${missing} bytes are missing after byte ${end}`;

function fieldOrDamage(cursor: Cursor, end: number): Field | MalformedError {
  try {
    return readField(cursor, end);
  } catch (error) {
    if (error instanceof MalformedError) return error;
    throw error;
  }
}

/**
 * What a field can tell; undefined for numbers and for what is empty. A field
 * that is not written as its table says is a number too, or many.
 */
function placeOf(frame: Frame, { number, wire, payload, value }: Field): Place | undefined {
  const rule = frame.message.fields.get(number);
  if (rule?.kind === "selector") frame.selected = String(value);
  if (wire !== wires.bytes) return undefined;
  const kind = kindOf(rule, frame);
  if (kind === "number" || kind === "selector") return undefined;
  const stem = frame.path + (rule ? rule.step : `[unknown ${number}]`);
  const path = rule?.repeated ? `${stem}[${counted(frame, number)}]` : stem;
  return payload.start === payload.end ? undefined : { kind, payload, stem, path };
}

function kindOf(rule: FieldRule | undefined, frame: Frame): FieldKind {
  if (!rule) return "any";
  return rule.other?.selected === frame.selected ? rule.other.kind : rule.kind;
}

function counted(frame: Frame, number: number): number {
  frame.counts ??= new Map();
  const index = frame.counts.get(number) ?? 0;
  frame.counts.set(number, index + 1);
  return index;
}

/** How many bytes of the payload must be at hand: all, or none where it is not to be held. */
function wantedOf({ kind, payload }: Place): number {
  const size = lengthOf(payload);
  if (typeof kind === "object" || kind === "tensor" || kind === "document") return 0;
  return size <= (kind === "file" ? longestGuess : longestString) ? size : 0;
}

interface Around {
  readonly frame: Frame;
  readonly blob: Blob;
  /** How many messages stand around the field. */
  readonly depth: number;
}

/** Yields what the field holds, or returns the message to go into: the cursor then stands at its start. */
function* placeSteps(
  cursor: Cursor,
  place: Place,
  around: Around,
): Generator<Step, Frame | undefined> {
  const wanted = wantedOf(place);
  if (!cursor.has(wanted)) yield wanted;
  const inner = innerMessage(cursor, place);
  if (inner && around.depth < deepest)
    return frameOf(inner, place.payload.end, place.stem, place.path);
  if (inner) yield* unread(`limit: messages more than ${deepest} deep`, place.payload);
  else yield leafRegion(cursor, place, around);
  return undefined;
}

const unknownMessage: Message = { fields: new Map() };

/**
 * The message to go into, if the field holds one. `any` is one when it can be
 * read so and is not text, or is text only by chance: a first field and a length
 * that look like a line end and a letter, which would stick to what follows.
 */
function innerMessage(cursor: Cursor, { kind, payload }: Place): Message | undefined {
  if (typeof kind === "object") return kind;
  const size = lengthOf(payload);
  if (kind !== "any" || size > longestGuess) return undefined;
  const bytes = ahead(cursor, size);
  const isOther = bytes[0] === firstTag || !isText(bytes);
  return isOther && isMessage(cursor, payload.end) ? unknownMessage : undefined;
}

/** The tag of field 1 with a length: a line feed. */
const firstTag = 0x0a;

/** Bytes that are at hand; the cursor stays. */
function ahead(cursor: Cursor, size: number): Uint8Array {
  const start = cursor.at;
  const bytes = cursor.bytes(size);
  cursor.at = start;
  return bytes;
}

function leafRegion(cursor: Cursor, place: Place, { frame, blob }: Around): Region {
  const { kind, payload, path } = place;
  if (kind === "tensor") return { kind: "tensor", name: frame.label ?? path, span: payload };
  if (kind === "document") return childRegion(blob, place);
  const bytes = ahead(cursor, wantedOf(place));
  if (bytes.length > 0 && kind === "label") {
    relabel(frame, bytes);
    return name(frame.path, payload, plain, bytes);
  }
  if (bytes.length > 0 && (kind === "string" || kind === "name" || isText(bytes)))
    return (kind === "name" ? name : value)(path, payload, plain, bytes);
  if (kind === "file") return childRegion(blob, place);
  return { kind: "stretch", as: "binary", span: payload };
}

const childRegion = (blob: Blob, { payload, path }: Place): Region => ({
  kind: "child",
  blob: slice(blob, payload, path.replace(/^\$\.?/, "")),
});

const utf8 = new TextDecoder();

/** A second label, as of a nested key, is a further step. */
function relabel(frame: Frame, bytes: Uint8Array): void {
  const label = utf8.decode(bytes.subarray(0, longestLabel));
  frame.path = (frame.label === undefined ? frame.stem : frame.path) + keyStep(label);
  frame.label = frame.label === undefined ? label : `${frame.label}.${label}`;
  frame.selected = label;
}
