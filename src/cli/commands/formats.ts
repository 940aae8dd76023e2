import { TareError } from "../../core/error.ts";
import type { Command } from "../command.ts";
import { textOrJson } from "../report-options.ts";

export const formats: Command = {
  name: "formats",
  summary: "List the file formats that are read by their structure",
  takes: "[OPTION…]",
  options: {
    format: textOrJson("How to list"),
  },

  async run(operands, values, shell) {
    if (operands.length > 0)
      throw new TareError("usage", `formats takes no '${operands.join(" ")}'`, {
        hint: "'tare scan FILE' says what a file holds",
      });
    const { all } = await import("../../formats/index.ts");
    if (values["format"] === "json") {
      const rows = all.map(({ id, title, reads, tested, specification }) => ({
        id,
        title,
        reads,
        tested,
        specification,
      }));
      shell.out(`${JSON.stringify(rows, undefined, 2)}\n`);
      return 0;
    }
    const { padded, wrap } = await import("../../report/kit/width.ts");
    const columns = Math.max(60, shell.columns ?? 80) - indent;
    for (const { title, reads, tested } of all) {
      const lines = [...wrap(title, indent - 2), ""];
      const told = [...wrap(`${reads}.`, columns), ...wrap(`${testedBy(tested)}.`, columns)];
      for (const [at, line] of told.entries())
        shell.out(`${padded(lines[at] ?? "", indent)}${line}\n`);
    }
    shell.out(`${all.length} formats\n`);
    return 0;
  },
};

/** Where what is said of a format starts, in columns. */
const indent = 26;

const testedBy = (tested: string): string =>
  tested === "specification"
    ? "Tested on files made by its specification"
    : `Tested on files of ${tested}`;
