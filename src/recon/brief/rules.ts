import type { Rule } from "../../core/rule.ts";

const harm =
  "It tells what the model is and what it was made with, where an attacker starts to look.";
const remedy = "Nothing if it may be known.";

const told = {
  class: "stack",
  severity: "info",
  confidence: "high",
  harm,
  remedy,
} as const;

/** What only a dossier wants to know: no scan reports it. Patterns follow the same rules as all others. */
export const briefRules: readonly Rule[] = [
  {
    ...told,
    id: "conda-pin",
    title: "Package of a conda environment",
    keywords: ["- "],
    pattern:
      /^\s{0,8}- ["']?(?<value>[a-z_][\w.-]{1,60}={1,2}\d{1,5}(?:\.\d{1,8}){1,4}[\w.+!]{0,30}(?:=[\w.]{1,40})?)["']?\s{0,4}$/,
    references: [
      "https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html",
    ],
    examples: {
      found: ["  - «pytorch=1.9.0=py3.8_cuda11.1_cudnn8.0.5_0»", "  - «python=3.8»"],
      ignored: ["- pytorch", "a=1.0", "- x = 1.0"],
    },
  },
  {
    ...told,
    id: "locked-package",
    title: "Package in a lock file or its own metadata",
    keywords: ["name = ", "name: "],
    lines: "many",
    pattern:
      /^(?:name = "(?=[\w.-]{1,80}"\r?\nversion = ")|Name: (?=[\w.-]{1,80}\r?\nVersion: ))(?<value>[\w.-]{1,80}"?\r?\n(?:version = "|Version: )\d[\w.+!-]{0,60})/,
    references: [
      "https://packaging.python.org/en/latest/specifications/core-metadata/",
      "https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile",
    ],
    examples: {
      found: [
        `[[package]]\nname = "«torch"\nversion = "1.9.0»"\n`,
        "Metadata-Version: 2.1\nName: «torch\nVersion: 1.9.0»\n",
      ],
      ignored: [`name = "torch"\nlicense = "x"`, "Name: torch\nSummary: 1.9.0"],
    },
  },
  {
    ...told,
    id: "npm-package",
    title: "Package in npm's lock file or its own manifest",
    keywords: ["node_modules/", `"name":`],
    lines: "many",
    pattern:
      /"(?:node_modules\/|name":\s{0,4}")(?<value>(?:@[\w.-]{1,60}\/)?[\w.-]{1,80}"(?::\s{0,4}\{|,)\s{0,16}"version":\s{0,4}"\d{1,6}\.\d{1,6}\.\d{1,8}[\w.+-]{0,40})"/,
    references: ["https://docs.npmjs.com/cli/configuring-npm/package-lock-json"],
    examples: {
      found: [
        `"node_modules/«onnxruntime-web": {\n      "version": "1.14.0»",`,
        `{"name": "«@xenova/transformers",\n  "version": "2.17.2»"`,
      ],
      ignored: [`"name": "x", "license": "MIT"`, `"node_modules/x": {"link": true}`],
    },
  },
  {
    ...told,
    id: "model-architecture",
    title: "Class of the model",
    keywords: ["architectures"],
    lines: "many",
    pattern:
      /(?:"architectures":\s{0,4}\[\s{0,16}|[$.]architectures\[0\]=)"(?<value>[A-Z]\w{2,80})"/,
    references: ["https://huggingface.co/docs/transformers/main_classes/configuration"],
    examples: {
      found: [`"architectures": [\n    "«LlamaForCausalLM»"\n`, `$.architectures[0]="«BertModel»"`],
      ignored: ["architectures = None", `$.architectures[1]="Xyz"`],
    },
  },
  {
    ...told,
    id: "model-family",
    title: "Family of the model",
    keywords: ["model_type", "general.architecture"],
    pattern:
      /(?:"model_type":\s{0,4}|[$.]model_type=|general\.architecture"\]=)"(?<value>[a-z][\w.-]{1,40})"/,
    references: ["https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#required"],
    examples: {
      found: [`"model_type": "«llama»"`, `$["general.architecture"]="«qwen2»"`],
      ignored: [`model_type="llama"`, `"model_type": 1`],
    },
  },
  {
    ...told,
    id: "model-task",
    title: "Task of the model",
    keywords: ["pipeline_tag"],
    pattern: /^pipeline_tag:\s{0,4}["']?(?<value>[a-z][a-z0-9-]{2,40})/,
    references: ["https://huggingface.co/docs/hub/model-cards"],
    examples: { found: ["pipeline_tag: «text-classification»"], ignored: ["# pipeline_tag: x"] },
  },
  {
    ...told,
    id: "model-license",
    title: "Licence of the model",
    keywords: ["license: ", "general.license"],
    pattern:
      /(?:^license: ["']?|general\.license"\]=")(?<value>[A-Za-z][\w.+-]{1,40})(?=["']?\s{0,4}$)/,
    references: ["https://huggingface.co/docs/hub/model-cards"],
    examples: {
      found: ["license: «apache-2.0»", `$["general.license"]="«mit»"`],
      ignored: ["license: see the file", "  license: mit"],
    },
  },
  {
    ...told,
    id: "model-base",
    title: "Model that it was made from",
    keywords: ["base_model: "],
    pattern: /^base_model: ["']?(?<value>[\w.-]{1,80}\/[\w.-]{1,120})/,
    references: ["https://huggingface.co/docs/hub/model-cards"],
    examples: { found: ["base_model: «meta-llama/Llama-2-7b»"], ignored: ["base_model: x"] },
  },
];
