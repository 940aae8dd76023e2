import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import type { Options } from "../options.ts";

const options: Options = {
  stdio: { type: "boolean", help: "Speak over standard input and output, as it always does" },
  untrusted: {
    type: "boolean",
    help: "Heed nothing that a workspace says of itself: no tare.yaml, no ignore files, no comments",
  },
};

export const lsp: Command = {
  name: "lsp",
  summary: "Show editors what is found while somebody types",
  takes: "[OPTION…]",
  details: `A language server, which an editor starts. Documents are looked at as they stand in
the editor, by the rules of 'tare scan' and the checks of 'tare audit'; see
docs/editor.md for how editors are told of it.

Exit status: 0 the editor ended it; 1 the editor went away without a word.`,
  options,

  async run(operands, values, shell) {
    if (operands.length > 0)
      throw new TareError("usage", "lsp takes no operands", { hint: "let an editor start it" });
    const { served } = await import("../serving-editors.ts");
    return served(values["untrusted"] === true, shell);
  },
};
