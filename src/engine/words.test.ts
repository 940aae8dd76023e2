import { expect, test } from "vitest";
import { isWords } from "./words.ts";

test.each(
  [
    [
      "access_token_url",
      "hiddenSizeFactor",
      "my-secret-key",
      "TLS_CERT_2024",
      "config.service.key2",
    ],
    ["ed25519.Ed25519PrivateKey", "load the credentials", "model.layers.0.weight", "_private_key"],
  ].flat(),
)("%j is words", (value) => {
  expect(isWords(value)).toBe(true);
});

test.each(
  [
    ["Kd82wQz91pLmVn4s", "gjbvbxsk", "QwErTyUiOpAsDfGh", "8f14e45fceea167a", "xqzvkjwpbt"],
    ["k3J9sLq2mZx8Vb4Nc7Tr", "pa$$phrase", "123456"],
  ].flat(),
)("%j is not words", (value) => {
  expect(isWords(value)).toBe(false);
});
