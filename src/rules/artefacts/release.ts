import type { ArtefactRule } from "../../core/rule.ts";

/** What no file of a release shows by itself: `scan/release/` has the checks. */
export const release: readonly ArtefactRule[] = [
  {
    id: "vocabulary-secret",
    title: "Vocabulary that holds an environment file",
    class: "secret",
    severity: "high",
    harm: "A tokenizer read the environment file of whoever saved it as its vocabulary, and the file went out under the vocabulary's name.",
    remedy:
      "Revoke what is in it, and write the vocabulary anew; do not save tokenizers whose settings name a file of their own.",
    when: { kind: "release" },
    references: ["https://github.com/huggingface/transformers/issues/46279"],
    examples: {
      found: [
        "vocab.txt with the line HF_TOKEN=…",
        `tokenizer_config.json with "vocab_file": ".env"`,
      ],
      ignored: ["vocab.txt with the line ##ing", `"vocab_file": "vocab.txt"`],
    },
  },
  {
    id: "local-reference",
    title: "Base model or data set on the author's machine",
    class: "path",
    severity: "medium",
    harm: "It tells folders and names of projects on the machine, and nobody can follow it.",
    remedy: "Name the model or data set as the Hub does: `organisation/name`.",
    when: { kind: "release" },
    references: ["https://huggingface.co/docs/hub/model-cards#specifying-a-base-model"],
    examples: {
      found: ["base_model: ./outputs/merged-v3", `"base_model_name_or_path": "/mnt/d/models/x"`],
      ignored: ["base_model: google/gemma-2-2b-it", "datasets: [imdb]"],
    },
  },
  {
    id: "card-mismatch",
    title: "Card that says something else than the files",
    class: "exposure",
    severity: "low",
    harm: "Readers take the card's word for what the model is and whose terms hold; the files say something else.",
    remedy: "Correct the card's front matter, or the files.",
    when: { kind: "release" },
    references: ["https://huggingface.co/docs/hub/model-cards#model-card-metadata"],
    examples: {
      found: [
        "base_model: a/x in the card, b/y in adapter_config.json",
        "library_name: peft without an adapter",
      ],
      ignored: ["base_model: a/x in both"],
    },
  },
  {
    id: "card-without-license",
    title: "Model without a license",
    class: "exposure",
    severity: "info",
    harm: "Nobody knows what may be done with the model, nor whether its data allowed to publish it.",
    remedy: "State the license in the front matter of README.md.",
    when: { kind: "release" },
    references: ["https://huggingface.co/docs/hub/repositories-licenses"],
    examples: {
      found: [
        "model.safetensors beside a README.md without `license:`",
        "model.safetensors without a card",
      ],
      ignored: ["README.md with `license: mit`"],
    },
  },
  {
    id: "missing-part",
    title: "Part of the model that is not there",
    class: "exposure",
    severity: "low",
    harm: "The release cannot be loaded as it is, or loads something else that stands at that place.",
    remedy: "Add the missing file, or write the index anew.",
    when: { kind: "release" },
    references: ["https://huggingface.co/docs/transformers/big_models#sharded-checkpoints"],
    examples: {
      found: [
        "model.safetensors.index.json that names a file which is not there",
        "x-00001-of-00003.gguf alone",
      ],
      ignored: ["an index beside all of its shards"],
    },
  },
  {
    id: "extra-part",
    title: "Weights that nothing refers to",
    class: "debug",
    severity: "low",
    harm: "They are of another version of the model, which may have seen data that this one must not show.",
    remedy: "Delete them, or add them to the index.",
    when: { kind: "release" },
    references: ["https://huggingface.co/docs/transformers/big_models#sharded-checkpoints"],
    examples: {
      found: ["model-00003-of-00003.safetensors, which the index does not name"],
      ignored: ["model-00001-of-00002.safetensors, which the index names"],
    },
  },
  {
    id: "unneeded-files",
    title: "Files that nobody needs who uses the model",
    class: "debug",
    severity: "info",
    harm: "They cost everybody the download, and each is one more place for what should not be public.",
    remedy: "Leave them out of the release.",
    when: { kind: "release" },
    references: [
      "https://huggingface.co/docs/huggingface_hub/guides/upload#filter-files-to-upload",
    ],
    examples: {
      found: ["optimizer.pt, trainer_state.json", ".git/", "__pycache__/"],
      ignored: ["config.json, model.safetensors, tokenizer.json"],
    },
  },
];
