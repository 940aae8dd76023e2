import type { Command } from "./command.ts";
import { common, type Option, type Options } from "./options.ts";

const column = 26;
const width = 80;

/** The page of `tare --help`. */
export function overview(commands: readonly Command[]): string {
  return [
    "tare looks at everything in a machine-learning model release that is not the",
    "model: secrets, people, hosts, paths and other traces, inside the model files too.",
    "",
    "Usage: tare COMMAND [OPTION…] [ARGUMENT…]",
    "",
    ...commands.map(({ name, summary }) => entry(name, summary)),
    "",
    "Start with 'tare demo', or 'tare scan FOLDER'. 'tare COMMAND --help' tells more.",
    "",
  ].join("\n");
}

/** The page of `tare COMMAND --help`. */
export function commandHelp({ name, summary, takes, options, details }: Command): string {
  return [
    `${summary}.`,
    "",
    `Usage: tare ${name} ${takes}`.trimEnd(),
    "",
    ...optionLines(options),
    ...(details === undefined ? [] : ["", details]),
    "",
  ].join("\n");
}

const optionLines = (options: Options): string[] =>
  Object.entries({ ...options, ...common }).map(([name, option]) =>
    entry(flags(name, option), description(option)),
  );

const flags = (name: string, { short, takes, type }: Option): string =>
  `${short === undefined ? "    " : `-${short}, `}--${name}${type === "string" ? ` ${takes ?? "VALUE"}` : ""}`;

function description({ help, oneOf, multiple, ...option }: Option): string {
  const standard = option.default ?? option.usual;
  const words = oneOf ? `: ${oneOf.join(", ")}` : "";
  const repeated = multiple === true ? "; may be repeated" : "";
  return `${help}${words}${repeated}${standard === undefined ? "" : ` (default ${standard})`}`;
}

/** A name and what it means, wrapped to the width of a terminal. */
function entry(left: string, right: string): string {
  const lines = [""];
  for (const word of right.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && column + line.length + word.length + 1 > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  const indent = " ".repeat(column);
  const first = `  ${left}`;
  const start = first.length >= column ? `${first}\n${indent}` : first.padEnd(column);
  return start + lines.join(`\n${indent}`);
}
