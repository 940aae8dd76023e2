import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Finding, rank } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import { TestRepository } from "../../sources/git/testing.ts";
import { scan } from "../scan.ts";
import { optionsOf } from "../testing.ts";
import type { Asked } from "./listing.ts";

/** A token of the right form, each letter another one. */
const tokenOf = (letter: string): string =>
  ["hf", `${letter}wErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi`].join("_");
const lineOf = (letter: string): string => `token = "${tokenOf(letter)}"\n`;

const scanned = async (targets: readonly string[], git: Asked = {}, jobs = 1): Promise<Report> =>
  scan(targets, { options: optionsOf({ reveal: true }), git, jobs, profile: "release" });

/** The findings of tokens, by the letter of the token. */
async function tokens(
  repository: TestRepository,
  git: Asked = {},
): Promise<ReadonlyMap<string, Finding>> {
  const { findings } = await scanned([`git:${repository.folder}`], git);
  const found = findings.filter(({ rule }) => rule === "huggingface-user-token");
  return new Map(found.map((each) => [each.value?.[3] ?? "", each]));
}

const inside = ({ location }: Finding): string => location.path.split("!/").slice(1).join("!/");

const packsOf = ({ folder }: TestRepository): string[] => {
  const packs = join(folder, ".git/objects/pack");
  return readdirSync(packs).flatMap((name) => (name.endsWith(".idx") ? [join(packs, name)] : []));
};

let repository: TestRepository;
let ids: Readonly<Record<"added" | "removed" | "merge" | "last", string>>;

beforeAll(() => {
  repository = new TestRepository();
  const added = repository.commit("add settings", { "app/config.py": lineOf("A") });
  repository.commit("another line", { "app/config.py": `${lineOf("A")}steps = 7\n` });
  const removed = repository.commit("read it from the environment", { "app/config.py": "pass\n" });
  repository.git("checkout", "--quiet", "-b", "side", "HEAD~1");
  repository.commit("side", { "side.txt": "one\n" });
  repository.git("checkout", "--quiet", "main");
  repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side");
  const merge = repository.commit("merge", { "merged.py": lineOf("M") });
  repository.write("app/config.py", lineOf("S"));
  repository.git("stash");
  repository.commit("experiment", { "lost.py": lineOf("L") });
  repository.git("reset", "--quiet", "--hard", "HEAD~1");
  repository.write("blob", lineOf("D"));
  repository.git("hash-object", "-w", "blob");
  rmSync(join(repository.folder, "blob"));
  repository.git("tag", "--annotate", "v1", "--message", `released with ${tokenOf("T")}`);
  repository.git("notes", "add", "--message", `see ${tokenOf("N")}`);
  const last = repository.commit(`it works with ${tokenOf("C")} now`);
  ids = { added, removed, merge, last };
});

afterAll(() => repository[Symbol.dispose]());

test.each(["loose", "packed"])("finds what the history holds, %s", async (how) => {
  if (how === "packed") repository.git("gc", "--quiet", "--prune=never");
  const found = await tokens(repository);
  expect([...found.keys()].toSorted().join("")).toBe("ACDLMNST");
  const [a, d, m, c] = ["A", "D", "M", "C"].map((letter) => found.get(letter));
  expect(a && inside(a)).toBe("app/config.py");
  expect(a?.location.line).toBe(1);
  expect(a?.history).toMatchObject({
    versions: 2,
    introduced: { id: ids.added, author: "Ann Smith", date: "2026-01-01T01:00:00+00:00" },
    removed: { id: ids.removed },
    head: false,
  });
  expect(m?.history).toMatchObject({ introduced: { id: ids.merge }, head: true });
  expect(m?.history?.removed).toBeUndefined();
  expect(d?.history).toMatchObject({ versions: 1, head: false });
  expect(d?.history?.introduced).toBeUndefined();
  expect(c && inside(c)).toBe("commits");
});

test("a commit that changes no file is named, too", async () => {
  const found = await tokens(repository);
  expect(found.get("C")?.history?.introduced?.id).toBe(ids.last);
});

test("objects that are in two packs and loose are told of once", async () => {
  repository.git("repack", "--quiet", "-a");
  const { findings } = await scanned([`git:${repository.folder}`], {}, 2);
  const ofA = findings.filter(({ value }) => value === tokenOf("A"));
  expect(ofA).toHaveLength(1);
});

test("a repository behind a link is read once", async () => {
  using own = new TestRepository();
  own.commit("one", { "a.py": lineOf("A") });
  own.git("gc", "--quiet");
  const link = join(repository.folder, "link");
  symlinkSync(own.folder, link);
  const [here, there] = [await scanned([`git:${own.folder}`]), await scanned([`git:${link}`])];
  rmSync(link);
  expect(there.summary.members).toBe(here.summary.members);
  expect(there.bytes.seen).toBe(here.bytes.seen);
});

test("a pointer that is kept as changes to another one is a gap, too", async () => {
  using own = new TestRepository();
  const pointer = (end: string): string =>
    `version https://git-lfs.github.com/spec/v1\noid sha256:${"ab".repeat(31)}${end}\nsize 1234\n`;
  own.commit("one", { "model.bin": pointer("cd") });
  own.commit("two", { "model.bin": pointer("ef") });
  own.git("repack", "--quiet", "-a", "-d", "-f");
  expect(own.git("verify-pack", "-v", ...packsOf(own))).toMatch(/^chain length = 1: 1 object/m);
  const { gaps } = await scanned([`git:${own.folder}`]);
  expect(gaps.filter(({ bytes }) => bytes === 1234)).toHaveLength(2);
});

test("names authors once each", async () => {
  const { findings } = await scanned([`git:${repository.folder}`]);
  const authors = findings.filter(
    (each) => inside(each) === "commits" && each.class === "identity",
  );
  expect(authors.map(({ value }) => value)).toContain("Ann Smith");
  expect(new Set(authors.map(({ fingerprint }) => fingerprint)).size).toBe(authors.length);
});

test("a branch, and a date, choose commits", async () => {
  expect([...(await tokens(repository, { branch: "side" })).keys()]).toEqual(["A"]);
  const late = await tokens(repository, { branch: "main", since: "2026-01-01T04:30:00Z" });
  expect([...late.keys()].toSorted().join("")).toBe("CM");
});

test("what would choose no commit is a slip", async () => {
  const target = `git:${repository.folder}`;
  for (const since of ["nope", "", "2090-01-01"])
    await expect(scanned([target], { since })).rejects.toThrow("is no date that is past");
  await expect(scanned([target], { branch: "nope" })).rejects.toMatchObject({
    kind: "usage",
    message: "the repository has no branch, tag or range 'nope'",
  });
  await expect(scanned([target], { since: "yesterday", branch: "main" })).resolves.toBeDefined();
});

test("a second run reads only what is new", async () => {
  using own = new TestRepository();
  const seen = join(own.folder, ".git/seen-by-tare");
  own.commit("one", { "a.py": lineOf("A") });
  expect([...(await tokens(own, { seen })).keys()]).toEqual(["A"]);
  expect([...(await tokens(own, { seen })).keys()]).toEqual([]);
  own.commit("two", { "b.py": lineOf("B") });
  expect([...(await tokens(own, { seen })).keys()]).toEqual(["B"]);
  writeFileSync(seen, "something else\n");
  await expect(tokens(own, { seen })).rejects.toThrow("no list of what was looked at before");
});

test("what a listing had to leave out, or a choice did, is read the next time", async () => {
  using own = new TestRepository();
  const seen = join(own.folder, ".git/seen-by-tare");
  own.commit("one", { "a.py": lineOf("A") });
  own.git("tag", "v1");
  own.commit("two", { "b.py": lineOf("B") });
  expect([...(await tokens(own, { seen, branch: "v1" })).keys()]).toEqual(["A"]);
  own.git("gc", "--quiet");
  const packs = join(own.folder, ".git/objects/pack");
  const elsewhere = mkdtempSync(join(tmpdir(), "tare-packs-"));
  rmSync(elsewhere, { recursive: true });
  renameSync(packs, elsewhere);
  symlinkSync(elsewhere, packs);
  expect([...(await tokens(own, { seen })).keys()]).toEqual([]);
  rmSync(packs);
  renameSync(elsewhere, packs);
  expect([...(await tokens(own, { seen })).keys()]).toEqual(["B"]);
});

test("reads bare clones, linked worktrees and submodules", async () => {
  using own = new TestRepository();
  own.commit("one", { "a.py": lineOf("A") });
  using top = new TestRepository();
  top.git("submodule", "--quiet", "add", own.folder, "vendor/model");
  top.commit("two", { "b.py": lineOf("B") });
  const found = await tokens(top);
  expect(
    [...found]
      .map(([letter, each]) => [letter, inside(each)])
      .toSorted(([one = ""], [other = ""]) => (one < other ? -1 : 1)),
  ).toEqual([
    ["A", ".git/modules/vendor/model!/a.py"],
    ["B", "b.py"],
  ]);
  for (const each of found.values())
    expect(each.history).toMatchObject({ introduced: { author: "Ann Smith" }, head: true });
  top.git("worktree", "add", "--quiet", "linked");
  const linked = await scanned([`git:${join(top.folder, "linked")}`]);
  expect(linked.findings.map(({ value }) => value)).toContain(tokenOf("B"));
  top.git("clone", "--quiet", "--bare", own.folder, "bare.git");
  const bare = await scanned([`git:${join(top.folder, "bare.git")}`]);
  expect(bare.findings.map(({ value }) => value)).toContain(tokenOf("A"));
});

test("a submodule in which git fails is a gap, and the rest is looked at", async () => {
  using own = new TestRepository();
  own.commit("one", { "a.py": lineOf("A") });
  using top = new TestRepository();
  top.git("submodule", "--quiet", "add", own.folder, "model");
  top.commit("two", { "b.py": lineOf("B") });
  top.write(".git/modules/model/config", "[core\n");
  const { findings, gaps } = await scanned([`git:${top.folder}`]);
  expect(findings.map(({ value }) => value)).toContain(tokenOf("B"));
  expect(gaps).toMatchObject([
    {
      path: `git:${top.folder}!/.git/modules/model`,
      reason: expect.stringMatching(/^unreadable: git .*bad config/),
    },
  ]);
});

test("what a shallow clone, a pointer and a damaged object lack is a gap", async () => {
  using own = new TestRepository();
  own.commit("one", { "a.py": lineOf("A") });
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"ab".repeat(32)}\nsize 1234\n`;
  own.commit("two", { "model.bin": pointer });
  own.git("clone", "--quiet", "--depth=1", `file://${own.folder}`, "shallow");
  const shallow = await scanned([`git:${join(own.folder, "shallow")}`]);
  expect(shallow.gaps.map(({ reason }) => reason.slice(0, 26))).toContain(
    "unavailable: shallow clone",
  );
  const damaged = own.git("rev-parse", "HEAD:a.py");
  const file = join(own.folder, ".git/objects", damaged.slice(0, 2), damaged.slice(2));
  rmSync(file, { force: true });
  writeFileSync(file, "not zlib");
  const { gaps } = await scanned([`git:${own.folder}`]);
  expect(gaps.find(({ path }) => path.endsWith("!/model.bin"))).toMatchObject({ bytes: 1234 });
  expect(gaps.some(({ reason }) => reason.startsWith("malformed: zlib"))).toBe(true);
});

test("a large file that is here is a gap where only a part of the history is looked at", async () => {
  using own = new TestRepository();
  const oid = "ab".repeat(32);
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 27\n`;
  own.commit("one", { "model.bin": pointer });
  own.write(`.git/lfs/objects/ab/ab/${oid}`, lineOf("A"));
  const whole = await scanned([`git:${own.folder}`]);
  expect(whole.findings.map(({ value }) => value)).toContain(tokenOf("A"));
  expect(whole.gaps).toEqual([]);
  const { gaps } = await scanned([`git:${own.folder}`], { branch: "main" });
  expect(gaps).toEqual([
    {
      path: `git:${own.folder}!/model.bin`,
      reason: "unsupported: kept by Git LFS, and looked at only with the whole history",
      bytes: 27,
    },
  ]);
});

test("each of several repositories says which commit brought what", async () => {
  using one = new TestRepository();
  using other = new TestRepository();
  const ids = [one, other].map((each) => each.commit(each.folder, { "a.py": lineOf("A") }));
  const { findings } = await scanned([one, other].map(({ folder }) => `git:${folder}`));
  expect(
    findings.flatMap(({ value, history }) =>
      value === tokenOf("A") ? [history?.introduced?.id] : [],
    ),
  ).toEqual(ids);
});

test("where HEAD cannot be read that is a gap, and nothing is said to be gone from it", async () => {
  using own = new TestRepository();
  own.commit("one", { "a.py": lineOf("A") });
  own.commit("two", { "a.py": "pass\n" });
  own.write(".git/HEAD", `${"ab".repeat(20)}\n`);
  const { findings, gaps } = await scanned([`git:${own.folder}`]);
  const history = findings.find(({ value }) => value === tokenOf("A"))?.history;
  expect(history).toMatchObject({ introduced: { author: "Ann Smith" } });
  expect(history).not.toHaveProperty("head");
  expect(history).not.toHaveProperty("removed");
  expect(gaps).toEqual([
    {
      path: `git:${own.folder}`,
      reason: expect.stringMatching(
        /^unreadable: HEAD, .*: git ls-tree: fatal: not a tree object$/,
      ),
      bytes: 0,
    },
  ]);
});

test("what lies beside the clones of submodules is looked at", async () => {
  using own = new TestRepository();
  own.commit("one");
  own.write(".git/modules/removed/config", lineOf("A"));
  const { findings } = await scanned([`git:${own.folder}`]);
  expect(findings.map(inside)).toContain(".git/modules/removed/config");
});

test("objects that are borrowed and not here are a gap", async () => {
  using own = new TestRepository();
  own.commit("one");
  const lender = join(own.folder, "gone");
  own.write(".git/objects/info/alternates", `${lender}\n`);
  const { gaps } = await scanned([`git:${own.folder}`]);
  expect(gaps.map(({ reason }) => reason)).toEqual([
    `unavailable: it borrows objects from '${lender}', which is not here`,
  ]);
});

test("a list of lenders that cannot be read is not taken for none", async () => {
  using own = new TestRepository();
  own.commit("one");
  const list = join(own.folder, ".git/objects/info/alternates");
  symlinkSync("alternates", list);
  await expect(scanned([`git:${own.folder}`])).rejects.toThrow(`cannot read '${list}' (ELOOP)`);
});

test("a folder whose repository is elsewhere, and not here, says so", async () => {
  using own = new TestRepository();
  own.write("linked/.git", "gitdir: ../gone\n");
  await expect(scanned([`git:${join(own.folder, "linked")}`])).rejects.toThrow(
    `has its history at '${join(own.folder, "gone")}', which is not here`,
  );
});

test("the settings of a repository run nothing", async () => {
  using own = new TestRepository();
  own.commit("one", { "a.py": lineOf("A"), ".gitattributes": "* diff=evil filter=evil\n" });
  const mark = join(own.folder, "mark");
  for (const setting of [
    "core.fsmonitor",
    "core.pager",
    "diff.external",
    "diff.evil.command",
    "diff.evil.textconv",
    "filter.evil.smudge",
    "gpg.program",
    "core.sshCommand",
  ])
    own.git("config", setting, `touch ${mark}`);
  own.git("config", "log.showSignature", "true");
  expect([...(await tokens(own)).keys()]).toEqual(["A"]);
  expect(() => readFileSync(mark)).toThrow("ENOENT");
});

test("a repository without a commit holds nothing", async () => {
  using own = new TestRepository();
  expect(await scanned([`git:${own.folder}`])).toMatchObject({ findings: [], gaps: [] });
});

test("what is no repository is said so", async () => {
  await expect(scanned(["git:/nowhere"])).rejects.toThrow("no git repository: '/nowhere'");
});

test("the worst findings keep their severity", async () => {
  const found = await tokens(repository);
  expect([...found.values()].every(({ severity }) => rank(severity) >= rank("high"))).toBe(true);
});

test("versions of a file are as if each had been looked at whole", async () => {
  using own = new TestRepository();
  const lines = Array.from({ length: 400 }, (_, at) => `value_${at} = compute(${at} * ${at + 7})`);
  const commit = (message: string): string =>
    own.commit(message, { "long.py": `${lines.join("\n")}\n` });
  commit("first");
  const added: string[] = [];
  for (const [at, letter] of [..."ABCDEFG"].entries()) {
    lines[50 * at + 20] = lineOf(letter).trim();
    added.push(commit(`add ${letter}`));
  }
  lines[20] = "value = 1";
  const removed = commit("remove A");
  own.git("gc", "--quiet", "--aggressive", "--prune=now");
  const chains = own.git("verify-pack", "-v", ...packsOf(own)).match(/^chain length/gm);
  expect(chains?.length).toBeGreaterThan(0);
  const found = await tokens(own);
  expect([...found.keys()].toSorted().join("")).toBe("ABCDEFG");
  for (const [at, letter] of [..."ABCDEFG"].entries())
    expect(found.get(letter)?.history).toMatchObject({
      introduced: { id: added[at] },
      versions: letter === "A" ? 7 : 8 - at,
      head: letter !== "A",
    });
  expect(found.get("A")?.history?.removed?.id).toBe(removed);
});
