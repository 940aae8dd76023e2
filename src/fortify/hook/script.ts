/** The hooks of git's that tare can be. */
export const stages = ["pre-commit", "pre-push"] as const;
export type HookStage = (typeof stages)[number];

/** How tare was started: Node and the file that it runs. */
export interface Program {
  readonly node: string;
  readonly file: string;
}

const mark = "# Written by 'tare hook install'";

/** Whether a hook is tare's own. */
export const isOurs = (script: string): boolean => script.includes(mark);

/** Where a hook that was there before is kept: tare's runs it first. */
export const keptName = (stage: HookStage): string => `${stage}.before-tare`;

/**
 * A hook. It runs the program that wrote it, and where that is gone, or where
 * the script goes to other machines, the tare of the project or of the path.
 *
 * @param program None where other machines get the script, too.
 */
export function scriptOf(stage: HookStage, program: Program | undefined): string {
  const run = `hook run --stage ${stage} "$@"`;
  // git tells a pre-push hook on its standard input what is pushed, and both hooks must read it.
  const reads = stage === "pre-push";
  const fed = reads ? `printf '%s\\n' "$pushed" | ` : "";
  return [
    "#!/bin/sh",
    `${mark}; 'tare hook uninstall' takes it away.`,
    "set -e",
    ...(reads ? ['pushed="$(cat)"'] : []),
    `before="$(dirname "$0")/${keptName(stage)}"`,
    `if [ -x "$before" ]; then ${fed}"$before" "$@"; fi`,
    ...(program ? ownProgram(program, fed, run) : []),
    'for tare in ./node_modules/.bin/tare "$(command -v tare || true)"; do',
    `  if [ -x "$tare" ]; then ${fed}"$tare" ${run}; exit; fi`,
    "done",
    `echo "tare: the ${stage} hook does not find tare" >&2`,
    `echo "hint: install it, or take the hook away: rm '$0'" >&2`,
    "exit 1",
    "",
  ].join("\n");
}

function ownProgram({ node, file }: Program, fed: string, run: string): string[] {
  const [first, second] = [quoted(node), quoted(file)];
  return [`if [ -x ${first} ] && [ -f ${second} ]; then ${fed}${first} ${second} ${run}; exit; fi`];
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
