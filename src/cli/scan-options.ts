import { findingClasses } from "../core/finding.ts";
import { defaultLimits } from "../core/limits.ts";
import { profiles } from "../scan/profiles.ts";
import type { Option, Options } from "./options.ts";

/** By whose settings. @param where Where they are looked for otherwise. */
export const configOption = (where: string): Option => ({
  type: "string",
  takes: "FILE",
  help: `Settings; else tare.yaml in ${where} or one above it`,
});

/** That nothing is believed. @param what What is looked at. */
export const untrustedOption = (what: string): Option => ({
  type: "boolean",
  help: `Heed nothing that ${what} says of itself: no tare.yaml, no ignore files, no comments`,
});

export const noProgressOption: Option = { type: "boolean", help: "Show no progress line" };

/** What every command that scans is asked: what to look for, how far, and by whose settings. */
export const scanOptions: Options = {
  class: {
    type: "string",
    takes: "CLASS",
    multiple: true,
    oneOf: Object.keys(findingClasses),
    help: "Look only for this",
  },
  rule: { type: "string", takes: "ID", multiple: true, help: "Look only by this rule" },
  rules: {
    type: "string",
    takes: "FILE",
    multiple: true,
    help: "Look by the rules of a gitleaks, kingfisher or Nosey Parker file, too",
  },
  keyword: {
    type: "string",
    takes: "WORD",
    multiple: true,
    help: "Look for a company, code name or domain, too; what names it matters more",
  },
  "no-own-rules": { type: "boolean", help: "Look only by the rules of --rules" },
  profile: {
    type: "string",
    short: "p",
    takes: "NAME",
    oneOf: profiles.map(({ id }) => id),
    usual: profiles[0].id,
    help: "What you scan for",
  },
  config: configOption("the target's folder"),
  untrusted: untrustedOption("the target"),
  jobs: { type: "string", short: "j", takes: "N", help: "Threads (default: one for each core)" },
  "max-depth": {
    type: "string",
    takes: "N",
    help: `How deep containers may be nested (default ${defaultLimits.maxDepth})`,
  },
  "max-bytes": {
    type: "string",
    takes: "SIZE",
    help: "How much may be unpacked of one file (default 16G)",
  },
  "max-memory": {
    type: "string",
    takes: "SIZE",
    help: "How much memory may be used; fewer threads run where it is short (default 512M)",
  },
  timeout: {
    type: "string",
    takes: "SECONDS",
    help: `How long one file may take (default ${defaultLimits.timeoutMs / 1000})`,
  },
  "no-progress": noProgressOption,
};
