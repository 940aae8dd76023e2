import { isObject, jsonOf, type ReleaseFile } from "./release-files.ts";

/** `model-00001-of-00003.safetensors`: one of several files of one model. */
const shard = /^(.{1,200}?)[-_](\d{5,6})[-_]of[-_](\d{5,6})(\.[\w.]{1,40})$/;

/** More shards than any model has: a name could ask for a million of them. */
const mostShards = 10_000;

/** Where a file's name stands in a series of shards. */
export interface Shard {
  /** The name of the one with this number. */
  readonly nameOf: (number: number) => string;
  readonly series: string;
  readonly count: number;
}

/** What the name of a file says of the series that it belongs to; nothing where it is of none. */
export function shardOf(name: string): Shard | undefined {
  const [, stem, number, total, ending] = shard.exec(name) ?? [];
  if (stem === undefined || number === undefined || total === undefined) return undefined;
  const count = Number(total);
  if (count === 0 || count > mostShards) return undefined;
  const before = name.slice(0, stem.length + 1);
  const after = name.slice(before.length + number.length);
  return {
    nameOf: (each) => before + String(each).padStart(number.length, "0") + after,
    series: `${before}#${after}${ending ?? ""}`,
    count,
  };
}

/** Whether a file says in which file each weight stands. */
export const isShardIndex = ({ name }: ReleaseFile): boolean => name.endsWith(".index.json");

/** The files that an index names, each once, in its order; nothing where it is no index of weights. */
export async function indexedFiles(index: ReleaseFile): Promise<readonly string[] | undefined> {
  const map = (await jsonOf(index))?.["weight_map"];
  if (!isObject(map)) return undefined;
  const names = Object.values(map).filter((each): each is string => typeof each === "string");
  return [...new Set(names)];
}
