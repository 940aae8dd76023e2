import { expect, test } from "vitest";
import { isPlaceholder } from "./placeholders.ts";

test.each([
  "your-key-here",
  "${TOKEN}",
  "<token>",
  "xxxxxxxx",
  "123456789",
  "abc123abc123abc123",
  "change-me",
  "key_1234",
  "&lt;your key&gt;",
])("%s stands where a secret would", (value) => expect(isPlaceholder(value)).toBe(true));

test.each(["Kd82wQz91p", "pKd82wQz91mXvR3tYbN7c", "test_pKd82wQz91mXvR3tYbN7c"])(
  "%s may be a secret",
  (value) => expect(isPlaceholder(value)).toBe(false),
);
