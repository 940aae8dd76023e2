import { createHash } from "node:crypto";
import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { random } from "../random.ts";

/** Where files of all kinds lie on a machine that has run `npm ci`. What is not there is left out. */
const roots = ["node_modules", "/usr/lib", "/usr/share", "/usr/local"];

/** A longer file would be most of a corpus, and one that is nearly empty tells nothing. */
const sizes = { least: 200, most: 4_000_000 };

/**
 * The contents of the files with one of these endings, each content once, in an
 * order that is mixed but the same on each call.
 */
export function* contentsOf(endings: readonly string[]): Generator<Buffer> {
  const seen = new Set<string>();
  for (const file of mixed(filesWith(endings))) {
    const content = readFileSync(file);
    const digest = createHash("sha1").update(content).digest("base64");
    if (seen.has(digest)) continue;
    seen.add(digest);
    yield content;
  }
}

const filesWith = (endings: readonly string[]): string[] =>
  everyFile().filter((file) => endings.some((ending) => file.endsWith(ending)) && isOfUse(file));

let known: readonly string[] | undefined;
const everyFile = (): readonly string[] =>
  (known ??= roots.flatMap((root) => [...filesBelow(root)]).sort());

function* filesBelow(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** None where the folder is not there, or not ours to read. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function isOfUse(file: string): boolean {
  // Caches in `node_modules` come and go.
  const { size = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return size >= sizes.least && size <= sizes.most;
}

/** Fisher and Yates, with numbers that are the same each time. */
function mixed(files: readonly string[]): string[] {
  const all = [...files];
  const next = random(all.length);
  for (let at = all.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [all[at], all[other]] = [all[other] ?? "", all[at] ?? ""];
  }
  return all;
}
