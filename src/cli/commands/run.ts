import type { Command } from "../command.ts";
import type { Options } from "../options.ts";
import { formats } from "../report-formats.ts";
import { failOnOption } from "../report-options.ts";
import { configOption } from "../scan-options.ts";

const options: Options = {
  secret: {
    type: "string",
    short: "s",
    takes: "NAME=REF",
    multiple: true,
    help: "Set the variable NAME to the secret that REF names",
  },
  // Node takes '--env-file' for itself, wherever it stands on the command line.
  dotenv: {
    type: "string",
    takes: "FILE",
    multiple: true,
    help: "Set what a .env file says; values that are references are fetched",
  },
  config: configOption("the working folder"),
  watch: {
    type: "string",
    short: "w",
    takes: "DIR",
    multiple: true,
    help: "Scan the files that the command writes there",
  },
  format: {
    type: "string",
    short: "f",
    takes: "FORMAT",
    oneOf: formats,
    with: ["watch"],
    help: "How to report what --watch found",
  },
  output: {
    type: "string",
    short: "o",
    takes: "FILE",
    with: ["watch"],
    help: "Write that report to FILE; its ending says the format",
  },
  "fail-on": {
    ...failOnOption,
    with: ["watch"],
    help: "Exit with 1 where --watch found something from this severity on",
  },
  "quiet-trackers": {
    type: "boolean",
    help: "Keep W&B, Comet, ClearML and MLflow from recording code, git, hosts and output",
  },
  quiet: { type: "boolean", short: "q", help: "Do not list the secrets" },
};

export const run: Command = {
  name: "run",
  summary: "Run a command with secrets from a vault, and mask them in its output",
  takes: "[OPTION…] -- COMMAND [ARGUMENT…]",
  details: `REF says where a secret stands; #FIELD takes one part of it:

  vault://secret/data/hub#token        HashiCorp Vault, OpenBao
  vault://aws/creds/train#access_key   credentials that it makes for this run
  aws-sm://prod/hub#token              AWS Secrets Manager
  aws-ssm:///prod/hub/token            AWS Parameter Store
  azure-kv://ml-vault/hub-token        Azure Key Vault
  gcp-sm://my-project/hub-token        Google Secret Manager
  file:/run/secrets/hub.json#token     a file
  env:CI_HF_TOKEN                      a variable

More of them stand in tare.yaml, under 'secrets:'. What was made for the command
is renewed while it runs and given back at its end.

Exit status: the command's, 128+n where signal n ended it, 126 or 127 where it
cannot be run; 1 or 3 where it went well and --watch found something, or could
not look; 2 or 4 where a secret cannot be had, and the command was not run.`,
  options,

  run: async (operands, values, shell) =>
    (await import("../running.ts")).runCommand(operands, values, shell),
};
