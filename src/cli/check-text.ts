import { TareError } from "../core/error.ts";
import { meantOr } from "../core/nearest.ts";
import type { Check, Example } from "../evaluate/audit/check.ts";
import { all as checks } from "../evaluate/audit/checks/index.ts";

/**
 * What a check of `tare audit` looks for, for people.
 *
 * @param rules The ids of what it might have been meant to be instead.
 * @throws {TareError} `usage`: there is no such check.
 */
export function checkText(id: string, rules: readonly string[]): string {
  const check = checks.find((each) => each.id === id);
  if (!check) {
    const known = [...rules, ...checks.map((each) => each.id)];
    throw new TareError("usage", `no rule or check '${id}'`, {
      hint: meantOr(id, known, "list them with 'tare rules'"),
    });
  }
  const { title, severity, why, instead, references } = check;
  return [
    title,
    `${id}, ${severity}, a check of 'tare audit'`,
    "",
    `What it means: ${why}`,
    `What to do:    ${instead}`,
    "",
    ...examples(check).flatMap(({ word, example: { path, text } }) => [
      `${word} ${path}:`,
      ...text
        .trimEnd()
        .split("\n")
        .map((line) => `    ${line}`),
    ]),
    "",
    ...references.map((each) => `See ${each}`),
    "",
  ].join("\n");
}

/** One of each. */
const examples = ({
  examples: { found, ignored },
}: Check): readonly { readonly word: string; readonly example: Example }[] => [
  { word: "Found in", example: found[0] },
  { word: "Ignored in", example: ignored[0] },
];
