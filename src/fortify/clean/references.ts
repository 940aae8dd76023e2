import { readFile } from "node:fs/promises";
import type { Tree, TreeFile } from "./tree.ts";

/** Files by which loaders find others: indexes of shards, settings, and what MLflow writes. */
const isIndex = (name: string): boolean => /(?:\.json|\.ya?ml|\.toml|(?:^|\/)MLmodel)$/i.test(name);

/** An index of a thousand shards takes less. Vocabularies take more, and name no files. */
const largestIndex = 4 * 1024 * 1024;

/** A text that may name other files of its target. */
export interface Index {
  readonly file: TreeFile;
  readonly bytes: Buffer;
}

/** @throws {Error} A file went away, or cannot be read. */
export async function indexesOf({ files }: Tree): Promise<Index[]> {
  const few = files.filter(({ name, size }) => isIndex(name) && size <= largestIndex);
  return await Promise.all(few.map(async (file) => ({ file, bytes: await readFile(file.path) })));
}

/** The indexes that name a file. */
export const referring = (indexes: readonly Index[], file: string): readonly Index[] =>
  indexes.filter(({ file: { name }, bytes }) => name !== file && bytes.includes(lastName(file)));

/** Where a text stands in bytes, by offsets. */
export function placesOf(bytes: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length))
    places.push(at);
  return places;
}

export const lastName = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
