import { expect, test } from "vitest";
import { type Hop, redirected } from "./redirect.ts";

const hop = (more: Partial<Hop> = {}): Hop => ({
  url: new URL("https://hub.example/a/b?c"),
  method: "GET",
  headers: { authorization: "x", range: "bytes=0-1" },
  body: undefined,
  ...more,
});

test("goes where it is led to", () => {
  expect(redirected(hop(), 302, "../d")).toEqual(hop({ url: new URL("https://hub.example/d") }));
  expect(redirected(hop(), 302, "https://cdn.example/d?sig")).toEqual(
    hop({ url: new URL("https://cdn.example/d?sig"), headers: { range: "bytes=0-1" } }),
  );
  expect(redirected(hop(), 200, "/d")).toBeUndefined();
  expect(redirected(hop(), 302, null)).toBeUndefined();
});

test.each([
  [303, "PUT", "GET"],
  [303, "HEAD", "HEAD"],
  [302, "POST", "GET"],
  [302, "PUT", "PUT"],
  [308, "POST", "POST"],
])("a redirect by %i makes of %s a %s", (status, method, expected) => {
  const next = redirected(hop({ method, body: "x" }), status, "/d");
  expect([next?.method, next?.body]).toEqual([
    expected,
    /GET|HEAD/.test(expected) ? undefined : "x",
  ]);
});

test.each([
  "http://hub.example/a",
  "http://127.0.0.1/a",
  "https://localhost/a",
  "ftp://a/",
  "https://",
])("does not go to %s", (location) => expect(() => redirected(hop(), 302, location)).toThrow());
