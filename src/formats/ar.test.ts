import { expect, test } from "vitest";
import { ar } from "./ar.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

function member(name: string, data: string): Uint8Array {
  const header = `${name.padEnd(16)}${"0".padEnd(12)}${"0".padEnd(6)}${"0".padEnd(6)}${"644".padEnd(8)}${String(data.length).padEnd(10)}\`\n`;
  return join(header, data, data.length % 2 ? "\n" : "");
}

const sample = join(
  "!<arch>\n",
  member("/", "\0\0\0\0"),
  member("//", "home_of_ana_net.o/\n"),
  member("/0", "object"),
  member("short.o/", "odd"),
  member("#1/8", "bsd.o\0\0\0data"),
);

test("finds names where they stand, and members by all kinds of names", async () => {
  const regions = await regionsOf(ar, sample);
  expectInPlace(sample, regions);
  expect(Object.keys(textsByKey(regions))).toEqual(["/", "home_of_ana_net.o", "short.o", "bsd.o"]);
  const sizes = regions.flatMap((each) => (each.kind === "child" ? [each.blob.size] : []));
  expect(sizes).toEqual([6, 3, 4]);
});

test("sweeps what follows the last member", async () => {
  const regions = await regionsOf(ar, join(sample, "key"));
  expect(regions.at(-1)).toMatchObject({ kind: "dead", what: "after the last member" });
});

test("refuses a member that is cut off", async () => {
  await expect(regionsOf(ar, sample.subarray(0, -1))).rejects.toThrow("member ends");
});

test("is known by its content", async () => {
  expect(await matches(ar, sample)).toBe(true);
  expect(await matches(ar, join("!<thin>\n"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(ar, [sample]);
});
