import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fakeToken, folderOf } from "../src/scan/testing.ts";
import { zipOf } from "../src/formats/kit/zip-testing.ts";
import {
  emptyRepository,
  type Ran,
  type TestRepository,
  token,
  withOld,
} from "./kit/repository.ts";

const commitHook = (repository: TestRepository, ...more: readonly string[]): Promise<Ran> =>
  repository.tare(["hook", "run", "-C", repository.path, ...more]);

describe("what is staged", { timeout: 60_000 }, () => {
  test("blocks where a line was added, and says what, where and how to go on", async () => {
    await using repository = await withOld();
    await repository.stage({ "new.py": `x = 1\n${token("B")}` });
    const { status, out } = await commitHook(repository);
    expect(status).toBe(1);
    expect(out).toContain("commit blocked: 1 finding in what you staged");
    expect(out).toContain("Hugging Face user access token  line 2:10");
    expect(out).toContain("tare:allow=huggingface-user-token: why");
    expect(out).not.toContain(fakeToken("B"));
    expect(out).not.toContain("no-verify");
  });

  test("passes where the finding is on a line that was there before, and says that", async () => {
    await using repository = await withOld();
    await repository.stage({ "old.py": `a = 1\n${token("A")}b = 3\nc = 4\n` });
    const { status, err } = await commitHook(repository);
    expect([status, err]).toEqual([
      0,
      expect.stringContaining("1 finding in these files was there"),
    ]);
  });

  test("is the index, not the working tree", async () => {
    await using repository = await withOld();
    await repository.stage({ "a.py": token("B") });
    await writeFile(join(repository.path, "a.py"), "clean = 1\n");
    expect((await commitHook(repository)).status).toBe(1);
    await repository.stage({ "a.py": "clean = 1\n" });
    await writeFile(join(repository.path, "a.py"), token("B"));
    expect((await commitHook(repository)).status).toBe(0);
  });

  test("moved without a change is old, and a line changed after the move is new", async () => {
    await using repository = await withOld();
    const rest = "line = 0\n".repeat(30);
    await repository.stage({ "old.py": `${token("A")}${rest}` });
    repository.git("commit", "-qm", "longer");
    repository.git("mv", "old.py", "new.py");
    expect((await commitHook(repository)).status).toBe(0);
    await repository.stage({ "new.py": `${token("C")}${rest}` });
    expect((await commitHook(repository)).status).toBe(1);
  });

  test("in an archive is compared by what the archive held before", async () => {
    await using repository = await emptyRepository();
    const zip = (files: Record<string, string>): Uint8Array =>
      zipOf(Object.entries(files).map(([name, text]) => ({ name, data: Buffer.from(text) })));
    await repository.stage({ "m.zip": zip({ "a.py": token("A") }) });
    repository.git("commit", "-qm", "first");
    await repository.stage({ "m.zip": zip({ "a.py": token("A"), "b.py": "b = 1\n" }) });
    expect((await commitHook(repository)).status).toBe(0);
    await repository.stage({ "m.zip": zip({ "a.py": token("A"), "b.py": token("B") }) });
    expect((await commitHook(repository)).status).toBe(1);
  });

  test("that goes over several lines is new where any of them is", async () => {
    await using repository = await emptyRepository();
    const key = (): string =>
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    await repository.stage({ "key.txt": `head\n${key()}` });
    repository.git("commit", "-qm", "first");
    await repository.stage({ "key.txt": `head\n${key()}` });
    expect((await commitHook(repository)).status).toBe(1);
  });

  test("of git-lfs is the file, and where that is not here it was not inspected", async () => {
    await using repository = await emptyRepository();
    const store = join(repository.path, ".git/lfs/objects");
    const oidOf = (content: string): string => createHash("sha256").update(content).digest("hex");
    const pointerTo = (content: string): string =>
      `version https://git-lfs.github.com/spec/v1\noid sha256:${oidOf(content)}\nsize ${content.length}\n`;
    const put = async (content: string): Promise<void> => {
      const oid = oidOf(content);
      const folder = join(store, oid.slice(0, 2), oid.slice(2, 4));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, oid), content);
    };
    const lines = "line = 0\n".repeat(30);
    await repository.stage({ "data.txt": pointerTo(`${lines}${token("B")}`) });
    const missing = await commitHook(repository);
    expect([missing.status, missing.out]).toEqual([3, expect.stringContaining("git-lfs")]);
    expect((await commitHook(repository, "--allow-gaps")).status).toBe(0);
    await put(`${lines}${token("B")}`);
    expect((await commitHook(repository)).status).toBe(1);
    repository.git("commit", "-qm", "first");
    await repository.stage({ "data.txt": pointerTo(`${lines}${token("B")}x = 1\n`) });
    await put(`${lines}${token("B")}x = 1\n`);
    expect((await commitHook(repository)).status).toBe(0);
    await repository.stage({ "data.txt": pointerTo(`${lines}${token("C")}`) });
    await put(`${lines}${token("C")}`);
    expect((await commitHook(repository)).status).toBe(1);
  });

  test("in a merge is what differs from both sides", async () => {
    await using repository = await withOld();
    repository.git("checkout", "-qb", "other");
    await repository.stage({ "other.py": token("B"), "both.txt": "other\n" });
    repository.git("commit", "-qm", "other");
    repository.git("checkout", "-q", "main");
    await repository.stage({ "both.txt": "main\n" });
    repository.git("commit", "-qm", "main");
    expect(() => repository.git("merge", "-q", "other")).toThrow("merge");
    await repository.stage({ "both.txt": "main and other\n" });
    expect((await commitHook(repository)).status).toBe(0);
    await repository.stage({ "both.txt": token("C") });
    expect((await commitHook(repository)).status).toBe(1);
  });

  test("is only what was named, where files are", async () => {
    await using repository = await withOld();
    await repository.stage({ "a.py": token("B"), "b.py": "b = 1\n" });
    expect((await commitHook(repository, join(repository.path, "b.py"))).status).toBe(0);
    expect((await commitHook(repository, join(repository.path, "a.py"))).status).toBe(1);
    expect((await commitHook(repository, "a.py")).status).toBe(1);
  });

  test("may be named by its folder, or where a link leads to it", async () => {
    await using repository = await withOld();
    await using other = await folderOf({});
    await repository.stage({ "deep/down/a.py": token("B") });
    await symlink(repository.path, join(other.path, "link"));
    for (const name of ["deep", ".", join(other.path, "link/deep/down/a.py")])
      expect((await commitHook(repository, name)).status, name).toBe(1);
  });

  test("is refused where a name is a slip, not where git knows it", async () => {
    await using repository = await withOld();
    await repository.stage({ "a.py": token("B"), "staged.py": "s = 1\n" });
    await rm(join(repository.path, "staged.py"));
    repository.git("rm", "-q", "old.py");
    const said = await commitHook(repository, "a.py", "A.py");
    expect([said.status, said.err]).toEqual([2, expect.stringContaining("'A.py': no such file")]);
    const elsewhere = await commitHook(repository, tmpdir());
    expect([elsewhere.status, elsewhere.err]).toEqual([
      2,
      expect.stringContaining("is not in the repository"),
    ]);
    expect((await commitHook(repository, "old.py", "staged.py")).status).toBe(0);
  });

  test("has odd names, links and submodules", async () => {
    await using repository = await withOld();
    await repository.stage({ "a b\t\n'ü.py": token("B") });
    const head = repository.git("rev-parse", "HEAD").trim();
    repository.git("update-index", "--add", "--cacheinfo", `160000,${head},module`);
    const { status, out } = await commitHook(repository);
    expect([status, out]).toEqual([1, expect.stringContaining("1 finding")]);
  });

  test("may be nothing, and that is said", async () => {
    await using repository = await withOld();
    const { status, err } = await commitHook(repository);
    expect([status, err]).toEqual([0, expect.stringContaining("no new content is staged")]);
  });
});

test.each([
  [["run", "--from", "HEAD~1"], "hook run --stage pre-push"],
  [["run", "--files-from", "-"], "hook run --stage pre-upload"],
  [["install", "--stage", "pre-push"], "hook run"],
  [["run", "--pre-push"], "hook install"],
  [["uninstall", "--pre-push"], "hook install"],
])("'%s' is refused, and what it is for is said", async (words, meant) => {
  await using repository = await withOld();
  const { status, err } = await repository.tare(["hook", ...words, "-C", repository.path]);
  expect([status, err]).toEqual([2, expect.stringContaining(`it is for 'tare ${meant}'`)]);
});

describe("what people have said", { timeout: 60_000 }, () => {
  test("in a comment, in .tare-ignore and in tare.yaml counts", async () => {
    await using repository = await withOld();
    await repository.stage({
      "a.py": `token = "${fakeToken("B")}"  # tare:allow=huggingface-user-token: made up\n`,
      "docs/b.md": token("C"),
      ".tare-ignore": "docs/** rule=huggingface-user-token owner=docs -- made up for the docs\n",
    });
    const { status, err } = await commitHook(repository);
    expect([status, err]).toEqual([0, expect.stringContaining("2 findings let pass")]);
  });

  test.each([
    "a b.py",
    "line\nbreak.py",
    "back\\slash.py",
    `${"long-".repeat(30)}name.py`,
    "#1.py",
  ])("is written for the file '%s' as the hook says", async (name) => {
    await using repository = await emptyRepository();
    await repository.stage({ [name]: token("B") });
    const blocked = await commitHook(repository);
    const [, entry = ""] = /\.tare-ignore:\n +(.*)\n/.exec(blocked.out) ?? [];
    await writeFile(join(repository.path, ".tare-ignore"), `${entry}\n`);
    expect([blocked.status, (await commitHook(repository)).status]).toEqual([1, 0]);
  });

  test("without a reason is refused, and after its last day is no longer heeded", async () => {
    await using repository = await withOld();
    const ignore = join(repository.path, ".tare-ignore");
    await repository.stage({ "a.py": token("B") });
    await writeFile(ignore, "# words\n\na.py rule=huggingface-user-token\n");
    const refused = await commitHook(repository);
    expect([refused.status, refused.err]).toEqual([
      2,
      expect.stringContaining(".tare-ignore:3: no reason"),
    ]);
    await writeFile(ignore, "a.py expires=2020-01-31 -- for a while\n");
    const over = await commitHook(repository);
    expect([over.status, over.err]).toEqual([1, expect.stringContaining("expired on 2020-01-31")]);
    await writeFile(ignore, "a.py expires=soon -- for a while\n");
    expect((await commitHook(repository)).err).toContain(".tare-ignore:1: 'expires' is 'soon'");
    await writeFile(ignore, "owner=me -- for a while\n");
    expect((await commitHook(repository)).err).toContain("says nothing about what it is for");
  });

  test("in a baseline counts, and old findings can be put there", async () => {
    await using repository = await withOld();
    await repository.stage({ "old.py": `a = 1\n${token("A")}b = 3\n` });
    const updated = await commitHook(repository, "--update-baseline");
    expect([updated.status, updated.err]).toEqual([
      0,
      expect.stringContaining("1 old finding added"),
    ]);
    await repository.stage({ "old.py": `a = 1\n  ${token("A")}b = 3\n` });
    const { status, err } = await commitHook(repository);
    expect([status, err]).toEqual([0, expect.stringContaining("1 finding known to the baseline")]);
    const missing = await commitHook(repository, "--baseline", "/nonexistent");
    expect([missing.status, missing.err]).toEqual([2, expect.stringContaining("no such file")]);
  });

  test("leaves files out, and they are counted", async () => {
    await using repository = await withOld();
    await repository.stage({ "data/a.py": token("B"), "tare.yaml": "exclude: [data/]\n" });
    const { status, err } = await commitHook(repository);
    expect([status, err]).toEqual([0, expect.stringContaining("1 file left out")]);
  });
});

describe("what is pushed", { timeout: 60_000 }, () => {
  const zeros = "0".repeat(40);
  const pushHook = async (repository: TestRepository, stdin: string): Promise<Ran> =>
    repository.tare(
      ["hook", "run", "--stage", "pre-push", "-C", repository.path, "origin", "url"],
      {
        stdin,
      },
    );
  const head = (repository: TestRepository): string => repository.git("rev-parse", "HEAD").trim();

  test("is blocked for a commit that holds a secret, although a later one took it out", async () => {
    await using repository = await withOld();
    const there = head(repository);
    await repository.stage({ "a.py": token("B") });
    repository.git("commit", "-qm", "adds it");
    const bad = head(repository);
    await repository.stage({ "a.py": "clean = 1\n" });
    repository.git("commit", "-qm", "takes it out");
    const line = `refs/heads/main ${head(repository)} refs/heads/main ${there}\n`;
    const { status, out } = await pushHook(repository, line);
    expect(status).toBe(1);
    expect(out).toContain(`${bad.slice(0, 10)}:`);
  });

  test("to a new branch is what the remote does not have", async () => {
    await using repository = await withOld();
    const line = (): string => `refs/heads/b ${head(repository)} refs/heads/b ${zeros}\n`;
    expect((await pushHook(repository, line())).status).toBe(1);
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
    await repository.stage({ "b.py": "b = 1\n" });
    repository.git("commit", "-qm", "clean");
    const { status, err } = await pushHook(repository, line());
    expect([status, err]).toEqual([0, expect.stringContaining("1 file looked at")]);
  });

  test("over what somebody else has pushed, and to a commit that is none", async () => {
    await using repository = await withOld();
    const unknown = "1".repeat(40);
    const line = `refs/heads/main ${head(repository)} refs/heads/main ${unknown}\n`;
    expect((await pushHook(repository, line)).status).toBe(1);
    const argv = ["hook", "run", "--stage", "pre-push", "-C", repository.path, "--to", "nope"];
    const { status, err } = await repository.tare(argv);
    expect([status, err]).toEqual([2, expect.stringContaining("has no commit 'nope'")]);
  });

  test("to take a branch away is nothing", async () => {
    await using repository = await withOld();
    const line = `(delete) ${zeros} refs/heads/b ${head(repository)}\n`;
    const { status, err } = await pushHook(repository, line);
    expect([status, err]).toEqual([0, expect.stringContaining("no new files")]);
  });

  test("of a merge is what no parent has", async () => {
    await using repository = await withOld();
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
    repository.git("checkout", "-qb", "other");
    await repository.stage({ "o.py": "o = 1\n" });
    repository.git("commit", "-qm", "other");
    repository.git("checkout", "-q", "main");
    await repository.stage({ "m.py": "m = 1\n" });
    repository.git("commit", "-qm", "mine");
    repository.git("merge", "-q", "--no-edit", "--no-commit", "other");
    await repository.stage({ "o.py": token("B") });
    repository.git("commit", "-qm", "evil merge");
    const line = `refs/heads/main ${head(repository)} refs/heads/main ${zeros}\n`;
    const { status, out } = await pushHook(repository, line);
    expect(status).toBe(1);
    expect(out).toContain(`${head(repository).slice(0, 10)}:`);
  });

  test("is what the pre-commit framework says in its variables", async () => {
    await using repository = await withOld();
    const from = head(repository);
    await repository.stage({ "a.py": token("B") });
    repository.git("commit", "-qm", "adds it");
    const env = { PRE_COMMIT_FROM_REF: from, PRE_COMMIT_TO_REF: "HEAD" };
    const argv = ["hook", "run", "--stage", "pre-push", "-C", repository.path];
    expect((await repository.tare(argv, { env })).status).toBe(1);
    const all = { PRE_COMMIT_LOCAL_BRANCH: "refs/heads/main", PRE_COMMIT_REMOTE_NAME: "origin" };
    const whole = await repository.tare(argv, { env: all });
    expect([whole.status, whole.out]).toEqual([1, expect.stringContaining("2 findings")]);
    repository.git("update-ref", "refs/remotes/origin/main", "HEAD");
    expect((await repository.tare(argv, { env: all })).status).toBe(0);
  });
});
