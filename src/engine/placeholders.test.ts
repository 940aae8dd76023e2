import { expect, test } from "vitest";
import { isPlaceholder } from "./placeholders.ts";

const placeholders = [
  ["<token>", "${TOKEN}", "$(cat token)", "{{ token }}", "%TOKEN%", "$TOKEN", "{token}"],
  ["%(token)s", "&lt;your key&gt;", "[REDACTED]"],
  ["xxxxxxxx", "hf_xxxxxxxxxxxx", "********", "sk-...", "••••••••", "------"],
  ["your-key-here", "your-api-key", "YOUR_TOKEN_HERE", "my-secret", "test_token", "key_1234"],
  ["example", "wJalrEXAMPLEKEY", "placeholder1", "insert-key", "password123"],
  ["changeme", "change-me", "change-me-please"],
  ["password", "admin", "postgres", "None", "null", "true", "localhost", "hunter2"],
  ["aaaaaaaaaa", "123456789", "abcdefghij", "9876543210", "abc123abc123abc123"],
].flat();

test.each(placeholders)("%j stands where a secret would", (value) => {
  expect(isPlaceholder(value)).toBe(true);
});

const others = [
  ["Kd82wQz91p", "Kd82-wQz91p", "pKd82wQz91mXvR3tYbN7c", "test_pKd82wQz91mXvR3tYbN7c"],
  ["tr0ub4dor&3", "myriad-9Kd82wQz", "thexQ81pLm", "8f14e45fceea167a5a36dedd4bea2543"],
].flat();

test.each(others)("%j may be a secret", (value) => {
  expect(isPlaceholder(value)).toBe(false);
});
