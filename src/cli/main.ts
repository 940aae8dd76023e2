import { failures, TareError } from "../core/error.ts";
import { meantOr } from "../core/nearest.ts";
import { version } from "../core/version.ts";
import type { Command, Shell } from "./command.ts";
import { all as commands } from "./commands/index.ts";
import { commandHelp, overview } from "./help.ts";
import { parse } from "./options.ts";

/** What a bug leads to: neither the user's fault nor the machine's. */
const bug = 70;

/** Runs one command line and returns its exit status. Nothing below calls `process.exit`. */
export async function main(argv: readonly string[], shell: Shell): Promise<number> {
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === "--help" || name === "-h" || name === "help") {
      shell.out(rest[0] === undefined ? overview(commands) : commandHelp(named(rest[0])));
      return 0;
    }
    if (name === "--version" || name === "-V") {
      shell.out(`tare ${version}\n`);
      return 0;
    }
    return await run(named(name), rest, shell);
  } catch (error) {
    return report(error, shell);
  }
}

async function run(command: Command, args: readonly string[], shell: Shell): Promise<number> {
  const { operands, values } = parse(args, command.options);
  if (values["help"] !== true) return command.run(operands, values, shell);
  shell.out(commandHelp(command));
  return 0;
}

function named(name: string): Command {
  const command = commands.find((each) => each.name === name);
  if (command) return command;
  const names = commands.map((each) => each.name);
  throw new TareError("usage", `no command '${name}'`, {
    hint: meantOr(name, names, "see 'tare --help'"),
  });
}

function report(error: unknown, shell: Shell): number {
  if (error instanceof TareError) {
    shell.err(`tare: ${error.message}\n`);
    if (error.hint !== undefined) shell.err(`hint: ${error.hint}\n`);
    return failures[error.kind];
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  shell.err(`tare: this is a bug in tare ${version}\n${stack}\n`);
  shell.err("hint: report it with these lines; they hold no content of your files\n");
  return bug;
}
