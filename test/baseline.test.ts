import { execFileSync } from "node:child_process";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readBaseline } from "../src/baseline/file.ts";
import { main } from "../src/cli/main.ts";
import { fakeToken, folderOf, type TestFolder } from "../src/scan/testing.ts";

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function tare(...argv: readonly string[]): Promise<Ran> {
  let [out, err] = ["", ""];
  const status = await main(argv, {
    out: (text) => void (out += text),
    write: async (bytes) => void (out += Buffer.from(bytes).toString()),
    err: (text) => void (err += text),
    stdin: async function* () {},
    env: { TARE_CACHE: "" },
    columns: 80,
    colour: false,
    interactive: false,
    signal: new AbortController().signal,
  });
  return { status, out, err };
}

const line = (letter: string): string => `token = "${fakeToken(letter)}"\n`;
const letters = [..."ABCDEFGHIJKLMNOPRSTUVWXYZ"];

/** A repository of git's with files of one token each, and their baseline. */
async function repository(first: readonly string[]) {
  const folder = await folderOf({
    ...Object.fromEntries(first.map((each) => [`m/${each}.py`, line(each)])),
    ".gitattributes": "",
  });
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-C", folder.path, "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  git("init", "-q", "-b", "main");
  return { folder, git, file: join(folder.path, "b.jsonl") };
}

const add = async (folder: TestFolder, letter: string): Promise<void> =>
  writeFile(join(folder.path, "m", `${letter}.py`), line(letter));

const write = async (folder: TestFolder, ...more: readonly string[]): Promise<Ran> =>
  tare(
    "baseline",
    "write",
    join(folder.path, "m"),
    "--file",
    join(folder.path, "b.jsonl"),
    ...more,
  );

/** Two branches that each add the findings of half of the letters; then both are merged. */
async function mergedBranches(attributes: string, driver: string | undefined): Promise<number> {
  const { folder, git, file } = await repository(["A", "B"]);
  await using _ = folder;
  await writeFile(join(folder.path, ".gitattributes"), attributes);
  if (driver !== undefined) git("config", "merge.tare.driver", driver);
  await write(folder);
  git("add", ".");
  git("commit", "-qm", "first");
  git("checkout", "-qb", "other");
  for (const letter of letters.slice(2, 12)) await add(folder, letter);
  await write(folder);
  git("add", ".");
  git("commit", "-qm", "other");
  git("checkout", "-q", "main");
  for (const letter of letters.slice(12)) await add(folder, letter);
  await write(folder);
  git("add", ".");
  git("commit", "-qm", "mine");
  git("merge", "-q", "--no-edit", "other");
  const { status, out } = await tare("scan", join(folder.path, "m"), "--baseline", file, "-q");
  expect([status, out]).toEqual([0, expect.stringContaining(`${letters.length} known findings`)]);
  return readBaseline(await readFile(file, "utf8"), "b").entries.size;
}

test("branches that each add findings merge without conflicts by git's union", async () => {
  expect(await mergedBranches("b.jsonl merge=union\n", undefined)).toBe(letters.length);
});

test("and by tare as git's driver", async () => {
  const bin = resolve("src/cli/bin.ts");
  const driver = `"${process.execPath}" "${bin}" baseline merge --base %O --output %A %A %B`;
  expect(await mergedBranches("b.jsonl merge=tare\n", driver)).toBe(letters.length);
});

test("without either git would not know what to do", async () => {
  await expect(mergedBranches("", undefined)).rejects.toThrow("git");
});

test("moved is the same, rotated is new, and entries keep what was said of them", async () => {
  const { folder, file } = await repository(["A", "B"]);
  await using _ = folder;
  const accepted = await write(
    folder,
    "--accept",
    "--reason",
    "for tests",
    "--expires",
    "2999-01-31",
  );
  expect(accepted.out).toContain("2 entries, 2 of them new");
  await writeFile(join(folder.path, "m", "A.py"), `\n\n${line("A")}`);
  await writeFile(join(folder.path, "m", "B.py"), line("Z"));
  const { status, out } = await tare(
    "scan",
    join(folder.path, "m"),
    "--baseline",
    file,
    "-f",
    "json",
  );
  expect(status).toBe(1);
  const report = JSON.parse(out) as { findings: unknown[]; known: unknown[] };
  expect(report.findings).toHaveLength(1);
  expect(report.known).toMatchObject([
    { standing: { state: "accepted", reason: "for tests" }, location: { line: 3 } },
  ]);
  const again = await write(folder, "--prune");
  expect(again.out).toContain("2 entries, 1 of them new\n1 entry is no longer");
  const states = [...readBaseline(await readFile(file, "utf8"), "b").entries.values()];
  expect(states.map(({ state }) => state).sort()).toEqual(["accepted", "open"]);
});

test("what was accepted until yesterday is new again, and an audit says so", async () => {
  const { folder, file } = await repository(["A"]);
  await using _ = folder;
  await write(folder, "--accept", "--reason", "for a while", "--expires", "2099-01-31");
  await writeFile(file, (await readFile(file, "utf8")).replace("2099", "2020"));
  expect((await tare("scan", join(folder.path, "m"), "--baseline", file, "-q")).status).toBe(1);
  const { status, out } = await tare("baseline", "audit", "--file", file);
  expect([status, out]).toEqual([1, expect.stringContaining("until 2020-01-31, for a while")]);
  const json = await tare("baseline", "audit", "--file", file, "-f", "json");
  expect(JSON.parse(json.out)).toMatchObject({ entries: 1, remarks: [{ kind: "expired" }] });
});

test("a JSON report of tare's is a baseline, too", async () => {
  const { folder } = await repository(["A"]);
  await using _ = folder;
  const report = join(folder.path, "report.json");
  await tare("scan", join(folder.path, "m"), "-o", report);
  const again = await tare("scan", join(folder.path, "m"), "--baseline", report, "-f", "json");
  expect(again.status).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({
    findings: [],
    known: [{ standing: { state: "open" } }],
  });
  await writeFile(join(folder.path, "m", "B.py"), line("B"));
  expect((await tare("scan", join(folder.path, "m"), "--baseline", report)).status).toBe(1);
  const imported = await tare("import", report, "--ledger");
  expect([imported.status, imported.err]).toEqual([2, expect.stringContaining("tare's own")]);
});

test("another key is said, and does not make everything new", async () => {
  const { folder, file } = await repository(["A"]);
  await using _ = folder;
  await write(folder);
  const text = (await readFile(file, "utf8")).replace(/"key":"\w+"/, '"key":"00000000"');
  await writeFile(file, text);
  const { status, err } = await tare("scan", join(folder.path, "m"), "--baseline", file);
  expect([status, err]).toEqual([2, expect.stringContaining("made with another key")]);
});

test("a .secrets.baseline is taken over where the values are found", async () => {
  const { folder, file } = await repository(["A", "B"]);
  await using _ = folder;
  const { createHash } = await import("node:crypto");
  const hash = (text: string): string => createHash("sha1").update(text).digest("hex");
  const found = (letter: string, more: object): object => ({
    type: "T",
    filename: "x",
    hashed_secret: hash(fakeToken(letter)),
    line_number: 99,
    ...more,
  });
  const foreign = join(folder.path, ".secrets.baseline");
  await writeFile(
    foreign,
    JSON.stringify({
      plugins_used: [],
      results: { x: [found("A", { is_secret: false }), found("Y", {})] },
    }),
  );
  const { out } = await tare("scan", join(folder.path, "m"), "--baseline", foreign, "-q");
  expect(out).toContain("1 known finding in the baseline, 1 of them accepted; 1 new");
  const made = await write(folder, "--from", foreign);
  expect(made.out).toContain("1 entry, 1 of them new");
  const [entry] = readBaseline(await readFile(file, "utf8"), "b").entries.values();
  expect(entry).toMatchObject({ state: "accepted", rule: "huggingface-user-token" });
});

test("the settings of a folder count for all below it, and are heeded no more where it is untrusted", async () => {
  await using folder = await folderOf({
    ".git/HEAD": "",
    "tare.yaml": `defaults: { fail-on: low }
exclude: [m/left/]
severities: { rules: { huggingface-user-token: low } }
allow:
  - { rule: huggingface-user-token, path: m/ok/**, reason: a test }
  - { path: m/old/**, reason: it was so, expires: 2020-01-31 }
rules:
  - { id: acme, title: Acme key, pattern: 'acme_[a-z]{8}' }
`,
    "m/.gitleaksignore": "# words\ntold.py:hf:1\n0123456789:m/a.py:hf:1\n",
    "m/a.py": line("A"),
    "m/told.py": line("B"),
    "m/ok/b.py": line("C"),
    "m/old/c.py": line("D"),
    "m/acme.txt": "acme_abcdefgh\n",
    "m/left/d.py": line("E"),
  });
  const { status, out, err } = await tare("scan", join(folder.path, "m"), "-f", "json");
  expect(status).toBe(1);
  expect(err).toContain("tare.yaml:6: expired on 2020-01-31, and no longer heeded: it was so");
  const { findings, summary } = JSON.parse(out) as {
    findings: { rule: string; severity: string; location: { path: string } }[];
    summary: object;
  };
  const told = findings.map((each) => [
    each.location.path.split("/m/")[1],
    each.rule,
    each.severity,
  ]);
  expect(told.toSorted((one, other) => (String(one) < String(other) ? -1 : 1))).toEqual([
    ["a.py", "huggingface-user-token", "low"],
    ["acme.txt", "tare/acme", "high"],
    ["old/c.py", "huggingface-user-token", "low"],
  ]);
  expect(summary).toMatchObject({ allowed: { settings: 1, gitleaksignore: 1 }, excluded: 1 });
  const strict = await tare("scan", join(folder.path, "m"), "--untrusted", "-f", "json");
  expect((JSON.parse(strict.out) as { findings: unknown[] }).findings).toHaveLength(5);
  expect(strict.err).not.toContain("settings");
});

test("a checkout is scanned without its repository where --exclude names it", async () => {
  await using folder = await folderOf({ ".git/config": line("A"), "a.py": "clean = 1\n" });
  expect((await tare("scan", folder.path)).status).toBe(1);
  const { status, out } = await tare("scan", folder.path, "--exclude", ".git");
  expect(status, out).toBe(0);
  expect(out).toContain("1 file left out by tare.yaml or --exclude, not scanned");
});

test("settings behind a link that leads nowhere are not taken for none", async () => {
  await using folder = await folderOf({ "a.py": line("A") });
  await symlink("gone.yaml", join(folder.path, "tare.yaml"));
  const { status, err } = await tare("scan", folder.path);
  expect(status).toBe(2);
  expect(err).toMatch(/^tare: settings '[^']*tare\.yaml': no such file\n$/);
});
