import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import { completion as script, type ShellName, shells } from "../completion.ts";
import { all } from "./index.ts";

export const completion: Command = {
  name: "completion",
  summary: "Print a completion script for your shell",
  takes: shells.join("|"),
  details: `bash: eval "$(tare completion bash)"   (zsh the same; put it into your shell's start-up file)
fish: tare completion fish > ~/.config/fish/completions/tare.fish`,
  options: {},

  async run([name, ...others], _values, shell) {
    const wanted = shells.find((each): each is ShellName => each === name);
    if (!wanted || others.length > 0)
      throw new TareError("usage", "completion takes the name of a shell", {
        hint: `use one of ${shells.join(", ")}`,
      });
    shell.out(script(wanted, all));
    return 0;
  },
};
