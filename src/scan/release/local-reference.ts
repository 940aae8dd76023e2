import { cardOf } from "../release-card.ts";
import {
  isLocal,
  jsonOf,
  named,
  type ReleaseCheck,
  type ReleaseFile,
  type Told,
} from "../release-files.ts";

/** Settings that name the model that this one was made from. */
const settings = [
  ["config.json", "_name_or_path"],
  ["adapter_config.json", "base_model_name_or_path"],
  ["tokenizer_config.json", "name_or_path"],
] as const;

const cardKeys = ["base_model", "datasets", "new_version"];

/** Base models and data sets that are given as a place on a disk. */
export const localReference: ReleaseCheck = {
  rule: "local-reference",

  async *run({ folders }) {
    for (const files of folders.values()) {
      yield* inCard(named(files, "README.md"));
      for (const [name, key] of settings) {
        const file = named(files, name);
        const found = (await jsonOf(file))?.[key];
        if (file && typeof found === "string" && isLocal(found))
          yield { location: { path: file.path, key: `$.${key}` }, preview: found };
      }
    }
  },
};

async function* inCard(file: ReleaseFile | undefined): AsyncGenerator<Told> {
  const card = await cardOf(file);
  for (const key of cardKeys)
    for (const { value, line } of card?.get(key) ?? [])
      if (file && isLocal(value))
        yield { location: { path: file.path, key: `$.${key}`, line }, preview: value };
}
