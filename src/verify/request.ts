import type { LiveAuth, LiveBody, LiveCheck } from "../core/live-check.ts";
import { version } from "../core/version.ts";
import { hostIn, isHost } from "./hosts.ts";
import { signers } from "./signers.ts";

/** A request as it is sent. */
export interface Outgoing {
  readonly method: "GET" | "POST";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The value of a credential, and what belongs to it, by name. */
export type Given = Readonly<Record<string, string>>;

/** A request before it is signed. */
export interface Draft {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly auth: LiveAuth;
  readonly body?: string;
}

/** More than this is no credential that a provider would take, in characters. */
const longest = 16 * 1024;

/** What a header may hold (RFC 9110, 5.5), without what can only be there by mistake. */
const inHeader = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * The request that asks a host about a credential.
 *
 * @returns In words why there is none.
 */
export function draftOf(check: LiveCheck, host: string, given: Given): Draft | string {
  const texts = Object.values(given);
  if (texts.some((each) => each.length > longest)) return "too long to be sent";
  if (texts.some((each) => /^\.{1,2}$/.test(each)))
    return "not a value that can stand in an address";
  const url = addressOf(check, host, given);
  if (!url) return "its host cannot be told from what stands nearby";
  const auth = filledAuth(check.auth, given);
  const headers = { ...headersOf(check.body), ...filled(check.headers ?? {}, given) };
  const sent = Object.values({ ...headers, ...authHeaders(auth) });
  if (!sent.every((each) => inHeader.test(each)))
    return "it has characters that cannot stand in a request";
  const body = check.body && bodyOf(check.body, given);
  return { url, headers, auth, ...(body !== undefined && { body }) };
}

/** Nothing where the address would go to another host than the template says. */
function addressOf(check: LiveCheck, host: string, given: Given): URL | undefined {
  const template = check.url.replace(hostIn(check), host);
  const address = fill(template, given, encodeURIComponent);
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const isAsMeant = url.protocol === "https:" && url.username === "" && isHost(url, host);
  return isAsMeant ? url : undefined;
}

/** Puts values into a template; a name that is not given stands for nothing. */
const fill = (
  template: string,
  given: Given,
  coded: (text: string) => string = (text) => text,
): string => template.replaceAll(/\{(\w+)\}/g, (_, name: string) => coded(given[name] ?? ""));

const filled = (
  templates: Readonly<Record<string, string>>,
  given: Given,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(templates).map(([name, each]) => [name, fill(each, given)]));

function filledAuth(auth: LiveAuth, given: Given): LiveAuth {
  switch (auth.kind) {
    case "bearer":
      return { kind: "header", name: "authorization", value: `Bearer ${given["value"] ?? ""}` };
    case "header":
      return { ...auth, value: fill(auth.value, given) };
    case "basic":
      return { ...auth, user: fill(auth.user, given), password: fill(auth.password, given) };
    case "inside":
      return auth;
    case "signed":
      return { ...auth, with: filled(auth.with, given) };
  }
}

const contentTypes: Readonly<Record<LiveBody["kind"], string>> = {
  form: "application/x-www-form-urlencoded",
  json: "application/json",
};

const headersOf = (body: LiveBody | undefined): Readonly<Record<string, string>> => ({
  accept: "application/json",
  "user-agent": `tare/${version}`,
  ...(body && { "content-type": contentTypes[body.kind] }),
});

function bodyOf({ kind, fields }: LiveBody, given: Given): string {
  const texts = filled(fields, given);
  return kind === "form" ? new URLSearchParams(texts).toString() : JSON.stringify(texts);
}

function authHeaders(auth: LiveAuth): Readonly<Record<string, string>> {
  if (auth.kind === "header") return { [auth.name]: auth.value };
  if (auth.kind !== "basic") return {};
  const pair = Buffer.from(`${auth.user}:${auth.password}`).toString("base64");
  return { authorization: `Basic ${pair}` };
}

/**
 * The request as it is sent.
 *
 * @returns In words why it cannot be made.
 */
export async function signed(check: LiveCheck, draft: Draft): Promise<Outgoing | string> {
  const { url, headers, auth, body } = draft;
  const request = {
    method: check.method ?? "GET",
    url,
    headers: { ...headers, ...authHeaders(auth) },
    ...(body !== undefined && { body }),
  };
  return auth.kind === "signed" ? signers[auth.by](request, auth.with) : request;
}
