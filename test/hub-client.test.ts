import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { folderOf } from "../src/scan/testing.ts";
import { TestHub } from "../src/sources/hub/testing.ts";
import { program } from "./kit/tools.ts";

/** Installed with huggingface_hub, beside the Python that has it. */
const hf = program("hf");
const python = hf === undefined ? undefined : join(dirname(await realpath(hf)), "python");
const run = promisify(execFile);

// What tare is tested against must be what a hub is to those who wrote the client of the real one.
test.skipIf(!python)(
  "the hub of the tests is one to the hub's own client",
  { timeout: 120_000 },
  async () => {
    await using hub = await TestHub.open();
    await using folder = await folderOf({});
    const large = Buffer.alloc(300_000, 7);
    const repository = hub.add("org/name");
    const files = { "small.txt": "small\n", "large.bin": large, "a/b.txt": "", "a/c.txt": "c" };
    const first = repository.commit("start", files);
    repository.commit(
      "offer",
      { "d.txt": "d" },
      { ref: "refs/pr/1", from: "refs/heads/main", author: "bob" },
    );
    for (const text of ["one", "two", "three", "four"])
      repository.discussions.push({ title: text, comments: [{ author: "eve", text }] });
    for (const letter of "abcd") hub.add(`org/${letter}`).commit("start", {});
    const gated = hub.add("org/gated");
    gated.commit("start", { "a.txt": "a" });
    gated.isGated = true;
    const env = {
      ...process.env,
      HF_HUB_DISABLE_XET: "1",
      HF_HOME: folder.path,
      HF_HUB_DISABLE_TELEMETRY: "1",
    };
    const { stdout } = await run(
      python ?? "",
      ["test/kit/hub_client.py", hub.endpoint, "org/name", "org/gated", folder.path],
      { env },
    );
    expect(JSON.parse(stdout)).toEqual({
      models: ["org/name", "org/a", "org/b", "org/c", "org/d", "org/gated"],
      sha: first.id,
      tree: [
        ["a/b.txt", 0, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"],
        ["a/c.txt", 1, "3410062ba67c5ed59b854387a8bc0ec012479368"],
        ["large.bin", 300_000, createHash("sha256").update(large).digest("hex")],
        ["small.txt", 6, "ac790413e2d7a26c3767e78c57bb28716686eebc"],
      ],
      branches: [["main", first.id]],
      pulls: ["refs/pr/1"],
      commits: [["start", ["ann"]]],
      discussions: [["one"], ["two"], ["three"], ["four"]],
      sizes: [6, 300_000],
      failures: ["GatedRepoError", "RepositoryNotFoundError", "RevisionNotFoundError"],
    });
  },
);
