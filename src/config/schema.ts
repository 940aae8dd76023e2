import { findingClasses, severities } from "../core/finding.ts";
import { longestTimeout } from "../core/limits.ts";

/** As much of JSON Schema as the settings need. */
export interface Schema {
  readonly description?: string;
  readonly type?: Type | readonly Type[];
  readonly properties?: Readonly<Record<string, Schema>>;
  /** What other properties must be; `false`: there are none. */
  readonly additionalProperties?: Schema | false;
  readonly required?: readonly string[];
  /** One of these must be given. */
  readonly anyOf?: readonly { readonly required: readonly [string] }[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** What stands there may be a secret, and is not shown. */
  readonly writeOnly?: true;
}

export type Type = "object" | "array" | "string" | "integer" | "number" | "boolean";

const text = (description: string): Schema => ({ description, type: "string", minLength: 1 });
const texts = (description: string): Schema => ({
  description,
  type: "array",
  items: { type: "string", minLength: 1 },
});
const flag = (description: string): Schema => ({ description, type: "boolean" });
const count = (description: string, minimum = 1): Schema => ({
  description,
  type: "integer",
  minimum,
});
const size = (description: string): Schema => ({
  description,
  type: ["string", "integer"],
  pattern: String.raw`^\d+(\.\d+)?([kmgtKMGT]?i?[bB]?)$`,
  minimum: 1,
});
const severity: Schema = { description: "How bad it is.", type: "string", enum: severities };
const classes = Object.keys(findingClasses);
const kind: Schema = { description: "What it gives away.", type: "string", enum: classes };
const day: Schema = {
  description: "The last day on which it holds, as 2027-01-31.",
  type: "string",
  pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`,
};

const defaults: Schema = {
  description: "Options of `tare scan` for those that are not given on the command line.",
  type: "object",
  additionalProperties: false,
  properties: {
    "fail-on": { ...severity, description: "Exit with 1 from this severity on." },
    profile: text("What you scan for: release, secrets, double-blind."),
    class: {
      description: "Look only for these classes.",
      type: "array",
      items: { type: "string", enum: classes },
    },
    rule: texts("Look only by these rules."),
    jobs: count("Threads."),
    "max-depth": count("How deep containers may be nested.", 0),
    "max-bytes": size("How much may be unpacked of one file, as 16G."),
    "max-fetch": size("How much may be fetched of one file on a server, as 64M."),
    "max-memory": size("How much memory may be used, as 512M."),
    timeout: { ...count("How many seconds one file may take."), maximum: longestTimeout },
  },
};

const allow: Schema = {
  description: "Findings that you let pass: those for which all that is given holds.",
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["reason"],
    anyOf: [
      { required: ["rule"] },
      { required: ["class"] },
      { required: ["path"] },
      { required: ["value"] },
      { required: ["fingerprint"] },
    ],
    properties: {
      rule: text("The id of the rule."),
      class: kind,
      path: text("A glob for the path, from the folder of this file: `docs/**`."),
      value: text("A pattern (RE2) that matches in the value. Put no secret here."),
      fingerprint: {
        description: "The fingerprint in the JSON report: this value by this rule.",
        type: "string",
        pattern: "^[0-9a-f]{32}$",
      },
      reason: text("Why it may pass."),
      owner: text("Who answers for it."),
      expires: day,
    },
  },
};

const keywords: Schema = {
  description: "Words of your organisation: names of projects, hosts, customers.",
  type: "array",
  items: {
    description: "The word, or what there is to say of it.",
    type: ["string", "object"],
    minLength: 1,
    additionalProperties: false,
    required: ["word"],
    properties: {
      word: text("The word, in any spelling."),
      severity: {
        ...severity,
        description:
          "How bad it is where it stands: medium if nothing is said; info: never counted.",
      },
      reason: text("Why nobody is to read it."),
    },
  },
};

const rules: Schema = {
  description: "Rules of your own.",
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["id", "pattern"],
    properties: {
      id: { ...text("Its id; reports call it tare/ID."), pattern: "^[a-z0-9][a-z0-9-]*$" },
      title: text("What it finds, in some words."),
      pattern: text(
        "A pattern (RE2). The value is the first group that takes something, else all of it.",
      ),
      class: kind,
      severity,
      confidence: {
        description: "How sure a match is.",
        type: "string",
        enum: ["low", "medium", "high"],
      },
      harm: text("What a stranger can do with it."),
      remedy: text("What to do about it."),
      entropy: {
        description: "The value must have more bits per character than this.",
        type: "number",
        minimum: 0,
      },
      examples: {
        description: "Lines that `tare config check` tries the rule on.",
        type: "object",
        additionalProperties: false,
        properties: {
          found: texts("Lines in which it must find something."),
          ignored: texts("Lines in which it must find nothing."),
        },
      },
    },
  },
};

const secrets: Schema = {
  description: "Variables that `tare run` sets, and where the value of each stands.",
  type: "object",
  additionalProperties: {
    description:
      "A reference: vault://secret/data/hub#token, aws-sm://, aws-ssm://, azure-kv://, gcp-sm://, file:, env:. Put no secret here.",
    type: "string",
    writeOnly: true,
    pattern: "^(vault|aws-sm|aws-ssm|azure-kv|gcp-sm|file|env):.",
  },
};

const checklist: Schema = {
  description: "What `tare gate` asks before a release.",
  type: "object",
  additionalProperties: false,
  properties: {
    items: texts("Which of tare's own items are asked; all of them if nothing is said."),
    manual: {
      description: "Items of your own, which a person confirms.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "title"],
        properties: {
          id: { ...text("Its id."), pattern: "^[a-z0-9][a-z0-9-]*$" },
          title: text("What must hold."),
          why: text("Why it matters."),
          instead: text("What to do where it does not hold."),
        },
      },
    },
    exceptions: {
      description: "Items that may pass although they do not hold, each until a day.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["item", "reason", "approver", "expires"],
        properties: {
          item: text("The id of the item."),
          reason: text("Why it may pass."),
          approver: text("Who answers for it."),
          expires: day,
        },
      },
    },
  },
};

/** What `tare.yaml` may hold. Editors complete by it, and tare checks by it. */
export const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:tare:schema:config:v1",
  title: "Settings of tare, version 1",
  description: "What stands in tare.yaml.",
  type: "object",
  additionalProperties: false,
  properties: {
    defaults,
    baseline: text("The file of known findings, from the folder of this file."),
    "rule-files": texts("Files of rules: gitleaks, betterleaks, kingfisher, Nosey Parker."),
    "own-rules": flag("Whether tare's own rules are looked for; they are if nothing is said."),
    exclude: texts("Globs of files that are not scanned, from the folder of this file."),
    keywords,
    severities: {
      description: "How bad findings are to you. A rule goes before its class.",
      type: "object",
      additionalProperties: false,
      properties: {
        rules: {
          description: "By the rule's id.",
          type: "object",
          additionalProperties: severity,
        },
        classes: {
          description: "By the finding's class.",
          type: "object",
          additionalProperties: false,
          properties: Object.fromEntries(classes.map((each) => [each, severity])),
        },
      },
    },
    allow,
    rules,
    secrets,
    release: {
      description: "What `tare hook run --stage pre-upload` lets go up.",
      type: "object",
      additionalProperties: false,
      properties: {
        files: texts(
          "Globs of files that you release besides what a model needs, from its folder.",
        ),
      },
    },
    verify: {
      description:
        "How `tare scan --verify` asks providers. Heeded only of a file that `--config` names.",
      type: "object",
      additionalProperties: false,
      properties: {
        hosts: texts("Hosts that you run: `gitlab=gitlab.corp.example`."),
        proxy: text("The proxy: `http://proxy.corp.example:3128`."),
        rate: count("How many calls a minute one host gets."),
      },
    },
    owner: text("Who answers for what is released."),
    contact: text("How to reach them: an address or a page."),
    checklist,
    ledger: flag(
      "Whether tare writes down in .tare/ledger.jsonl what it did; it does if nothing is said.",
    ),
  },
} as const satisfies Schema & Record<"$schema" | "$id" | "title", string>;
