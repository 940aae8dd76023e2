import type { ReleaseCheck } from "../release-files.ts";
import { indexedFiles, isShardIndex, shardOf } from "../release-shards.ts";

/** Shards beside an index that does not name them. */
export const extraPart: ReleaseCheck = {
  rule: "extra-part",

  async *run({ folders }) {
    for (const files of folders.values()) {
      const indexed = new Set<string>();
      for (const index of files.filter(isShardIndex))
        for (const name of (await indexedFiles(index)) ?? []) indexed.add(name);
      const endings = new Set([...indexed].map(endingOf));
      for (const { name, path } of files) {
        if (!shardOf(name) || indexed.has(name) || !endings.has(endingOf(name))) continue;
        yield { location: { path }, preview: `${name} is in no index` };
      }
    }
  },
};

/** An index of one form of weights says nothing of the other forms. */
const endingOf = (name: string): string => name.slice(name.lastIndexOf("."));
