import { findingClasses } from "../../core/finding.ts";
import { TareError } from "../../core/error.ts";
import type { LiveCheck } from "../../core/live-check.ts";
import type { ArtefactRule, Rule } from "../../core/rule.ts";
import type { Command, Shell } from "../command.ts";
import { list, type Values } from "../options.ts";

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
    return values["format"] === "gitleaks"
      ? listForGitleaks(chosen, shell)
      : listAll(chosen, values, shell);
  },
};

type Listed = Rule | ArtefactRule;

async function listForGitleaks(chosen: readonly Listed[], shell: Shell): Promise<number> {
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

/** Lists rules, and the checks of an audit where they are of a class that is asked for. */
async function listAll(chosen: readonly Listed[], values: Values, shell: Shell): Promise<number> {
  const { all } = await import("../../evaluate/audit/checks/index.ts");
  const classes = list(values, "class");
  const isVerified = values["verify"] === true;
  const checks =
    !isVerified && (classes.length === 0 || classes.includes("exposure"))
      ? all.map(({ id, title, severity }) => ({ id, title, class: "exposure", severity }))
      : [];
  const told: readonly Line[] = [...chosen.map(lineOf), ...checks];
  if (values["format"] === "json") {
    shell.out(`${JSON.stringify(told, undefined, 2)}\n`);
    return 0;
  }
  const width = Math.max(...told.map(({ id }) => id.length));
  for (const { id, severity, title, verify } of told)
    shell.out(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${(isVerified && verify) || title}\n`);
  shell.out(
    `${chosen.length} rules and ${checks.length} checks; 'tare explain ID' tells more about one\n`,
  );
  return 0;
}

/** A rule or check as it is listed. */
interface Line {
  readonly id: string;
  readonly title: string;
  readonly class: string;
  readonly severity: string;
  /** The address that is asked whether a value works. */
  readonly verify?: string;
}

function lineOf(rule: Listed): Line {
  const { id, title, class: kind, severity } = rule;
  const check = checkOf(rule);
  return { id, title, class: kind, severity, ...(check && { verify: check.url }) };
}

const checkOf = (rule: Listed): LiveCheck | undefined => ("check" in rule ? rule.check : undefined);
