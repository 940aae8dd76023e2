import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";

export const formats: Command = {
  name: "formats",
  summary: "List the file formats that are read by their structure",
  takes: "[OPTION…]",
  options: {
    format: {
      type: "string",
      short: "f",
      takes: "FORMAT",
      oneOf: ["text", "json"],
      default: "text",
      help: "How to list",
    },
  },

  async run(operands, values, shell) {
    if (operands.length > 0)
      throw new TareError("usage", `formats takes no '${operands.join(" ")}'`, {
        hint: "'tare scan FILE' says what a file holds",
      });
    const { all } = await import("../../formats/index.ts");
    if (values["format"] === "json") {
      const rows = all.map(({ id, title, reads, specification }) => ({
        id,
        title,
        reads,
        specification,
      }));
      shell.out(`${JSON.stringify(rows, undefined, 2)}\n`);
      return 0;
    }
    const width = Math.max(...all.map(({ title }) => title.length));
    for (const { title, reads } of all) shell.out(`${title.padEnd(width)}  ${reads}\n`);
    shell.out(`${all.length} formats\n`);
    return 0;
  },
};
