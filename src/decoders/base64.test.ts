import { expect, test } from "vitest";
import { base64 } from "./base64.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const coded = (text: string): string => Buffer.from(text).toString("base64");
const text = `{"token":"${fakeToken}","at":"x"}`;

test("spells what was coded, in either alphabet", () => {
  expect(spelledIn(base64, `key: ${coded(text)} end`)).toEqual([text]);
  const url = Buffer.from(`>>??~~${text}`).toString("base64url");
  expect(url).toMatch(/[-_]/);
  expect(spelledIn(base64, url)).toEqual([`>>??~~${text}`]);
});

test("goes on over lines, as MIME wraps them", () => {
  const lines = coded(text.repeat(4)).replaceAll(/.{76}/g, "$&\r\n");
  expect(spelledIn(base64, `${lines}\r\n\r\nBye`)).toEqual([text.repeat(4)]);
});

test("begins behind what belongs to something else", () => {
  for (const before of ["n", "/p", "abc", "https://host/path/"])
    expect(spelledIn(base64, before + coded(text)).join("")).toContain(fakeToken);
});

test("gives the fewest characters that spell a value", () => {
  for (const shift of ["", "a", "ab"]) {
    const found = charactersOf(base64, coded(`secret ${shift}${fakeToken} more`), fakeToken);
    expect(found.length - Math.ceil((fakeToken.length * 4) / 3)).toBeLessThanOrEqual(1);
    expect(coded(`secret ${shift}${fakeToken} more`)).toContain(found);
  }
});

test("is silent about hashes, names and pictures", () => {
  expect(spelledIn(base64, "sha512-Hq7hZ9x1Vw0aPq3sB2mNc8dYt6LrJ5kE4gUiWoXf==")).toEqual([]);
  expect(
    spelledIn(base64, "/usr/lib/python3/dist-packages/some_module/tests/test_case_12"),
  ).toEqual([]);
  const noise = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 167 + 13) & 0xff));
  expect(spelledIn(base64, noise.toString("base64"))).toEqual([]);
});

test("is sound whatever the text", () =>
  expectSound(base64, [coded(text), "\n", "=", "-_", coded(text).slice(2)]));
