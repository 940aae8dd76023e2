import { expect, test } from "vitest";
import { all as commands } from "../src/cli/commands/index.ts";
import { addedEvent } from "../src/ledger/added.ts";
import { all as gauges } from "../src/server/gauges/index.ts";
import { practices } from "../ui/src/words/practices.ts";

/** What stands for something that people fill in, and what they might. */
const filledIn: readonly (readonly [RegExp, string])[] = [
  [/\bCOUNT\b/g, "1"],
  [/\bTIME\b/g, "2026-11-29T10:00Z"],
];

const advised = [
  ...gauges.map(({ id, noData }) => [id, noData.command ?? ""] as const),
  ...Object.values(practices)
    .flat()
    .map(({ command }) => [command, command] as const),
];

test.each(advised)("%s: what is advised is a command that is there", (_, line) => {
  const [tare, name, ...rest] = line.split(" ");
  expect(tare).toBe("tare");
  expect(commands.map((each) => each.name)).toContain(name);
  if (name !== "ledger" || rest[0] !== "add") return;
  const [, type = "", ...fields] = filledIn
    .reduce((text, [pattern, value]) => text.replaceAll(pattern, value), rest.join(" "))
    .split(" ");
  expect(addedEvent(type, fields)).toMatchObject({ type });
});

test("each gauge can be had by a command", () => {
  expect(gauges.filter(({ noData }) => noData.command === undefined)).toEqual([]);
});
