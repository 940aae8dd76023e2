import type { Command } from "../command.ts";
import { briefFormats } from "../brief-formats.ts";
import type { Options } from "../options.ts";
import { scanOptions } from "../scan-options.ts";

const options: Options = {
  format: {
    type: "string",
    short: "f",
    takes: "FORMAT",
    oneOf: briefFormats,
    help: "How to tell it",
  },
  output: {
    type: "string",
    short: "o",
    takes: "FILE",
    help: "Write it to FILE, whole or not at all; its ending says the format",
  },
  against: {
    type: "string",
    takes: "EARLIER",
    help: "Say what is new and gone against an earlier release, or a report of one",
  },
  ...scanOptions,
  quiet: {
    type: "boolean",
    short: "q",
    not: ["verbose"],
    help: "Say only what an attacker does next",
  },
  verbose: { type: "boolean", short: "v", help: "List everything" },
};

export const brief: Command = {
  name: "brief",
  summary: "Put together what an attacker learns from a release, and does next",
  takes: "[OPTION…] TARGET…",
  details: `TARGET is whatever 'tare scan' takes, or a report that it wrote as JSON. EARLIER
is the same, or what 'tare brief --format json' wrote.

People, machines, networks, storage, services, accounts, projects, software and
credentials are joined from all findings, with what links them. No value of a
secret is in it. cyclonedx is an ML-BOM of the software that is named.

Exit status: 0 it was told, whatever it says; 2 used wrongly; 3 something was not
inspected; 4 the disk or the system failed; 70 a bug.`,
  options,
  run: async (operands, given, shell) =>
    (await import("../briefing.ts")).briefed(operands, given, { options, shell }),
};
