import { describe, expect, test } from "vitest";
import { hrefOf, parseRoute } from "./route.ts";

describe("an address", () => {
  test.each([
    [["findings"], { q: 'class:secret age:>30d "two words" !state:closed' }],
    [["findings", "a/b?c#d"], { q: "50% & more" }],
    [[], {}],
  ])("%j %j is read as it was written", (path, query) => {
    const read = parseRoute(hrefOf(path, query));
    expect(read.path).toEqual(path);
    expect(Object.fromEntries(read.query)).toEqual(query);
  });

  test("keeps tokens readable", () => {
    expect(hrefOf(["findings"], { q: "class:secret,host age:>30d" })).toBe(
      "#/findings?q=class:secret,host%20age:>30d",
    );
  });

  test("leaves out what is empty", () => {
    expect(hrefOf(["releases"], { project: undefined, q: "" })).toBe("#/releases");
  });

  test("takes what is no encoding as it stands", () => {
    expect(parseRoute("#/findings/%zz").path).toEqual(["findings", "%zz"]);
  });
});
