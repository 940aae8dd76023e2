import { expect, test } from "vitest";
import { holdsSecret, secretsIn } from "./environment.ts";

test.for([
  "HF_TOKEN",
  "OPENAI_API_KEY",
  "AWS_SECRET_ACCESS_KEY",
  "PGPASSWORD",
  "DB_PASSWD",
  "MYSQL_PWD",
  "WANDB_API_KEY",
  "SLACK_WEBHOOK",
  "GITHUB_PAT",
  "npm_config__auth",
  "DEPLOY_KEY2",
])("%s is likely to hold a secret", (name) => expect(holdsSecret(name, "x")).toBe(true));

test.for([
  "PATH",
  "PWD",
  "OLDPWD",
  "SSH_AUTH_SOCK",
  "HF_TOKEN_PATH",
  "AWS_ACCESS_KEY_ID",
  "PUBLIC_KEY",
  "KEYBOARD",
  "COMPASS",
  "TOKENIZERS_PARALLELISM",
  "AUTHOR",
  "SECRET_NAME",
])("%s is not", (name) => expect(holdsSecret(name, "x")).toBe(false));

test("an address with a password is one whatever its name", () => {
  expect(holdsSecret("DATABASE_URL", "postgres://app:pw@db.example/app")).toBe(true);
  expect(holdsSecret("DATABASE_URL", "postgres://db.example/app")).toBe(false);
  const all = secretsIn({ A_TOKEN: "one", B: "two", C_TOKEN: undefined });
  expect(all.map(({ name, value }) => [name, value.reveal()])).toEqual([["A_TOKEN", "one"]]);
});
