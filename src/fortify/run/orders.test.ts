import { expect, test } from "vitest";
import { environmentOf, secretsOf } from "./environment.ts";
import { ordersOf } from "./orders.ts";
import { shownReference } from "./reference.ts";
import { remainingOf } from "./token-time.ts";

const schemes = ["vault", "env", "file"];
const shown = (sources: Parameters<typeof ordersOf>[0]) => {
  const { orders, plain } = ordersOf(sources, schemes);
  return [orders.map(({ name, reference }) => `${name}=${shownReference(reference)}`), plain];
};

test("the command line goes before env files, and these before the settings", () => {
  expect(
    shown({
      folder: "../up",
      settings: {
        A: "env:OF_SETTINGS",
        F: "file:f#x",
        G: "file:/g",
        B: "env:OF_SETTINGS",
        C: "env:OF_SETTINGS",
        D: "env:D",
      },
      envFiles: ["B=env:OF_FILE\nC='env:OF_FILE'\nSIZE=32 # plain\nD=plain"],
      given: ["C=vault://secret/data/c#d", "E=file:/run/e"],
    }),
  ).toEqual([
    [
      "A=env:OF_SETTINGS",
      "F=file:../up/f#x",
      "G=file:/g",
      "B=env:OF_FILE",
      "C=vault://secret/data/c#d",
      "E=file:/run/e",
    ],
    { SIZE: "32", D: "plain" },
  ]);
});

test("masks what was fetched, and what the names of variables say is secret", () => {
  const env = environmentOf(
    { HF_TOKEN: "of-the-environment", PATH: "/bin", API_KEY: "short", GONE: undefined },
    {
      secrets: [],
      plain: { DB_PASSWORD: "of-the-env-file", TOKEN_FILE: "/run/secrets/token" },
      quietTrackers: true,
    },
  );
  expect(env).toMatchObject({
    PATH: "/bin",
    WANDB_DISABLE_GIT: "true",
    DB_PASSWORD: "of-the-env-file",
  });
  expect(env).not.toHaveProperty("GONE");
  expect(secretsOf(env, []).map(({ name }) => name)).toEqual(["HF_TOKEN", "DB_PASSWORD"]);
});

test("a JSON web token says when it ends", () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = (claims: unknown): string => `${part({ alg: "none" })}.${part(claims)}.`;
  expect(remainingOf(token({ exp: Date.now() / 1000 + 60 })).ttl).toBeCloseTo(60, -1);
  expect(remainingOf(token({ exp: 5 }))).toEqual({ lifetime: "static", ttl: 0 });
  expect(remainingOf(token({}))).toEqual({ lifetime: "static" });
  expect(remainingOf("ey.ey.x")).toEqual({ lifetime: "static" });
});
