import type { Blob } from "../../core/blob.ts";
import type { Limits } from "../../core/limits.ts";
import { Budget } from "../../scan/budget.ts";
import { type FileBlob, openFile } from "../../sources/files.ts";
import { compare, type Comparison } from "./compare.ts";
import { matchesMasked } from "./masked.ts";
import type { Receipt } from "./read.ts";
import type { Release } from "../../attest/release.ts";
import type { ReceiptFile } from "./statement.ts";

/** What the checks are about. */
export interface Matter {
  readonly receipt: Receipt;
  readonly after: Release;
  /** What each file was; absent where only the result is at hand. */
  readonly before?: Origins | undefined;
  readonly opening?: Uint8Array | undefined;
  readonly limits: Limits;
  /** Called with each file before it is read. */
  readonly onFile: (file: Blob) => void;
}

/** A release as it was, and which of its files became which. */
export interface Origins {
  readonly release: Release;
  /** The name before, by the name after. */
  readonly names: ReadonlyMap<string, string>;
  /** Files that became none. */
  readonly rest: readonly string[];
}

/** Opens a file of a release; undefined where it has none of that name. */
export function opened(
  release: Release | undefined,
  name: string | undefined,
): FileBlob | undefined {
  const file = name === undefined ? undefined : release?.files.get(name);
  return file && openFile(file.path, { kind: "file", path: name ?? "" }, file.size);
}

/** Compares a file of the result with what it was, where both are there. */
export async function comparison(
  entry: ReceiptFile,
  old: string | undefined,
  {
    before,
    after,
    limits,
    opening,
  }: Pick<Matter, "after" | "limits" | "opening"> & {
    readonly before: Release;
  },
): Promise<Comparison | undefined> {
  using was = opened(before, old);
  using is = opened(after, entry.name);
  if (!was || !is) return undefined;
  return await compare(was, is, { edits: entry.edits, budget: new Budget(limits), opening });
}

/** Finds out which file became which. A name that gave something away is told by the rest of it, and by what the file holds. */
export async function originsOf(
  matter: Omit<Matter, "before" | "onFile">,
  before: Release,
): Promise<Origins> {
  const { files } = matter.receipt.statement.predicate;
  const rest = new Set(before.files.keys());
  const names = new Map<string, string>();
  const take = (entry: ReceiptFile, old: string | undefined): void => {
    if (old === undefined || !rest.delete(old)) return;
    names.set(entry.name, old);
  };
  for (const entry of files) if (entry.was === undefined) take(entry, entry.name);
  for (const entry of files) {
    const { was } = entry;
    if (was === undefined) continue;
    const candidates = [...rest].filter((name) => matchesMasked(was, name));
    take(entry, await likeliest(entry, candidates, { ...matter, before }));
  }
  return { release: before, names, rest: [...rest] };
}

async function likeliest(
  entry: ReceiptFile,
  candidates: readonly string[],
  sides: Parameters<typeof comparison>[2],
): Promise<string | undefined> {
  if (candidates.length > 1)
    for (const name of candidates)
      if ((await comparison(entry, name, sides))?.problems.length === 0) return name;
  return candidates[0];
}
