/** A JSON object, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>;

/** The object; an empty one where it is something else. */
export const objectOf = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The items; none where it is no list. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The text; nothing where it is none. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;
