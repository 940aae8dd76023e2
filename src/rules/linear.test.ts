import { expect, test } from "vitest";
import type { Rule } from "../core/rule.ts";
import { Effort } from "../engine/pattern/effort-testing.ts";
import { cooked, type Recipe, recipesOf } from "../engine/pattern/hostile-testing.ts";
import { stripLead } from "../engine/pattern/lead.ts";
import type { Node } from "../engine/pattern/node.ts";
import { parsePattern } from "../engine/pattern/parse.ts";
import { imageOf } from "../engine/image.ts";
import { compile, type Program } from "../engine/program.ts";
import { twin } from "../engine/twin.ts";
import { all as clues } from "./clues/index.ts";
import { all as secrets } from "./secrets/index.ts";

/** As far as most windows reach, some times over. */
const size = 3000;

/** A matcher takes about a nanosecond for a step: this is a megabyte per second. */
const mostPerByte = 1000;

type Tried = Pick<Rule, "id" | "pattern">;

const treeOf = ({ pattern }: Tried): Node =>
  stripLead(parsePattern(pattern.source, "js", `${pattern.flags}m`));

/** Some of the texts made to hurt, taken from all kinds of them. */
function someOf(recipes: readonly Recipe[], many: number): Recipe[] {
  const step = Math.max(1, recipes.length / many);
  return Array.from(
    { length: Math.min(many, recipes.length) },
    (_, at) => recipes[Math.floor(at * step)] ?? [],
  );
}

/** The most steps for a byte that a rule takes over a text, tried where the engine tries it. */
function perByte(rule: Tried, many: number): number {
  const program = compile([rule]);
  const node = treeOf(rule);
  const texts = someOf(recipesOf(node), many).map((recipe) => cooked(recipe, size));
  return Math.max(...texts.map((text) => stepsOver(node, program, text) / size));
}

function stepsOver(node: Node, program: Program, text: string): number {
  const most = size * mostPerByte;
  const effort = new Effort(text, most);
  const hits = twin(imageOf(program)).hits(Buffer.from(text, "latin1"), false);
  const starts = hits.filter((_, at) => at % 2 === 0);
  if (starts.length === 0) return 0;
  const everywhere = Array.from(text, (_, at) => at);
  let done = 0;
  for (const start of program.rules[0]?.sticky ? starts : everywhere)
    if (start >= done && effort.steps <= most) done = effort.tryAt(node, start) ?? done;
  return effort.steps;
}

test("no rule takes more than its share of steps over text made to hurt", () => {
  const slow = [...secrets, ...clues].flatMap((rule) => {
    const steps = Math.round(perByte(rule, 10));
    return steps > mostPerByte ? [`${rule.id}: ${steps} steps per byte`] : [];
  });
  expect(slow).toEqual([]);
}, 600_000);

test.each([
  ["repeats that share the same bytes", /key[\w-]{0,300}[\w.]{0,300}\w{0,300}=(?<value>a)/],
  ["a repeat without a bound after each keyword, twice", /key\w*\d*\w*:(?<value>a)/],
  ["turns that can be cut in many ways", /key(?:[\w-]{1,20}-?){1,9}=(?<value>a)/],
])("%s would be seen", (_, pattern) => {
  expect(perByte({ id: "slow", pattern }, 200)).toBeGreaterThan(mostPerByte);
});

/** Inputs that took exponential or quadratic time once. */
test.each([
  [
    "pypirc-password",
    "[pypi]\t\t\t\tusername\t\t\t:aaa\t\t\t\tpassword\t\t\t=\t\t\taaa ".repeat(200),
  ],
  ["colab-drive-path", `/content/drive/MyDrive/${".".repeat(5000)}`],
  [
    "private-key",
    `-----BEGIN RSA PRIVATE KEY-----${"\n".repeat(20)}${`Version: ${" ".repeat(90)}`.repeat(160)}!`,
  ],
  [
    "ssh2-private-key",
    `---- BEGIN SSH2 PRIVATE KEY ----\n${`Comment: ${" ".repeat(90)}`.repeat(160)}!`,
  ],
])("%s stays quick on what once was slow", (id, text) => {
  const rule = [...secrets, ...clues].find((each) => each.id === id);
  const started = performance.now();
  expect([...text.matchAll(new RegExp(rule?.pattern.source ?? "", "gm"))].length).toBeLessThan(2);
  expect(performance.now() - started).toBeLessThan(1000);
});
