import { plural } from "../words/number.ts";

/** Longer texts are cut: the whole event can be read in the ledger. */
const longest = 120;

/**
 * What an event says, as names and values: of a finding its rule and severity,
 * of a list how long it is. Knows no types, so a new one shows without change.
 */
export const factsOf = (data: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(data).flatMap(([name, value]) => {
    const words = wordsOf(value);
    return words === "" ? [] : [[spaced(name), words]];
  });

const spaced = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function wordsOf(value: unknown): string {
  if (typeof value === "string")
    return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "" : listWords(value);
  return value === null || typeof value !== "object" ? "" : objectWords(value);
}

const listWords = (list: readonly unknown[]): string =>
  list.length <= 3 && list.every((each) => typeof each === "string")
    ? list.join(", ")
    : plural(list.length, "entry", "entries");

function objectWords(value: object): string {
  if ("rule" in value && "severity" in value)
    return `${String(value.rule)}, ${String(value.severity)}`;
  return Object.entries(value)
    .filter(([, each]) => typeof each === "number" || typeof each === "string")
    .map(([name, each]) => `${each} ${spaced(name)}`)
    .join(", ");
}
