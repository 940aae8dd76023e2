import { TareError } from "../../core/error.ts";
import { findingClasses } from "../../core/finding.ts";
import type { Command } from "../command.ts";

export const explain: Command = {
  name: "explain",
  summary: "Say what a rule or check looks for, what it means and what to do",
  takes: "ID",
  options: {},

  async run([id, ...others], _values, shell) {
    if (id === undefined || others.length > 0)
      throw new TareError("usage", "explain takes one rule or check", {
        hint: "list them with 'tare rules'",
      });
    const [{ allRules }, { keywordRules }] = await Promise.all([
      import("../../rules/all.ts"),
      import("../../scan/keywords.ts"),
    ]);
    const all = [...allRules, ...keywordRules([{ word: "acme" }])];
    const rule = all.find((each) => each.id === id);
    if (!rule) {
      const { checkText } = await import("../check-text.ts");
      const ids = all.map((each) => each.id);
      shell.out(checkText(id, ids));
      return 0;
    }
    const { title, severity, class: kind, harm, remedy, references, examples } = rule;
    shell.out(`${title}\n${id}, ${severity}, class ${kind} (${findingClasses[kind]})\n\n`);
    shell.out(`What it means: ${harm}\nWhat to do:    ${remedy}\n\n`);
    shell.out(`Found in:   ${examples.found.join("\n            ")}\n`);
    shell.out(`Ignored in: ${examples.ignored.join("\n            ")}\n\n`);
    const check = "check" in rule ? rule.check : undefined;
    if (check) shell.out((await import("../verify-words.ts")).checkText(check));
    shell.out(references.map((each) => `See ${each}\n`).join(""));
    return 0;
  },
};
