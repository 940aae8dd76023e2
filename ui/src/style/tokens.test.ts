import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast } from "../../../test/kit/contrast.ts";

const style = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const colours = new Map(
  [...style.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

const grounds = ["ground", "sheet", "sunk"];
const severities = ["critical", "high", "medium", "low", "info"];
const texts = [
  ...["ink", "quiet", "accent"].flatMap((name) => grounds.map((ground) => [name, ground] as const)),
  ...severities.flatMap((name) =>
    [`${name}-ground`, "ground", "sheet"].map((ground) => [name, ground] as const),
  ),
  ["accent", "accent-ground"] as const,
  ["on-accent", "accent"] as const,
];
/** Edges of fields, and lines that mean something. */
const shapes = ["edge", "trend"].flatMap((name) =>
  ["ground", "sheet"].map((ground) => [name, ground] as const),
);

describe.each([
  ["texts are readable (WCAG 2.2, 1.4.3)", texts, 4.5],
  ["shapes can be told (WCAG 2.2, 1.4.11)", shapes, 3],
] as const)("%s", (_, pairs, least) => {
  test.each(pairs)("%s on %s", (name, ground) => {
    for (const scheme of ["light", "dark"] as const) {
      const [one = "", other = ""] = [colours.get(name)?.[scheme], colours.get(ground)?.[scheme]];
      expect(contrast(one, other), `${scheme}: ${one} on ${other}`).toBeGreaterThanOrEqual(least);
    }
  });
});
