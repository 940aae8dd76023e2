/** `JSON.stringify` escapes C0 and lone surrogates; these it leaves, and a terminal would obey them. */
const obeyed = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** JSON that can be shown on a terminal as it stands, and reads back as the same value. */
export const safeJson = (value: unknown, indent?: number): string =>
  JSON.stringify(value, null, indent).replace(obeyed, escaped);

/**
 * JSON for a `<script>` element: none of `</script>`, `<!--`, `<script` can
 * arise, since no `<` is left (HTML §4.12.1.3), nor the two separators that old
 * engines take for the end of a line.
 */
export const scriptJson = (value: unknown): string =>
  safeJson(value)
    .replaceAll("<", String.raw`\u003c`)
    .replaceAll(">", String.raw`\u003e`);

function escaped(character: string): string {
  let text = "";
  for (let at = 0; at < character.length; at++)
    text += String.raw`\u` + character.charCodeAt(at).toString(16).padStart(4, "0");
  return text;
}

/**
 * Yields an object as indented JSON, piece by piece: the elements of its arrays
 * one by one, everything else whole.
 *
 * @param depth How deep the object itself stands; its first line is not indented.
 */
export function* streamedObject(
  entries: Iterable<readonly [name: string, value: unknown]>,
  depth = 0,
): Generator<string> {
  const margin = `\n${"  ".repeat(depth + 1)}`;
  let separator = "{";
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    yield `${separator}${margin}${JSON.stringify(name)}: `;
    separator = ",";
    if (isStream(value)) yield* streamedArray(value, depth + 1);
    else yield indented(value, depth + 1);
  }
  yield separator === "{" ? "{}" : `\n${"  ".repeat(depth)}}`;
}

/** Yields an array as indented JSON, element by element. @param depth How deep it stands. */
export function* streamedArray(values: Iterable<unknown>, depth = 0): Generator<string> {
  const margin = `\n${"  ".repeat(depth + 1)}`;
  let separator = "[";
  for (const value of values) {
    yield `${separator}${margin}${indented(value, depth + 1)}`;
    separator = ",";
  }
  yield separator === "[" ? "[]" : `\n${"  ".repeat(depth)}]`;
}

/** Arrays and generators; a string is iterable too, but is one value. */
const isStream = (value: unknown): value is Iterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.iterator in value;

const indented = (value: unknown, depth: number): string =>
  safeJson(value, 2).replaceAll("\n", `\n${"  ".repeat(depth)}`);
