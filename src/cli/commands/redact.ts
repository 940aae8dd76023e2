import { TareError } from "../../core/error.ts";
import { findingClasses, severities } from "../../core/finding.ts";
import type { Command } from "../command.ts";

export const redact: Command = {
  name: "redact",
  summary: "Mask secrets in a stream or in files",
  takes: "[OPTION…] [FILE…]",
  details: `Reads standard input, or the files one after another, and writes them with all
secrets masked; every other byte stays as it is. Lines come out as they end:

  python train.py 2>&1 | tare redact --env HF_TOKEN --env WANDB_API_KEY
  tare redact --dotenv .env --in-place logs/*.txt
  ./deploy.sh | tare redact --lines <(vault kv get -field=key secret/deploy)

A value is found as it stands and as programs write it: base64, hex, percent,
JSON, XML, shells, UTF-16, reversed, broken over lines, with colours within.
Values are never given on the command line, which other users can read.`,
  options: {
    env: {
      type: "string",
      takes: "NAME",
      multiple: true,
      help: "Mask the value of this environment variable",
    },
    "env-secrets": {
      type: "boolean",
      help: "Mask the values of all environment variables that are likely to hold a secret",
    },
    file: { type: "string", takes: "FILE", multiple: true, help: "Mask what this file holds" },
    lines: {
      type: "string",
      takes: "FILE",
      multiple: true,
      help: "Mask each line of this file",
    },
    dotenv: {
      type: "string",
      takes: "FILE",
      multiple: true,
      help: "Mask the values of this .env file",
    },
    "min-length": {
      type: "string",
      takes: "N",
      help: "Mask no value with fewer bytes than this (default, and least: 6)",
    },
    "no-patterns": { type: "boolean", help: "Mask only these values, and nothing by rules" },
    class: {
      type: "string",
      takes: "CLASS",
      multiple: true,
      oneOf: Object.keys(findingClasses),
      usual: "secret",
      help: "What rules are to find",
    },
    "min-severity": {
      type: "string",
      takes: "SEVERITY",
      oneOf: severities,
      default: "info",
      help: "Only by rules of this severity, and of higher ones",
    },
    rule: { type: "string", takes: "ID", multiple: true, help: "Only by this rule" },
    rules: {
      type: "string",
      takes: "FILE",
      multiple: true,
      help: "By the rules of this file, too",
    },
    mask: {
      type: "string",
      takes: "TEXT",
      default: "***",
      help: "What stands for a secret; {name} in it is its name, or that of its rule",
    },
    "in-place": { type: "boolean", short: "i", help: "Write each file anew instead" },
    count: { type: "boolean", help: "Say at the end how much was masked" },
  },

  async run(files, values, shell) {
    const inPlace = values["in-place"] === true;
    if (inPlace && (files.length === 0 || files.includes("-")))
      throw new TareError("usage", "--in-place needs files", { hint: "name them" });
    const { redactorFor, masked, maskedInPlace, summary } = await import("../redacting.ts");
    const redactor = await redactorFor(values, shell);
    for (const file of files.length > 0 ? files : ["-"]) {
      if (inPlace) await maskedInPlace(file, redactor);
      else await masked(file === "-" ? shell.stdin() : file, redactor, shell);
    }
    if (values["count"] === true) shell.err(summary(redactor));
    return 0;
  },
};
