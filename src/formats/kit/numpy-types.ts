/** What the items of a numpy array are made of. `size` is of one item, in bytes. */
export type Dtype =
  | { readonly kind: "numbers"; readonly size: number }
  /** UTF-32, filled up with zeros. */
  | { readonly kind: "text"; readonly size: number; readonly big: boolean }
  /** Bytes, filled up with zeros. */
  | { readonly kind: "bytes"; readonly size: number }
  /** Python objects: a pickle stands in place of the items. */
  | { readonly kind: "objects"; readonly size: number }
  | ({ readonly kind: "record"; readonly fields: readonly Field[] } & Composed)
  | ({ readonly kind: "repeated"; readonly count: number; readonly of: Dtype } & Composed);

/** A type made of others. The counts keep hostile types from taking ages: no honest one is near the limits. */
interface Composed {
  readonly size: number;
  readonly levels: number;
  readonly parts: number;
}

export interface Field {
  readonly name: string;
  /** In bytes from the start of the item. */
  readonly offset: number;
  readonly type: Dtype;
}

/** Unicode strings take four bytes for each character. */
const wide = 4;
/** Anonymous bytes up to this size are numbers that numpy does not know, as bfloat16. */
const largestNumber = 8;
/** Numpy's own limit of an item, in bytes. */
const largestItem = 0x7fff_ffff;
const mostLevels = 16;
const mostParts = 10_000;

/**
 * The type that a code such as `<f8`, `U10` or `|S5` means, or undefined.
 * https://numpy.org/doc/stable/reference/arrays.interface.html#object.__array_interface__
 *
 * @param order Stands in for the order of bytes that the code does not say.
 */
export function dtypeOf(code: string, order = "<"): Dtype | undefined {
  const [, mark, letter, digits] = /^([<>=|]?)([A-Za-z?])(\d*)/.exec(code) ?? [];
  if (letter === undefined) return undefined;
  const size = digits ? Number(digits) : 1;
  if (size > largestItem) return undefined;
  switch (letter) {
    case "U":
      return { kind: "text", size: size * wide, big: (mark || order) === ">" };
    case "S":
    case "a":
      return { kind: "bytes", size };
    case "O":
      return { kind: "objects", size: 8 };
    case "V":
      return { kind: size <= largestNumber ? "numbers" : "bytes", size };
    default:
      return /[biufcmM?]/.test(letter) ? { kind: "numbers", size } : undefined;
  }
}

/** A record of fields; undefined when one lies outside, or they are too many or too deep. */
export function recordOf(size: number, fields: readonly Field[]): Dtype | undefined {
  const fits = fields.every(({ offset, type }) => offset + type.size <= size);
  const made = composed(
    size,
    fields.map(({ type }) => type),
  );
  return fits && made ? { kind: "record", fields, ...made } : undefined;
}

/** Items that hold `of` as often as the sizes of `shape` multiply to; undefined past numpy's limit. */
export function repeated(of: Dtype, shape: readonly number[]): Dtype | undefined {
  const count = product(shape);
  const made = composed(count * of.size, [of]);
  return made && { kind: "repeated", count: of.size === 0 ? 0 : count, of, ...made };
}

function composed(size: number, types: readonly Dtype[]): Composed | undefined {
  let levels = 1;
  let parts = 1;
  for (const type of types) {
    levels = Math.max(levels, 1 + ("levels" in type ? type.levels : 0));
    parts += "parts" in type ? type.parts : 1;
  }
  const isSane = size <= largestItem && levels <= mostLevels && parts <= mostParts;
  return isSane ? { size, levels, parts } : undefined;
}

/** How many items an array of the shape has. One when it has no axes. */
export const product = (shape: readonly number[]): number =>
  shape.reduce((count, axis) => count * axis, 1);

/** Whether the item holds anything but numbers. */
export function holdsText(type: Dtype): boolean {
  switch (type.kind) {
    case "numbers":
    case "objects":
      return false;
    case "text":
    case "bytes":
      return true;
    case "record":
      return type.fields.some((field) => holdsText(field.type));
    case "repeated":
      return holdsText(type.of);
  }
}

/** Whether the item holds Python objects anywhere: then the array was written as a pickle. */
export function holdsObjects(type: Dtype): boolean {
  switch (type.kind) {
    case "numbers":
    case "text":
    case "bytes":
      return false;
    case "objects":
      return true;
    case "record":
      return type.fields.some((field) => holdsObjects(field.type));
    case "repeated":
      return holdsObjects(type.of);
  }
}
