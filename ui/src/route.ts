import { signal } from "@preact/signals";

/** Where the reader is: what stands behind `#` in the address. */
export interface Route {
  /** `["findings", "4f2a"]` for `#/findings/4f2a?q=class:secret`. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
}

/** Reads `#/findings/4f2a?q=class:secret`. What cannot be decoded is taken as it stands. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = split(hash.replace(/^#?\/?/, ""));
  return {
    path: path.split("/").filter(Boolean).map(decoded),
    query: new URLSearchParams(query),
  };
}

const split = (text: string): readonly string[] => {
  const at = text.indexOf("?");
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a page; what is empty in the query is left out. */
export function hrefOf(
  path: readonly string[],
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [`${name}=${readable(value)}`],
  );
  const tail = parts.length === 0 ? "" : `?${parts.join("&")}`;
  return `#/${path.map(encodeURIComponent).join("/")}${tail}`;
}

/** Colons, commas and the like need no escape behind `#`, and a filter is to be read there. */
const readable = (value: string): string =>
  encodeURIComponent(value).replace(/%(?:3A|2C|2F|3E|3C|21|24|40)/g, decodeURIComponent);

export const route = signal<Route>(parseRoute(globalThis.location?.hash ?? ""));

export function followAddress(): void {
  addEventListener("hashchange", () => {
    route.value = parseRoute(location.hash);
  });
}

/** Goes to a page at once; the browser's own word of it comes later. */
export function go(href: string): void {
  location.hash = href;
  route.value = parseRoute(href);
}

/** Changes the address without a step in the history: while somebody types. */
export function replaceWith(href: string): void {
  history.replaceState(null, "", href);
  route.value = parseRoute(href);
}
