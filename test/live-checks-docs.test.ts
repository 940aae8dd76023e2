import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { LiveCheck } from "../src/core/live-check.ts";
import { checkedRules } from "../src/verify/questions.ts";

const page = readFileSync("docs/live-checks.md", "utf8");
const heading = "\n| keys of the rule |";

/** What a call needs, and what it leaves behind. */
function remarksOf({ otherHosts = [], companions = {}, selfHosted, sideEffect }: LiveCheck) {
  const needed = Object.values(companions).filter(({ in: where }) => where !== "value");
  return [
    ...needed.map(({ title, optional }) => `${optional ? "at times its" : "its"} ${title} nearby`),
    ...(otherHosts.length > 0 ? [`then ${otherHosts.join(", ")}`] : []),
    ...(selfHosted === undefined ? [] : [`\`--verify-host ${selfHosted}=HOST\``]),
    ...(sideEffect === undefined ? [] : [sideEffect]),
  ].join("; ");
}

const rowOf = (rule: string, check: LiveCheck): string =>
  `| [\`${rule}\`](${check.documentation}) | ${check.method ?? "GET"} \`${check.url}\` | ${remarksOf(check)} |`;

test("the page lists every call (vitest -u writes it)", async () => {
  const sorted = checkedRules.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const table = [
    `${heading} call | with, where, and what it leaves behind |`,
    "| --- | --- | --- |",
    ...sorted.map(({ id, check }) => rowOf(id, check)),
    "",
  ].join("\n");
  const [text = ""] = page.split(heading);
  await expect(`${text.trimEnd()}\n${table}`).toMatchFileSnapshot("../docs/live-checks.md");
});

test("the page says how much it is that changes", () => {
  expect(page).toContain("one step up");
  expect(page).toContain("two steps down");
});
