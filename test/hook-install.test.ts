import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readLedger } from "../src/ledger/ledger.ts";
import { fakeToken, folderOf } from "../src/scan/testing.ts";
import {
  emptyRepository,
  type Ran,
  type TestRepository,
  token,
  withOld,
} from "./kit/repository.ts";

describe("hooks", { timeout: 60_000 }, () => {
  const install = (repository: TestRepository, ...more: readonly string[]): Promise<Ran> =>
    repository.tare(["hook", "install", "-C", repository.path, ...more]);
  const uninstall = (repository: TestRepository): Promise<Ran> =>
    repository.tare(["hook", "uninstall", "-C", repository.path]);
  const hookOf = (repository: TestRepository, name = "pre-commit"): string =>
    join(repository.path, ".git/hooks", name);

  test("stop the real git, and what was blocked is an event", async () => {
    await using repository = await withOld();
    expect((await install(repository)).status).toBe(0);
    await repository.stage({ "a.py": token("B") });
    expect(() => repository.git("commit", "-m", "secret")).toThrow("commit blocked");
    await repository.stage({ "a.py": "clean = 1\n" });
    repository.git("commit", "-qm", "clean");
    // A commit of one file has an index of its own.
    await repository.stage({ "b.py": token("C"), "c.py": "c = 1\n" });
    repository.git("commit", "-qm", "one file", "c.py");
    const { events, breaks } = readLedger(repository.path);
    expect(breaks).toEqual([]);
    expect(events.map(({ happening }) => happening.type)).toEqual([
      "commit-blocked",
      "commit-passed",
      "commit-passed",
    ]);
    expect(JSON.stringify(events)).not.toContain(fakeToken("B"));
    expect(repository.git("status", "--short")).not.toContain(".tare");
  }, 60_000);

  test("stop the real push", async () => {
    await using repository = await withOld();
    await using remote = await emptyRepository();
    repository.git("remote", "add", "origin", join(remote.path, ".git"));
    repository.git("push", "-q", "origin", "main:first");
    await install(repository, "--pre-push");
    await repository.stage({ "a.py": token("B") });
    repository.git("commit", "-qm", "secret");
    expect(() => repository.git("push", "origin", "main:second")).toThrow("failed to push");
    expect(readLedger(repository.path).events).toMatchObject([
      { happening: { type: "push-blocked", findings: [{ rule: "huggingface-user-token" }] } },
    ]);
    repository.git("reset", "-q", "--hard", "HEAD~1");
    repository.git("push", "-q", "origin", "main:third");
    expect(remote.git("branch", "--list")).toContain("third");
  }, 60_000);

  test("of others stay as they are, and with --force run first", async () => {
    await using repository = await withOld();
    const hook = hookOf(repository);
    await mkdir(join(hook, ".."), { recursive: true });
    await writeFile(hook, "#!/bin/sh\necho other >> .git/other; exit $(cat .git/status)\n");
    await chmod(hook, 0o755);
    const refused = await install(repository);
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining("--force keeps it")]);
    expect((await install(repository, "--force")).out).toContain("pre-commit.before-tare");
    expect((await install(repository)).out).toContain("renewed");
    await writeFile(join(repository.path, ".git/status"), "1");
    await repository.stage({ "a.py": "a = 1\n" });
    expect(() => repository.git("commit", "-m", "theirs says no")).toThrow("commit");
    await writeFile(join(repository.path, ".git/status"), "0");
    repository.git("commit", "-qm", "both say yes");
    expect(await readFile(join(repository.path, ".git/other"), "utf8")).toBe("other\nother\n");
    expect((await uninstall(repository)).out).toContain("restored");
    expect(await readFile(hook, "utf8")).toContain("echo other");
    expect((await uninstall(repository)).out).toContain("no hook of tare's");
  }, 60_000);

  test.each([
    ["husky", ".husky/pre-commit", ".husky/pre-commit"],
    ["lefthook", "lefthook.yml", "in lefthook.yml"],
    ["pre-commit", ".pre-commit-config.yaml", "language: system"],
  ])("of a project with %s are its to write", async (name, file, advice) => {
    await using repository = await withOld();
    await repository.stage({ [file]: "" });
    const { status, err } = await install(repository);
    expect(status).toBe(2);
    expect(err).toContain(`${name} writes the hooks of this project`);
    expect(err).toContain(advice);
    expect(existsSync(hookOf(repository))).toBe(false);
  });

  test("go where core.hooksPath says, without names of this machine", async () => {
    await using repository = await withOld();
    repository.git("config", "core.hooksPath", ".githooks");
    await install(repository);
    const script = await readFile(join(repository.path, ".githooks/pre-commit"), "utf8");
    expect(script).toContain("hook run --stage pre-commit");
    expect(script).not.toContain(process.cwd());
    expect(existsSync(hookOf(repository))).toBe(false);
  });

  test("that other repositories share are written only with --force", async () => {
    await using repository = await withOld();
    await using shared = await emptyRepository();
    repository.git("config", "core.hooksPath", shared.path);
    expect((await install(repository)).err).toContain("other repositories may use");
    expect((await install(repository, "--force")).status).toBe(0);
  });

  test("of a second working tree are those of the first", async () => {
    await using repository = await withOld();
    await using other = await emptyRepository();
    const tree = join(other.path, "tree");
    repository.git("worktree", "add", "-q", tree);
    const { status } = await repository.tare(["hook", "install", "-C", tree]);
    expect([status, existsSync(hookOf(repository))]).toEqual([0, true]);
    await writeFile(join(tree, "a.py"), token("B"));
    repository.git("-C", tree, "add", "a.py");
    expect(() => repository.git("-C", tree, "commit", "-m", "secret")).toThrow("commit blocked");
    expect(readLedger(tree).events).toHaveLength(1);
  }, 60_000);

  test("need a repository", async () => {
    await using repository = await emptyRepository();
    await using outside = await folderOf({});
    const { status, err } = await repository.tare(["hook", "install", "-C", outside.path]);
    expect([status, err]).toEqual([2, expect.stringContaining("in no working tree")]);
    const nowhere = await repository.tare(["hook", "install", "-C", join(outside.path, "none")]);
    expect([nowhere.status, nowhere.err]).toEqual([2, expect.stringContaining("no such file")]);
  });

  test("in a repository that git refuses say why, and what to do", async () => {
    await using repository = await emptyRepository();
    await writeFile(join(repository.path, ".git", "config"), "[core\n");
    const { status, err } = await repository.tare(["hook", "install", "-C", repository.path]);
    expect([status, err]).toEqual([4, expect.stringContaining("bad config line 1")]);
  });

  test("need git", async () => {
    await using repository = await emptyRepository();
    const argv = ["hook", "install", "-C", repository.path];
    const { status, err } = await repository.tare(argv, { env: { PATH: "/nonexistent" } });
    expect([status, err]).toEqual([4, expect.stringContaining("install git")]);
  });
});
