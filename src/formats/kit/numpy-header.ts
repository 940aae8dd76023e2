import { type Dtype, dtypeOf, type Field, recordOf, repeated } from "./numpy-types.ts";
import type { Literal } from "./python-literals.ts";

/** The value of a dict under a key. */
export function entryOf(literal: Literal, key: string): Literal | undefined {
  if (literal.kind !== "dict") return undefined;
  return literal.entries.findLast(([each]) => each.kind === "text" && each.text === key)?.[1];
}

/** The numbers of a sequence; undefined when it is none, or holds anything but lengths. */
export function numbersOf(literal: Literal | undefined): number[] | undefined {
  if (literal?.kind !== "sequence") return undefined;
  const numbers = literal.items.flatMap((each) => (each.kind === "number" ? [each.number] : []));
  const isShape =
    numbers.length === literal.items.length &&
    numbers.every((each) => Number.isSafeInteger(each) && each >= 0);
  return isShape ? numbers : undefined;
}

/**
 * The type that a header's `descr` means, or undefined: a code, or a list of
 * fields. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function dtypeOfLiteral(literal: Literal | undefined): Dtype | undefined {
  if (literal?.kind === "text") return dtypeOf(literal.text);
  if (literal?.kind !== "sequence") return undefined;
  const [first, shape] = literal.items;
  const sizes = literal.items.length === 2 ? numbersOf(shape) : undefined;
  if (sizes) return repeatedOf(first, sizes);
  const fields: Field[] = [];
  let offset = 0;
  for (const item of literal.items) {
    const field = fieldOf(item, offset);
    if (!field) return undefined;
    fields.push(field);
    offset += field.type.size;
  }
  return recordOf(offset, fields);
}

function repeatedOf(literal: Literal | undefined, shape: readonly number[]): Dtype | undefined {
  const of = dtypeOfLiteral(literal);
  return of && repeated(of, shape);
}

/** `(name, type)`, or `(name, type, shape)`; the name may be a pair of title and name. */
function fieldOf(literal: Literal, offset: number): Field | undefined {
  const [label, inner, shape] = literal.kind === "sequence" ? literal.items : [];
  const name = label?.kind === "sequence" ? label.items.at(-1) : label;
  const sizes = shape ? numbersOf(shape) : [];
  const type = sizes && sizes.length > 0 ? repeatedOf(inner, sizes) : dtypeOfLiteral(inner);
  if (name?.kind !== "text" || !type || !sizes) return undefined;
  return { name: name.text, offset, type };
}
