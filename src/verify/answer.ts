import type { Facts } from "../core/finding.ts";
import type { AnswerSign, FactSource, LiveCheck } from "../core/live-check.ts";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

export type Judgement =
  | { readonly result: "active"; readonly facts: Facts }
  | { readonly result: "inactive" }
  | { readonly result: "unknown"; readonly reason: string };

/**
 * What an answer says of a credential. Only what the provider documents counts:
 * a page, a failure, and what nobody foresaw say nothing.
 *
 * @param secrets Must not stand in the facts.
 */
export function judged(check: LiveCheck, answer: Answer, secrets: readonly string[]): Judgement {
  const { status } = answer;
  const odd = oddity(answer);
  if (odd !== undefined) return { result: "unknown", reason: odd };
  const json = jsonIn(answer.text);
  const shows = (sign: AnswerSign): boolean => isShown(sign, answer, json);
  if (check.inactive.some(shows)) return { result: "inactive" };
  if (check.active.some(shows))
    return { result: "active", facts: factsIn(check, { ...answer, json }, secrets) };
  const unclear = check.unclear?.find(shows);
  return {
    result: "unknown",
    reason: unclear?.reason ?? `status ${status}, which says neither`,
  };
}

const page = /^\s*<(?:!doctype html|html|head|body|title|meta|script)\b/i;

/** JSON, or the XML of AWS, which some servers call a page. */
const data = /^\s*(?:<\?xml[^>]*>\s*)?(?:[[{]|<\w+Response[\s>])/;

/** Why an answer cannot be the provider's word about a credential. */
function oddity({ status, headers, text }: Answer): string | undefined {
  if (status === 429) return "refused by rate limit";
  if (status >= 500) return `the provider fails: status ${status}`;
  if (status >= 300 && status < 400) return "sent elsewhere, which is not followed";
  const saysPage = /\bx?html\b/i.test(String(headers["content-type"] ?? ""));
  const isPage = page.test(text) || (saysPage && !data.test(text));
  return isPage ? "a web page came back, as of a proxy or a portal" : undefined;
}

function isShown({ status, json: path, text }: AnswerSign, answer: Answer, json: unknown): boolean {
  if (status !== answer.status) return false;
  if (path === undefined) return text === undefined || text.test(answer.text);
  const found = at(json, path);
  if (found === undefined || found === null || found === false) return false;
  return text === undefined || text.test(textOf(found));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What stands at a path of keys and positions: `data.0.name`; `` is all of it. */
function at(json: unknown, path: string): unknown {
  let found = json;
  for (const key of path === "" ? [] : path.split(".")) {
    const isThere = typeof found === "object" && found !== null && Object.hasOwn(found, key);
    found = isThere ? (found as Readonly<Record<string, unknown>>)[key] : undefined;
  }
  return found;
}

const textOf = (found: unknown): string =>
  typeof found === "string" ? found : JSON.stringify(found);

interface Read extends Answer {
  readonly json: unknown;
}

function factsIn({ facts = {} }: LiveCheck, answer: Read, secrets: readonly string[]): Facts {
  const found = Object.entries(facts).map(
    ([name, source]) => [name, shown(factAt(source, answer), secrets)] as const,
  );
  return Object.fromEntries(found.filter(([, text]) => text !== ""));
}

function factAt(source: FactSource, { json, headers, text }: Read): string {
  if (typeof source === "string") return plain(at(json, source));
  if ("header" in source) return plain(headers[source.header]);
  return source.text.exec(text)?.groups?.["value"] ?? "";
}

/** As many of a list are told. */
const mostItems = 12;

/** Text, a number, or a list of them; of anything else nothing. */
function plain(found: unknown): string {
  if (Array.isArray(found)) {
    const items = (found as unknown[]).slice(0, mostItems).map(plain);
    return items.filter((each) => each !== "").join(", ");
  }
  return ["string", "number", "boolean"].includes(typeof found) ? String(found) : "";
}

/** What is told of one fact, in characters. */
const longestFact = 160;

/** A text of the provider's, which its users can choose: one line, and without the credential. */
function shown(text: string, secrets: readonly string[]): string {
  const masked = secrets.reduce((all, each) => all.replaceAll(each, "****"), text);
  return masked
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, longestFact);
}
