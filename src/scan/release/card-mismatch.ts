import { type Card, cardOf } from "../release-card.ts";
import {
  isLocal,
  jsonOf,
  named,
  type ReleaseCheck,
  type ReleaseFile,
  type Told,
} from "../release-files.ts";

/** What each library writes beside its weights, without which it opens nothing. */
const librarySettings: Readonly<Record<string, string>> = {
  peft: "adapter_config.json",
  transformers: "config.json",
  diffusers: "model_index.json",
  "sentence-transformers": "modules.json",
};

/** Cards that name another base model or library than the files beside them. */
export const cardMismatch: ReleaseCheck = {
  rule: "card-mismatch",

  async *run({ folders }) {
    for (const files of folders.values()) {
      const file = named(files, "README.md");
      const card = await cardOf(file);
      if (!file || !card) continue;
      yield* ofBase(file, card, files);
      yield* ofLibrary(file, card, files);
    }
  },
};

/** An adapter was trained on one model, whatever the card says. */
async function* ofBase(
  file: ReleaseFile,
  card: Card,
  files: readonly ReleaseFile[],
): AsyncGenerator<Told> {
  const said = card.get("base_model") ?? [];
  const trained = (await jsonOf(named(files, "adapter_config.json")))?.["base_model_name_or_path"];
  const [first] = said;
  if (!first || typeof trained !== "string" || trained === "" || isLocal(trained)) return;
  if (said.some(({ value }) => sameModel(value, trained))) return;
  yield {
    location: { path: file.path, key: "$.base_model", line: first.line },
    preview: `card: ${first.value}, adapter_config.json: ${trained}`,
  };
}

/** Organisations differ where a model was mirrored. */
const sameModel = (one: string, other: string): boolean =>
  one.split("/").at(-1)?.toLowerCase() === other.split("/").at(-1)?.toLowerCase();

function* ofLibrary(file: ReleaseFile, card: Card, files: readonly ReleaseFile[]): Generator<Told> {
  const [said] = card.get("library_name") ?? [];
  const wanted = librarySettings[said?.value ?? ""];
  if (!said || wanted === undefined) return;
  // An adapter for transformers is loaded with the settings of its base.
  if (named(files, wanted) ?? named(files, "adapter_config.json")) return;
  yield {
    location: { path: file.path, key: "$.library_name", line: said.line },
    preview: `card: ${said.value}, but there is no ${wanted}`,
  };
}
