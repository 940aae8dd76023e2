import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { dotenv } from "./dotenv.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const sample = `# secrets
HF_TOKEN=P0
export KEY="P1\\nP2"
LONG='P3
OTHER=P4'
LAST = "P5
P6\\t"
`;

test("names the variable of each offset", async () => {
  const offsets = Array.from({ length: 7 }, (_, index) => sample.indexOf(`P${index}`));
  expect(await dotenv.keys?.(memoryBlob(join(sample)), offsets)).toEqual([
    "$.HF_TOKEN",
    "$.KEY",
    "$.KEY",
    "$.LONG",
    "$.LONG",
    "$.LAST",
    "$.LAST",
  ]);
});

test("looks at the text as it stands, and at quoted values with escapes decoded", async () => {
  const regions = await regionsOf(dotenv, join(sample));
  expect(regions[0]).toMatchObject({ kind: "stretch", as: "text" });
  expect(textsByKey(regions)).toEqual({ "$.KEY": ["P1\nP2"], "$.LAST": ["P5\nP6\t"] });
  expectInPlace(join(sample), regions);
});

test("is known by its name and first line", async () => {
  expect(await matches(dotenv, join(sample), "app/.env")).toBe(true);
  expect(await matches(dotenv, join(sample), "prod.env")).toBe(true);
  expect(await matches(dotenv, join(sample), ".env.local")).toBe(true);
  expect(await matches(dotenv, join("a sentence\n"), ".env")).toBe(false);
  expect(await matches(dotenv, join(sample), "x.txt")).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(dotenv, [join(sample)]);
});
