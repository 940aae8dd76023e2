import { expect, test } from "vitest";
import { hexPairs } from "./hex-pairs.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const coded = Buffer.from(fakeToken)
  .toString("hex")
  .replaceAll(/..(?=.)/g, "$&:");

test("spells what was coded", () => {
  expect(spelledIn(hexPairs, `  ${coded}\n`)).toEqual([fakeToken]);
  expect(charactersOf(hexPairs, coded, "f_")).toBe("66:5f");
});

test("is silent about fingerprints, times and addresses", () => {
  expect(
    spelledIn(hexPairs, "SHA1:9f:86:d0:81:88:4c:7d:65:9a:2f:ea:a0:c5:5a:d0:15:a3:bf 12:30:45"),
  ).toEqual([]);
});

test("is sound whatever the text", () => expectSound(hexPairs, [coded, ":", "41:"]));
