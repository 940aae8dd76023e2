import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
// @ts-expect-error: a script has no types
import { gaugesPage } from "../../scripts/gauges.mjs";

test("docs/gauges.md says what the gauges are: node scripts/gauges.mjs", async () => {
  expect(await readFile("docs/gauges.md", "utf8")).toBe(await gaugesPage());
});
