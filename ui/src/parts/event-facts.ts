import { plural } from "../words/number.ts";

/** Longer texts are cut: the whole event can be read in the ledger. */
const longest = 120;

/**
 * What an event says, as names and values: of a finding its rule and severity,
 * of a list how long it is. Knows no types, so a new one shows without change.
 */
export const factsOf = (data: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(data)
    .toSorted(([, one], [, other]) => weightOf(one) - weightOf(other))
    .flatMap(([name, value]) => {
      const words = elsewhere.has(name) ? "" : wordsOf(value);
      return words === "" ? [] : [[spaced(name), words]];
    });

/** A page of their own shows these, and `scan` is a number that means nothing to people. */
const elsewhere: ReadonlySet<string> = new Set(["dossier", "view", "scan"]);

/** Names tell more than numbers. */
const weightOf = (value: unknown): number =>
  typeof value === "string" ? 0 : typeof value === "number" ? 2 : 1;

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

/** A list that is longer is counted. */
const mostListed = 3;

function listWords(list: readonly unknown[]): string {
  const names = list.map(nameIn);
  return list.length <= mostListed && names.every((each) => each !== undefined)
    ? names.join(", ")
    : plural(list.length, "entry", "entries");
}

const nameIn = (value: unknown): string | undefined => {
  if (typeof value === "string") return value;
  const isNamed = typeof value === "object" && value !== null && "name" in value;
  return isNamed && typeof value.name === "string" ? value.name : undefined;
};

function objectWords(value: object): string {
  if ("rule" in value && "severity" in value)
    return `${String(value.rule)}, ${String(value.severity)}`;
  return Object.entries(value)
    .filter(([, each]) => typeof each === "number" || typeof each === "string")
    .map(([name, each]) => `${each} ${spaced(name)}`)
    .join(", ");
}
