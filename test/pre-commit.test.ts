import { execFileSync } from "node:child_process";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readLedger } from "../src/ledger/ledger.ts";
import { fakeToken } from "../src/scan/testing.ts";
import { emptyRepository, gitEnv, installedTare, type TestRepository } from "./kit/repository.ts";
import { program } from "./kit/tools.ts";

const preCommit = program("pre-commit");

/** The hooks of this repository as another one that pre-commit can clone. */
async function hooksRepository(): Promise<{ repository: TestRepository; rev: string }> {
  const repository = await emptyRepository();
  await copyFile(".pre-commit-hooks.yaml", join(repository.path, ".pre-commit-hooks.yaml"));
  repository.git("add", ".");
  repository.git("commit", "-qm", "hooks");
  return { repository, rev: repository.git("rev-parse", "HEAD").trim() };
}

test.skipIf(preCommit === undefined)(
  "the real pre-commit blocks a planted commit and push, and lets clean ones pass",
  async () => {
    await using tare = await installedTare();
    const { repository: hooks, rev } = await hooksRepository();
    await using _ = hooks;
    await using repository = await emptyRepository();
    await using remote = await emptyRepository();
    const env = {
      ...gitEnv,
      PATH: [tare.path, dirname(preCommit ?? ""), gitEnv.PATH].join(delimiter),
      PRE_COMMIT_HOME: join(tare.path, "cache"),
    };
    const run = (command: string, ...args: readonly string[]): string =>
      execFileSync("sh", ["-c", 'exec "$@" 2>&1', "sh", command, ...args], {
        cwd: repository.path,
        encoding: "utf8",
        env,
      });
    /** What a command says that fails. */
    const refused = (...command: readonly [string, ...string[]]): string => {
      try {
        return `did not fail: ${run(...command)}`;
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    };
    await repository.stage({
      ".pre-commit-config.yaml": `repos:
  - repo: ${hooks.path}
    rev: ${rev}
    hooks: [{ id: tare-system }, { id: tare-push-system }]
`,
      "old.py": `token = "${fakeToken("A")}"\n`,
    });
    await mkdir(join(repository.path, ".tare"));
    await writeFile(join(repository.path, ".tare/.gitignore"), "*\n");
    repository.git("commit", "-qm", "first");
    repository.git("remote", "add", "origin", join(remote.path, ".git"));
    repository.git("push", "-q", "origin", "main:first");
    run("pre-commit", "install", "-t", "pre-commit", "-t", "pre-push");

    await repository.stage({ "new.py": `token = "${fakeToken("B")}"\n` });
    const blocked = refused("git", "commit", "-m", "planted");
    expect(blocked).toContain("tare: commit blocked: 1 finding in what you staged");
    expect(blocked).toContain("new.py");
    expect(blocked).not.toContain("old.py");
    expect(readLedger(repository.path).events.at(-1)?.happening.type).toBe("commit-blocked");

    run("git", "commit", "-qm", "planted", "--no-verify");
    expect(refused("git", "push", "origin", "main:second")).toContain("tare: push blocked");
    repository.git("reset", "-q", "--hard", "HEAD~1");

    await repository.stage({ "new.py": "clean = 1\n" });
    expect(run("git", "commit", "-m", "clean")).toMatch(/tare\.+Passed/);
    run("git", "push", "-q", "origin", "main:second");
    expect(remote.git("branch", "--list")).toContain("second");
  },
  120_000,
);
