import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { filesOfHead } from "./history.ts";
import { loggedIn, readNames, writeHistory } from "./names.ts";
import { openRepository } from "./repository.ts";
import { TestRepository } from "./testing.ts";

test("names commits and the files of all versions, each by the first of its paths", async () => {
  using made = new TestRepository();
  const first = made.commit("one", { "z.txt": "same", "b/ü.txt": "old" });
  const old = made.git("rev-parse", "HEAD:b/ü.txt");
  const second = made.commit("two", { "a.txt": "same", "b/ü.txt": "new" });
  const repository = await openRepository(made.folder);
  let written = "";
  {
    await using files = await writeHistory(repository, {});
    written = files.names;
    const { paths, commits } = await readNames(files.names);
    expect(commits).toEqual(new Set([first, second]));
    expect(paths.get(old)).toBe("b/ü.txt");
    expect(paths.get(made.git("rev-parse", "HEAD:z.txt"))).toBe("a.txt");
    const told: string[] = [];
    for await (const some of loggedIn(files.log)) told.push(...some.commits.map(({ id }) => id));
    expect(new Set(told)).toEqual(new Set([first, second]));
  }
  expect(existsSync(written)).toBe(false);
});

test("a choice leaves out commits that it does not lead to", async () => {
  using made = new TestRepository();
  const first = made.commit("one", { "a.txt": "1" });
  made.git("tag", "v1");
  made.commit("two", { "a.txt": "2" });
  await using files = await writeHistory(await openRepository(made.folder), { branch: "v1" });
  expect((await readNames(files.names)).commits).toEqual(new Set([first]));
});

test("what HEAD holds now, and nothing before the first commit", async () => {
  using made = new TestRepository();
  expect((await filesOfHead(await openRepository(made.folder))).size).toBe(0);
  made.commit("one", { "a.txt": "1", "b.txt": "2" });
  made.commit("two", { "a.txt": "3" });
  expect((await filesOfHead(await openRepository(made.folder))).size).toBe(2);
});

test.each([
  ["a branch that holds no commit", ".git/refs/heads/main", "garbage\n", /failed to resolve HEAD/i],
  ["a commit that is not there", ".git/HEAD", `${"ab".repeat(20)}\n`, /not a tree object/],
])("HEAD at %s is not taken for an empty one", async (_, file, content, message) => {
  using made = new TestRepository();
  made.commit("one", { "a.txt": "1" });
  made.write(file, content);
  await expect(filesOfHead(await openRepository(made.folder))).rejects.toThrow(message);
});

test("a branch without a commit is empty although there are others below its name", async () => {
  using made = new TestRepository();
  made.commit("one", { "a.txt": "1" });
  made.git("branch", "--move", "main/old");
  made.git("symbolic-ref", "HEAD", "refs/heads/main");
  expect((await filesOfHead(await openRepository(made.folder))).size).toBe(0);
});
