import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";

const verbs = ["check", "init", "schema"] as const;

export const config: Command = {
  name: "config",
  summary: "Check the project's settings, or start some",
  takes: "check [FILE] | init | schema",
  details: `check   says what is wrong in tare.yaml, line by line, and tries its rules on
        their examples; without FILE, in the nearest one upwards
init    prints settings to start with:  tare config init > tare.yaml
schema  prints the JSON Schema by which editors complete:
        # yaml-language-server: $schema=FILE`,
  options: {},

  async run([verb, path, ...others], _values, shell) {
    const extra = verb === "check" ? others : [path, ...others].filter((each) => each);
    if (!verbs.some((each) => each === verb) || extra.length > 0)
      throw new TareError("usage", `config takes ${verbs.join(", ")}`, {
        hint: "see 'tare config --help'",
      });
    if (verb === "schema") {
      const { schema } = await import("../../config/schema.ts");
      shell.out(`${JSON.stringify(schema, null, 2)}\n`);
      return 0;
    }
    if (verb === "init") {
      shell.out((await import("../../config/start.ts")).start);
      return 0;
    }
    const { checkConfig } = await import("../config-check.ts");
    return checkConfig(path, shell);
  },
};
