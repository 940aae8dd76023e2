import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { main } from "../src/cli/main.ts";

test("tare finds no secret in its own repository but those that are said to be made up", async () => {
  const tracked = execFileSync("git", ["ls-files"], { encoding: "utf8" });
  const folders = [
    ...new Set(
      tracked
        .trim()
        .split("\n")
        .map((name) => name.split("/")[0] ?? ""),
    ),
  ];
  const said: string[] = [];
  const line = ["scan", ...folders, "--config", "own.tare.yaml", "--class", "secret"];
  const status = await main([...line, "--fail-on", "medium", "--no-progress"], {
    out: (text) => void said.push(text),
    write: async (bytes) => void said.push(Buffer.from(bytes).toString()),
    err: () => undefined,
    stdin: async function* () {},
    env: {},
    columns: 80,
    colour: false,
    interactive: false,
    signal: new AbortController().signal,
  });
  // Some tests hold files that are damaged on purpose, so that not all of it is inspected.
  expect([0, 3], said.join("")).toContain(status);
}, 120_000);
