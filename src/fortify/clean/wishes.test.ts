import { expect, test } from "vitest";
import { idleWishes } from "./wishes.ts";

const paths = ["config.json", "runs", "runs/a.log", "model.zip!/data.pkl"];

/** What is said about names in `--keep`. */
const kept = (...keep: readonly string[]) => idleWishes({ keep, drop: [], paths, user: undefined });

test("a class, a rule and a path are about something", async () => {
  expect(await kept("secret", "email-address", "runs/a.log", "model.zip!/data.pkl")).toEqual([]);
  expect(await kept("runs/*.log", "email-*")).toEqual([]);
});

test("a name that is about nothing is refused, with its option", async () => {
  const refused = idleWishes({ keep: [], drop: ["secrte"], paths, user: undefined });
  await expect(refused).rejects.toThrow("--drop 'secrte' is no class, no rule, and no file");
  await expect(kept("runs/b.log")).rejects.toMatchObject({ kind: "usage" });
});

test("a glob that is about nothing is only told", async () => {
  expect(await kept("*.tmp", "*.log")).toEqual([
    "--keep '*.tmp' is no class, no rule, and no file or finding of the target",
  ]);
});
