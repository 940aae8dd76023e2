import { TareError } from "../../core/error.ts";
import { checkedAddress, isLoopback, placeOf } from "./address.ts";

export type Fields = Readonly<Record<string, string>>;

/** One request, as it goes to one server. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Fields;
  readonly body: string | Uint8Array | undefined;
}

/** What may be said to any server. Everything else may be a credential. */
const harmless = new Set([
  "accept",
  "accept-encoding",
  "if-match",
  "if-none-match",
  "if-range",
  "range",
  "user-agent",
]);

/** Fields that say nothing about who asks. */
export const harmlessOf = (headers: Fields): Fields =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)));

const statuses = new Set([301, 302, 303, 307, 308]);

/**
 * Where a server sends a request on to, if it does (RFC 9110, 15.4). Another
 * origin gets neither credentials nor a body.
 *
 * @throws {TareError} `machine`: it may not be sent there.
 */
export function redirected(hop: Hop, status: number, location: string | null): Hop | undefined {
  if (location === null || !statuses.has(status)) return undefined;
  const url = targetOf(hop.url, location);
  const asGet = status === 303 || (status < 303 && hop.method === "POST");
  const method = asGet && hop.method !== "HEAD" ? "GET" : hop.method;
  const body = asGet ? undefined : hop.body;
  if (url.origin === hop.url.origin) return { url, method, headers: hop.headers, body };
  if (body !== undefined)
    throw new TareError(
      "machine",
      `${placeOf(hop.url)} would send what it is told on to ${url.origin}`,
    );
  return { url, method, headers: harmlessOf(hop.headers), body };
}

function targetOf(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href))
    throw new TareError("machine", `${placeOf(from)} leads to what is no address`);
  const url = checkedAddress(new URL(location, from.href));
  if (isLoopback(url.hostname) && !isLoopback(from.hostname))
    throw new TareError("machine", `${placeOf(from)} leads to this machine itself`);
  return url;
}
