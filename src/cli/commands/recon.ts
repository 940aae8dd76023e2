import type { Command } from "../command.ts";
import type { Options } from "../options.ts";
import { amountOptions, failOnOption, outputOption, textOrJsonUsually } from "../report-options.ts";
import { scanOptions } from "../scan-options.ts";

const options: Options = {
  format: textOrJsonUsually,
  output: outputOption,
  "fail-on": failOnOption,
  from: {
    type: "string",
    takes: "WAY",
    multiple: true,
    oneOf: ["own", "fork", "member", "gist", "search"],
    help: "Look only at what this leads to (default: all of them)",
  },
  "no-clone": {
    type: "boolean",
    help: "Read no files; look at descriptions, and ask the service's own search",
  },
  limit: {
    type: "string",
    takes: "N",
    help: "Read no more than N repositories now; the next run goes on",
  },
  "max-size": {
    type: "string",
    takes: "SIZE",
    help: "Do not clone what is larger (default 2G)",
  },
  incremental: {
    type: "string",
    takes: "FILE",
    help: "Read only what has changed since FILE was written; it is kept up to date (default: .tare/recon.jsonl of the project)",
  },
  ...scanOptions,
  ...amountOptions,
  verbose: { type: "boolean", short: "v", help: "List everything, also what gives nothing away" },
};

export const recon: Command = {
  name: "recon",
  summary: "Look at all that is public of an organisation, as an attacker would",
  takes: "[OPTION…] TARGET…",
  details: `TARGET is github:OWNER, gitlab:GROUP or hf:OWNER. Looked at are its own
public repositories (own), forks of them (fork), what members have on accounts
of their own (member), gists and snippets (gist), and what a search for the
keywords leads to (search). Keywords stand in tare.yaml, or are given by
--keyword.

GITHUB_TOKEN, GITLAB_TOKEN and HF_TOKEN let it ask more often, and search in code;
GITHUB_API_URL and CI_SERVER_URL name servers of your own.

Exit status: 0 nothing from --fail-on on, and all was inspected; 1 something was
found; 2 used wrongly; 3 nothing found, but something was not inspected; 4 the
disk or the network failed; 70 a bug.`,
  options,

  async run(operands, given, shell) {
    const { reconnoitred } = await import("../recon.ts");
    return reconnoitred(operands, given, shell);
  },
};
