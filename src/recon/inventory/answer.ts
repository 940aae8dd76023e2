/** What a service answered: read field by field, so that nothing depends on what it leaves out. */
export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === "object" && value !== null ? (value as Fields) : {};

/** A text, or an empty one where there is none. */
export function textIn(value: unknown, name: string): string {
  const text = fieldsOf(value)[name];
  return typeof text === "string" ? text : typeof text === "number" ? String(text) : "";
}

export const numberIn = (value: unknown, name: string): number => {
  const number = fieldsOf(value)[name];
  return typeof number === "number" ? number : 0;
};

/** A list; empty where there is none. */
export function listIn(value: unknown, name: string): readonly unknown[] {
  const list = fieldsOf(value)[name];
  return Array.isArray(list) ? list : [];
}

/** The texts of a list. */
export const textsIn = (value: unknown, name: string): readonly string[] =>
  listIn(value, name).filter((each) => typeof each === "string");
