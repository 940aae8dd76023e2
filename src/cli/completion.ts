import type { Command } from "./command.ts";
import { common, type Options } from "./options.ts";

export const shells = ["bash", "zsh", "fish"] as const;
export type ShellName = (typeof shells)[number];

/** A script that teaches a shell the commands, their options and the words that these take. */
export function completion(shell: ShellName, commands: readonly Command[]): string {
  switch (shell) {
    case "bash":
      return bash(commands);
    case "zsh":
      // zsh runs completions of bash once it is told to.
      return `autoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`;
    case "fish":
      return fish(commands);
  }
}

const withCommon = (options: Options): Options => ({ ...options, ...common });

function bash(commands: readonly Command[]): string {
  const words = commands.flatMap(({ name, options }) =>
    Object.entries(withCommon(options)).flatMap(([option, { oneOf }]) =>
      oneOf ? [`    "${name} --${option}") words="${oneOf.join(" ")}" ;;`] : [],
    ),
  );
  const options = commands.map(({ name, options: each }) => {
    const names = Object.keys(withCommon(each)).map((option) => `--${option}`);
    return `    ${name}) words="${names.join(" ")}" ;;`;
  });
  return `_tare() {
  local command="\${COMP_WORDS[1]}" current="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(" ")}" -- "$current"))
    return
  fi
  case "$command \${COMP_WORDS[COMP_CWORD-1]}" in
${words.join("\n")}
  esac
  if [ -z "$words" ] && [[ "$current" == -* ]]; then
    case "$command" in
${options.join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _tare tare
`;
}

function fish(commands: readonly Command[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c tare -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...Object.entries(withCommon(options)).map(([option, { help, oneOf, short, type }]) =>
      [
        `complete -c tare -n '__fish_seen_subcommand_from ${name}' -l ${option}`,
        ...(short === undefined ? [] : [`-s ${short}`]),
        ...(oneOf ? [`-xa '${oneOf.join(" ")}'`] : type === "string" ? ["-r"] : []),
        `-d ${quoted(help)}`,
      ].join(" "),
    ),
  ]);
  return `${lines.join("\n")}\n`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;
