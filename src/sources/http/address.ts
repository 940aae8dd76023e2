import { TareError } from "../../core/error.ts";

/** Whether a host is the machine itself. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);

/**
 * An address as messages may name it: without its query, which may be signed,
 * and without the user and password that may stand in it.
 */
export const placeOf = ({ origin, pathname }: URL): string => `${origin}${pathname}`;

/**
 * The address, if it can be asked: with TLS, or on the machine itself.
 *
 * @throws {TareError} `usage`: it is none, holds a password, or would send what it holds in plain.
 */
export function checkedAddress(address: string | URL): URL {
  const url = URL.canParse(String(address)) ? new URL(String(address)) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol))
    throw new TareError("usage", "an address is none of a web server", {
      hint: "write it as https://host/path",
    });
  if (url.username !== "" || url.password !== "")
    throw new TareError("usage", `${placeOf(url)}: an address holds a user or a password`, {
      hint: "give credentials by the environment",
    });
  if (url.protocol === "https:" || isLoopback(url.hostname)) return url;
  throw new TareError("usage", `${placeOf(url)} would be asked without encryption`, {
    hint: "use an address that starts with https://",
  });
}
