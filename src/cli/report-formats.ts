import type { Option } from "./options.ts";

/** The ways in which a report can be written, by name. */
export const formats = [
  "text",
  "json",
  "jsonl",
  "sarif",
  "html",
  "markdown",
  "github",
  "gitlab-codequality",
  "gitlab-secrets",
  "junit",
] as const;

/** Further files that one run writes, for CI systems that want several. */
export const also: Option = {
  type: "string",
  takes: "[FORMAT=]FILE",
  multiple: true,
  help: "Write the report to FILE, too; its ending says the format where none is named",
};
