/** One word of a filter: `class:secret,host`, `!state:closed`, `age:>30d`, or what is searched for. */
export interface Token {
  readonly isNegated: boolean;
  /** `class`; absent for a word that is searched for. */
  readonly name?: string;
  readonly values: readonly string[];
}

/** A `!`, a name with a colon, and quoted or plain text up to a space. */
const token = /(!?)(?:([a-z]+):)?((?:"[^"]*"?|[^\s"])+)/g;

/** Reads a filter. Everything is one: what has no known form is searched for. */
export const parseQuery = (text: string): readonly Token[] =>
  [...text.matchAll(token)].map(([, not, name, value = ""]) => ({
    isNegated: not === "!",
    ...(name === undefined ? {} : { name }),
    values: name === undefined ? [unquoted(value)] : value.split(listComma).map(unquoted),
  }));

/** A comma outside of quotes. */
const listComma = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;
const unquoted = (text: string): string => text.replaceAll('"', "");

export const formatQuery = (tokens: readonly Token[]): string => tokens.map(formatToken).join(" ");

export function formatToken({ isNegated, name, values }: Token): string {
  const text = values.map((value) => (/[\s,!]/.test(value) ? `"${value}"` : value)).join(",");
  return `${isNegated ? "!" : ""}${name === undefined ? "" : `${name}:`}${text}`;
}

/** The values that are asked for under a name. */
export const valuesOf = (text: string, name: string): readonly string[] =>
  parseQuery(text).find((each) => each.name === name && !each.isNegated)?.values ?? [];

/** Puts a value into the filter, or takes it out. */
export function toggleValue(text: string, name: string, value: string): string {
  const before = valuesOf(text, name);
  const values = before.includes(value)
    ? before.filter((each) => each !== value)
    : [...before, value];
  return setValues(text, name, values);
}

/** Replaces what is asked for under a name, where it stands, else at the front. */
export function setValues(text: string, name: string, values: readonly string[]): string {
  const tokens = parseQuery(text);
  const at = tokens.findIndex((each) => each.name === name && !each.isNegated);
  const fresh = values.length === 0 ? [] : [{ isNegated: false, name, values }];
  return formatQuery(
    at < 0 ? [...fresh, ...tokens] : [...tokens.slice(0, at), ...fresh, ...tokens.slice(at + 1)],
  );
}

/** What of a finding a filter can ask for. */
export interface Filterable {
  /** By the names of tokens: `{ class: ["secret"], target: ["a", "b"] }`. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** What words are looked for in, in lower case. */
  readonly text: string;
  /** Since when it is open, in milliseconds; absent where that is not known. */
  readonly since?: number;
}

/** Whether all tokens hold, as the server decides it. */
export const matches = (tokens: readonly Token[], row: Filterable, now: number): boolean =>
  tokens.every((each) => holds(each, row, now) !== each.isNegated);

function holds({ name, values }: Token, { facets, text, since }: Filterable, now: number): boolean {
  if (name === undefined) return values.every((value) => text.includes(value.toLowerCase()));
  if (name === "age") return values.every((value) => isAged(value, since, now));
  const facet = facets[name] ?? [];
  return values.some((value) => facet.includes(value));
}

const seconds = { h: 3600, d: 86_400, w: 604_800 } as const;

/** `>30d`, `<12h`, `>2w`. */
function isAged(value: string, since: number | undefined, now: number): boolean {
  const [, sign, amount, unit] = /^([<>])(\d+)([hdw])$/.exec(value) ?? [];
  if (since === undefined || unit === undefined) return false;
  const limit = Number(amount) * 1000 * seconds[unit as keyof typeof seconds];
  return sign === ">" ? now - since > limit : now - since < limit;
}
