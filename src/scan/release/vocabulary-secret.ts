import { jsonOf, named, type ReleaseCheck, type ReleaseFile, type Told } from "../release-files.ts";

/** Files that a tokenizer writes from what it read as its vocabulary. */
const vocabularies =
  /^(?:vocab(?:ulary)?|merges|added_tokens|bpe|spiece|tokens?)[\w.-]{0,40}\.(?:txt|json|bpe|model)$/;

/** `NAME_OF_IT=value`, as a line or as a string of JSON. No token of a language looks like that. */
const assignment =
  /(?<=^|")(?:export )?([A-Z][A-Z0-9]{0,60}(?:_[A-Z0-9]{1,60}){1,8})=[^\s"=][^"\r\n]{2,}/gm;

/** Lines that are told of one by one. */
const mostLines = 100;

/** Keys of a tokenizer's settings that name files it is to read. */
const fileKeys = ["vocab_file", "merges_file", "tokenizer_file", "spm_file", "sp_model_file"];

/** What people call the files that no tokenizer has a reason to read. */
const secretFile =
  /(?:^|[\\/])(?:\.env(?:\.[\w.-]+)?|\.envrc|[\w-]*\.env|\.netrc|\.npmrc|\.pypirc|\.git-credentials|credentials|id_(?:rsa|ed25519|ecdsa)|token|stored_tokens|environ|passwd|shadow)$/;

/**
 * A tokenizer whose settings say `"vocab_file": ".env"` reads that file of
 * whoever loads it, and saves it as the vocabulary: looked for at both ends.
 */
export const vocabularySecret: ReleaseCheck = {
  rule: "vocabulary-secret",

  async *run({ files, folders }) {
    for (const file of files) if (vocabularies.test(file.name)) yield* inVocabulary(file);
    for (const beside of folders.values())
      yield* inSettings(named(beside, "tokenizer_config.json"));
  },
};

async function* inVocabulary(file: ReleaseFile): AsyncGenerator<Told> {
  const text = (await file.text()) ?? "";
  let line = 1;
  let last = 0;
  let told = 0;
  for (const { 0: all, 1: name = "", index } of text.matchAll(assignment)) {
    if (told++ === mostLines) return;
    for (let at = text.indexOf("\n", last); at >= 0 && at < index; at = text.indexOf("\n", last)) {
      line++;
      last = at + 1;
    }
    const at = { start: index, end: index + all.length };
    yield { location: { path: file.path, key: `$.${name}`, span: at, line }, preview: `${name}=…` };
  }
}

async function* inSettings(file: ReleaseFile | undefined): AsyncGenerator<Told> {
  const settings = await jsonOf(file);
  for (const key of fileKeys) {
    const named = settings?.[key];
    if (file && typeof named === "string" && secretFile.test(named))
      yield { location: { path: file.path, key: `$.${key}` }, preview: `${key}: ${named}` };
  }
}
