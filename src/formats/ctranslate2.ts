import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { name, type Region, value } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { isText } from "./kit/printable.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";

/** Version 2 brought the name of the model's kind; 6 is of 2026. */
const oldest = 2;
const newest = 32;
/** From then on a variable has a type and bytes, before that a size of items and their number. */
const typedVersion = 4;
/** From then on variables can have other names. */
const aliasVersion = 3;
/** The largest models have some ten thousand. */
const mostVariables = 1_000_000;

const utf8 = new TextDecoder();

/**
 * `model.bin` of CTranslate2, as faster-whisper has it: the name of the model's
 * kind, then each variable with name, shape, type and values, then other names
 * of variables.
 */
export const ctranslate2: Format = {
  id: "ctranslate2",
  title: "CTranslate2",
  tier: "specific",
  specification:
    "https://github.com/OpenNMT/CTranslate2/blob/master/python/ctranslate2/specs/model_spec.py",
  reads: "names of the model, its variables and aliases; values skipped; trailer swept",
  tested: "CTranslate2",

  matches: ({ head }) => mayBegin(head),

  async *regions(blob) {
    const cursor = new Cursor(blob, "ctranslate2");
    yield* regionsBySteps(cursor, fileSteps(cursor));
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the last variable", span: span(cursor.at, blob.size) };
  },
};

/** A sane version; a word that ends in NUL, as its length says; a sane revision. */
function mayBegin(head: Uint8Array): boolean {
  if (head.length < 24) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const version = view.getUint32(0, true);
  const end = 6 + view.getUint16(4, true);
  if (version < oldest || version > newest || end < 10 || end + 8 > Math.min(head.length, 128))
    return false;
  const word = utf8.decode(head.subarray(6, end));
  const isSane = view.getUint32(end, true) < 1000 && view.getUint32(end + 4, true) < mostVariables;
  return /^[A-Z][A-Za-z0-9]+\0$/.test(word) && isSane;
}

function* fileSteps(cursor: Cursor): Generator<Step> {
  yield 4;
  const version = cursor.u32();
  const kind = yield* text(cursor);
  yield value("$.spec", kind.at, plain, kind.bytes);
  yield 8;
  cursor.skip(4);
  const count = cursor.u32();
  if (count > mostVariables) throw cursor.malformed(`${count} variables`, 4);
  for (let index = 0; index < count; index++) yield* variableSteps(cursor, version);
  if (version < aliasVersion || cursor.left < 4) return;
  yield 4;
  const aliases = cursor.u32();
  if (aliases > mostVariables) throw cursor.malformed(`${aliases} aliases`, 4);
  for (let index = 0; index < aliases; index++)
    for (const role of ["alias", "variable"]) {
      const { at, bytes } = yield* text(cursor);
      yield name(`$.aliases[${index}].${role}`, at, plain, bytes);
    }
}

interface Text {
  readonly at: Span;
  readonly bytes: Uint8Array;
}

/** A length, which counts the NUL at the end, and the text. */
function* text(cursor: Cursor): Generator<Step, Text> {
  yield 2;
  const length = cursor.u16();
  yield length;
  const all = cursor.bytes(length);
  const hasNul = all.at(-1) === 0;
  const bytes = hasNul ? all.subarray(0, -1) : all;
  return { at: span(cursor.at - length, cursor.at - (hasNul ? 1 : 0)), bytes };
}

function* variableSteps(cursor: Cursor, version: number): Generator<Step> {
  const { at, bytes } = yield* text(cursor);
  const label = utf8.decode(bytes);
  yield name(`$.variables.${label}`, at, plain, bytes);
  yield 1;
  const axes = cursor.u8();
  yield axes * 4 + 5;
  cursor.skip(axes * 4);
  const width = cursor.u8();
  const size = cursor.u32() * (version < typedVersion ? width : 1);
  if (size > cursor.left) throw cursor.malformed(`${size} bytes of values, ${cursor.left} left`, 4);
  yield* values(cursor, label, size);
}

/** Settings of a model are variables of a few bytes; a text among them is one of int8. */
const longestSetting = 4096;

function* values(cursor: Cursor, label: string, size: number): Generator<Step> {
  const at = span(cursor.at, cursor.at + size);
  if (size > longestSetting) yield tensor(label, at);
  else if (size > 0) {
    yield size;
    const bytes = cursor.bytes(size);
    if (isText(bytes)) yield value(`$.variables.${label}`, at, plain, bytes);
    else yield tensor(label, at);
  }
  cursor.at = at.end;
}

const tensor = (label: string, at: Span): Region => ({ kind: "tensor", name: label, span: at });
