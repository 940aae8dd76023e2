import { readFile, readdir } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

/** Names with a hash of their content never change. */
const isHashed = (path: string): boolean => /[-.][A-Za-z0-9_-]{8,}\.\w+$/.test(path);

const nothingYet = `<!doctype html><html lang="en"><meta charset="utf-8"><title>tare</title>
<p>tare serves its API here. The dashboard is not part of this build: make it with <code>npm run build</code>.
`;

/**
 * The dashboard's files. They are listed once: no path of a request is ever looked up on the disk.
 *
 * @param folder Where they lie; where there is none, the first page says so.
 */
export async function pageOf(
  folder: string,
): Promise<(path: string) => Promise<Response | undefined>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    () => [],
  )) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(`/${relative(folder, path).split(sep).join("/")}`, path);
  }
  return async (asked) => {
    const path = asked === "/" ? "/index.html" : asked;
    const file = files.get(path);
    const type = types[extname(path)];
    if (file === undefined || type === undefined)
      return path === "/index.html" ? html(nothingYet) : undefined;
    const cache = isHashed(path) ? "public, max-age=31536000, immutable" : "no-cache";
    return new Response(await readFile(file), {
      headers: { "Content-Type": type, "Cache-Control": cache },
    });
  };
}

const html = (text: string): Response =>
  new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });
