import { expect, test } from "vitest";
import { all as clues } from "./clues/index.ts";
import { all as secrets } from "./secrets/index.ts";

const size = 64 * 1024;

const filled = (piece: string): string =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

/** What makes a pattern try again and again: its own beginning, and characters that many of its parts accept. */
const hostile = (keyword: string): readonly string[] => [
  filled(keyword),
  filled(`${keyword}="`),
  `${keyword}=${filled("aA0")}`,
  `${keyword} ${filled("-_")}`,
  `${keyword}${filled(" ")}`,
];

// The bound is generous, for busy machines: a pattern that backtracks without bound takes minutes.
test.each([...secrets, ...clues].map((rule) => [rule.id, rule] as const))(
  "%s takes no more than its share of time over hostile text",
  (_id, { pattern, keywords }) => {
    const scanning = new RegExp(pattern.source, [...new Set(`${pattern.flags}dgm`)].join(""));
    const started = performance.now();
    for (const text of hostile(keywords[0])) for (const _ of text.matchAll(scanning));
    expect(performance.now() - started).toBeLessThan(1000);
  },
);

/** Inputs that took exponential or quadratic time once. */
test.each([
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
