import { named, type ReleaseCheck, type ReleaseFile, type Told } from "../release-files.ts";
import { indexedFiles, isShardIndex, shardOf } from "../release-shards.ts";

/** What an adapter is made of: settings, and weights in one of two forms. */
const adapterWeights = ["adapter_model.safetensors", "adapter_model.bin"];

/** Shards that an index or a series of names wants, and adapters of which half is there. */
export const missingPart: ReleaseCheck = {
  rule: "missing-part",

  async *run({ folders }) {
    for (const files of folders.values()) {
      const names = new Set(files.map(({ name }) => name));
      const indexed = new Set<string>();
      for (const index of files.filter(isShardIndex))
        for (const name of (await indexedFiles(index)) ?? []) {
          indexed.add(name);
          if (!names.has(name)) yield missing(index, name);
        }
      yield* gapsInSeries(files, names, indexed);
      yield* halfAdapters(files);
    }
  },
};

/** Series that no index speaks of, as GGUF has them: their own names say how many there are. */
function* gapsInSeries(
  files: readonly ReleaseFile[],
  names: ReadonlySet<string>,
  indexed: ReadonlySet<string>,
): Generator<Told> {
  const seen = new Set<string>();
  for (const file of files) {
    const shard = shardOf(file.name);
    if (!shard || indexed.has(file.name) || seen.has(shard.series)) continue;
    seen.add(shard.series);
    for (let number = 1; number <= shard.count; number++) {
      const name = shard.nameOf(number);
      if (!names.has(name) && !indexed.has(name)) yield missing(file, name);
    }
  }
}

function* halfAdapters(files: readonly ReleaseFile[]): Generator<Told> {
  const settings = named(files, "adapter_config.json");
  const weights = adapterWeights.map((name) => named(files, name)).find((each) => each);
  if (settings && !weights) yield missing(settings, "adapter_model.safetensors");
  if (weights && !settings) yield missing(weights, "adapter_config.json");
}

const missing = ({ path }: ReleaseFile, name: string): Told => ({
  location: { path, key: name },
  preview: `${name} is not there`,
});
