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
    const [{ allRules }, { all: checks }] = await Promise.all([
      import("../../rules/all.ts"),
      import("../../evaluate/audit/checks/index.ts"),
    ]);
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
    const asked = values["verify"] === true;
    const told = [
      ...chosen.map((rule) => {
        const { id, title, class: kind, severity } = rule;
        const check = checkOf(rule);
        return { id, title, class: kind, severity, ...(check && { verify: check.url }) };
      }),
      ...checks
        .filter(() => !asked && (classes.length === 0 || classes.includes("exposure")))
        .map(({ id, title, severity }) => ({ id, title, class: "exposure" as const, severity })),
    ];
    if (values["format"] === "json") {
      shell.out(`${JSON.stringify(told, undefined, 2)}\n`);
      return 0;
    }
    const width = Math.max(...told.map(({ id }) => id.length));
    for (const each of told) {
      const last = asked && "verify" in each ? each.verify : each.title;
      shell.out(`${each.id.padEnd(width)}  ${each.severity.padEnd(8)}  ${last}\n`);
    }
    shell.out(
      `${chosen.length} rules and ${told.length - chosen.length} checks; 'tare explain ID' tells more about one\n`,
    );
    return 0;
  },
};

const checkOf = (rule: Rule | ArtefactRule): LiveCheck | undefined =>
  "check" in rule ? rule.check : undefined;
