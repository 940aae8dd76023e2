import { findingClasses } from "../../core/finding.ts";
import { TareError } from "../../core/error.ts";
import type { LiveCheck } from "../../core/live-check.ts";
import type { ArtefactRule, Rule } from "../../core/rule.ts";
import type { Command } from "../command.ts";
import { list } from "../options.ts";

export const rules: Command = {
  name: "rules",
  summary: "List what tare looks for",
  takes: "[OPTION…]",
  options: {
    class: {
      type: "string",
      takes: "CLASS",
      multiple: true,
      oneOf: Object.keys(findingClasses),
      help: "Only rules of this class",
    },
    verify: { type: "boolean", help: "Only rules of which --verify asks the provider, and whom" },
    format: {
      type: "string",
      short: "f",
      takes: "FORMAT",
      oneOf: ["text", "json", "gitleaks"],
      default: "text",
      help: "How to list",
    },
  },

  async run(operands, values, shell) {
    if (operands.length > 0)
      throw new TareError("usage", `rules takes no '${operands.join(" ")}'`, {
        hint: "see one rule with 'tare explain ID'",
      });
    const { allRules } = await import("../../rules/all.ts");
    const classes = list(values, "class");
    const chosen = allRules.filter(
      (rule) =>
        (classes.length === 0 || classes.includes(rule.class)) &&
        (values["verify"] !== true || checkOf(rule) !== undefined),
    );
    if (values["format"] === "gitleaks") {
      const { gitleaksToml } = await import("../../export/gitleaks.ts");
      const { toml, rules: count, exact, missing } = gitleaksToml(chosen);
      shell.out(toml);
      shell.err(
        `tare: ${count} rules, ${exact} of them exact; the others find more than in tare, and say why\n`,
      );
      if (missing.length > 0)
        shell.err(`tare: ${missing.length} rules cannot be carried over; the file names them\n`);
      return 0;
    }
    if (values["format"] === "json") {
      const rows = chosen.map((rule) => {
        const { id, title, class: kind, severity } = rule;
        const check = checkOf(rule);
        return { id, title, class: kind, severity, ...(check && { verify: check.url }) };
      });
      shell.out(`${JSON.stringify(rows, undefined, 2)}\n`);
      return 0;
    }
    const width = Math.max(...chosen.map(({ id }) => id.length));
    for (const rule of chosen) {
      const { id, severity, title } = rule;
      const shown = values["verify"] === true ? (checkOf(rule)?.url ?? "") : title;
      shell.out(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${shown}\n`);
    }
    shell.out(`${chosen.length} rules; 'tare explain ID' tells more about one\n`);
    return 0;
  },
};

const checkOf = (rule: Rule | ArtefactRule): LiveCheck | undefined =>
  "check" in rule ? rule.check : undefined;
