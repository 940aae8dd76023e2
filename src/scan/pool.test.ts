import { expect, test } from "vitest";
import { defaultLimits } from "../core/limits.ts";
import { pool } from "./pool.ts";

const options = {
  limits: defaultLimits,
  classes: [],
  rules: [],
  atLeast: {},
  reveal: false,
  fingerprintKey: "test",
} as const;

const target = (path: string) =>
  ({ kind: "file", path, shown: path, name: path, size: 10 }) as const;

test("a reader that dies costs its file a gap, and the next file is read", async () => {
  await using workers = pool(1, options, 128);
  // A name that is no string is a bug on purpose: the thread dies of it.
  const broken = { ...target("package.json"), name: 5 } as unknown as ReturnType<typeof target>;
  const [[first, beside], [second]] = await Promise.all([
    workers.run([broken, target("tsconfig.json")]),
    workers.run([target("package.json")]),
  ]);
  expect(first?.tally.gaps[0]?.reason).toMatch(/^malformed: the reader failed/);
  expect(beside?.tally.gaps).toEqual([]);
  expect(beside?.bytesRead).toBeGreaterThan(0);
  expect(second?.tally.gaps).toEqual([]);
  expect(second?.bytesRead).toBeGreaterThan(0);
});
