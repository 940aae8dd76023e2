import { expect, test } from "vitest";
import { isOrdinary, isUuid } from "./ordinary.ts";

test.each([
  "2026-11-29T10:00:00Z",
  "v1.2.3-rc.1",
  "250ms",
  "https://example.com/a",
  "someone@example.com",
  "./models/config.json",
  "application/json; charset=utf-8",
  "fe80::1:2:3:4",
  "sha256:0123abcd",
  "aes-256-gcm",
  "#a0b1c2",
  "%-10s",
  "$2b$12$abcdefghijkl",
  "hub-api-token",
  "12345678",
  "getToken(name)",
  "process.env.KEY",
])("%s is something else than a secret", (value) => expect(isOrdinary(value)).toBe(true));

test.each(["Kd82-wQz91pLm", "9f8Xq2LmZ7", "correct horse battery", "P4ss!word-77"])(
  "%s may be one",
  (value) => expect(isOrdinary(value)).toBe(false),
);

test("a UUID is known by its form", () => {
  expect(isUuid("cd131250-cfa8-4dea-a1ef-55b197a675e6")).toBe(true);
  expect(isUuid("cd131250-cfa8-4dea-a1ef-55b197a675e")).toBe(false);
});
