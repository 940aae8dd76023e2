import { describe, expect, test } from "vitest";
import { isOrdinary } from "./ordinary.ts";
import { spell } from "./pieces.ts";
import { secretness } from "./secretness.ts";

test("words are spelt with few pieces, random letters with many", () => {
  expect(spell("password").count).toBeLessThanOrEqual(2);
  expect(spell("configuration").count).toBeLessThanOrEqual(2);
  expect(spell("xqzvkjwp").count).toBeGreaterThan(5);
  expect(spell("").count).toBe(0);
});

const keys = [
  ["lkXoe1J8LxfCuRIPOcQ5TfmLkf6P1EIl", "5928014f44d4e2f80c387a07b9f386f3", "mqvtzkwpxbnrdjch"],
  ["Fx-T9zU-gkPsI7F2veiYLsQfJAkkTw52YdKZq9kpez5", "8+lmdNhaVWHob3AkoYZuoJ+gfOlgS66+ch9odI63"],
  ["acme_live_4kPq82MzXw01vTbn", "k3j9s2q4mzx8vb4nc7tr", "QX7ZK3M5N2P4R6T2VJ9W"],
].flat();

const code = [
  [
    "access_token_url",
    "hiddenSizeFactor",
    "model.layers.0.self_attn.q_proj.weight",
    "TLS_CERT_2024",
  ],
  ["com.example.security.TokenProvider", "internationalization12", "application/json", "tokenizer"],
  [
    "en-US-x-posix",
    "getCredentialsProvider",
    "xlm-roberta-base-finetuned",
    "ByteLevelBPETokenizer",
  ],
].flat();

test.each(keys)("%j looks like a key", (value) => {
  expect(secretness(value, "key")).toBeGreaterThan(0.8);
});

test.each(code)("%j does not look like a key", (value) => {
  expect(secretness(value, "key")).toBeLessThan(0.3);
});

const passwords = [
  [
    "Kd82-wQz91p",
    "tr0ub4dor&3",
    "Summer2024!",
    "winter99",
    "qwerty456",
    "P@ssw0rd99",
    "dzdvnffvqp",
  ],
  ["Acme@2023", "1qaz2wsx!QAZ", "blink5678", "hunter5x!", "gjbvbxsk", "4kPq82Mz"],
].flat();

test.each(passwords)("%j looks like a password", (value) => {
  expect(secretness(value, "password")).toBeGreaterThan(0.75);
});

test.each(["passwordFieldLabel", "password_reset", "Passwort", "current-password", "PASSWORD_MIN"])(
  "%j does not look like a password",
  (value) => {
    expect(secretness(value, "password")).toBeLessThan(0.3);
  },
);

test("no one answer for all would do as well as the model", () => {
  const right = (least: number, judge: (value: string) => number): number =>
    keys.filter((each) => judge(each) >= least).length +
    code.filter((each) => judge(each) < least).length;
  expect(right(0.5, (value) => secretness(value, "key"))).toBe(keys.length + code.length);
  for (const constant of [0, 0.5, 1])
    expect(right(0.5, () => constant)).toBeLessThan(keys.length + code.length);
});

test("the order of two values does not depend on their length alone", () => {
  expect(secretness("k3j9s2q4mzx8vb4n", "key")).toBeGreaterThan(
    secretness("the_longest_identifier_of_them_all", "key"),
  );
});

describe("ordinary forms", () => {
  test.each(
    [
      [
        "2024-11-25",
        "12:30:45".replaceAll(":", "-"),
        "v2.0.1-rc1",
        "^9.0.2",
        "512MB",
        "sha256-crypt",
      ],
      ["https://example.com/v2", "ada@example.com", "./conf/server-2.pem", "text/x-python3"],
      ["sha256:9f86d081884c7d65", "iVBORw0KGgoAAAANSUhEUg", "SCRAM-SHA-256", "#aabbcc", "user-%d"],
      [
        "get_password(user1)",
        "config.service.secretKey2",
        "gas/i386/foo-2",
        "utf8mb4",
        "Map<string>",
      ],
    ].flat(),
  )("%j is one", (value) => expect(isOrdinary(value)).toBe(true));

  test.each([...keys, ...passwords])("%j is none", (value) =>
    expect(isOrdinary(value)).toBe(false),
  );
});
