import { expect, test } from "vitest";
import { all as clues } from "../../rules/clues/index.ts";
import { all as secrets } from "../../rules/secrets/index.ts";
import { ambiguity, mostAmbiguous } from "./ambiguity.ts";
import { stripLead } from "./lead.ts";
import { parsePattern } from "./parse.ts";

const ways = (source: string): number =>
  mostAmbiguous(stripLead(parsePattern(source, "js")), 4096)?.ways ?? 0;

test.each([
  ["(?:a+)+b", "(?:a+)+"],
  ["(?:\\w+\\s?)*=", "(?:[0-9A-Z_a-z]+[\\x09-\\x0d \\xa0]?)*"],
  ["(a|ab?)*c", "(a|ab?)*"],
  ["x(?:.*\\n?){2,9}y", "(?:[^\\x0a\\x0d]*\\x0a?){2,9}"],
  ["\\w*\\w*=", "[0-9A-Z_a-z]* and [0-9A-Z_a-z]*"],
  ["x[a-z]*key[\\w-]{0,100}z=", "[a-z]* and [\\-0-9A-Z_a-z]{0,100}"],
  ["(?=\\d*\\d*x)a", "[0-9]* and [0-9]*"],
])("%s can take long", (source, part) => {
  const found = ambiguity(parsePattern(source, "js"));
  expect(found?.part).toBe(part);
});

test.each([
  ["one repeat without a bound", "key[\\w-]*="],
  ["repeats with a mark between them that neither takes", "\\w+:\\w+:\\w+;"],
  ["turns that start with such a mark", "(?:,\\w*)*;"],
  ["turns that end with one", "(?:\\w+\\.)+com"],
  ["labels of a host", "(?:[a-z](?:[\\w-]{0,61}[a-z0-9])?\\.){1,6}lan"],
  ["options that differ at once", '"(?:\\\\.|[^"\\\\])*"'],
  ["options that differ later", "(?:token=|tokens:)*x"],
  ["a run that is never given back", "(?=(?<run>\\w+))\\k<run>\\w*="],
  ["repeats at the end, where nothing can fail", "x(?:\\w+/?)*"],
  ["short repeats side by side", "[ \\t]{0,8}\\s{0,4}[ ]{0,8}="],
])("no fault: %s", (_, source) => {
  expect(ambiguity(parsePattern(source, "js"))).toBeUndefined();
});

test("the further apart two repeats are, the fewer ways there are", () => {
  expect(ways("\\w{0,99}a\\w{0,99}=")).toBe(99 * 99);
  expect(ways("\\w{0,99}token_key\\w{0,99}=")).toBe((99 / 9) * 99);
});

test("no rule of tare's can take long", () => {
  const found = [...secrets, ...clues].flatMap(({ id, pattern, lines }) => {
    const node = stripLead(parsePattern(pattern.source, "js", `${pattern.flags}m`));
    const worst = ambiguity(node, lines === "many" ? 20_480 : 4096);
    return worst ? [`${id}: ${worst.part} ${worst.why} (${worst.ways})`] : [];
  });
  expect(found).toEqual([]);
});
