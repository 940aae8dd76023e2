import { execFileSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { defaultLimits } from "../core/limits.ts";
import { zip } from "../demo/zip.ts";
import { contextOf } from "./context.ts";
import { scanFile } from "./file.ts";
import { brief, fakeToken, folderOf, scanned } from "./testing.ts";

const token = fakeToken();
const secrets = (report: Awaited<ReturnType<typeof scanned>>, folder: string): string[] =>
  report.findings.filter((each) => each.class === "secret").map((each) => brief(each, folder));

test("finds a token in text, with its line and column", async () => {
  await using folder = await folderOf({ "train.log": `one\ntwo\nHF=${token} end\n` });
  const { findings } = await scanned([folder.path]);
  const [finding] = findings.filter((each) => each.class === "secret");
  expect(finding?.location).toMatchObject({ line: 3, column: 4, span: { start: 11, end: 48 } });
  expect(finding?.value).toBe(token);
  expect(finding?.preview).toBe("hf_Q**** (37 characters)");
  expect(finding?.context).toEqual({ before: "HF=", after: " end" });
});

test("finds tokens in archives within archives, and names the way to them", async () => {
  const header = `{"__metadata__":{"token":"${token}"}}`;
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const model = Buffer.concat([length, Buffer.from(header)]);
  const inner = zip([{ name: "m/model.safetensors", bytes: model }], { deflate: true });
  const outer = zip([{ name: "inner.zip", bytes: inner }], { deflate: false });
  await using folder = await folderOf({ "release.zip": outer });
  expect(secrets(await scanned([folder.path]), folder.path)).toEqual([
    "huggingface-user-token release.zip!/inner.zip!/m/model.safetensors $.__metadata__.token",
  ]);
});

test("gives the same report whatever the number of threads", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [
      `${index}.log`,
      `${"x\n".repeat(index)}${fakeToken(index % 2 ? "A" : "B")}\n`,
    ]),
  );
  await using folder = await folderOf(files);
  const [one, three] = await Promise.all([
    scanned([folder.path], { jobs: 1 }),
    scanned([folder.path], { jobs: 3 }),
  ]);
  expect(three.findings).toEqual(one.findings);
  expect(secrets(one, folder.path)).toHaveLength(12);
});

test("lists what it could not inspect", async () => {
  await using outside = await folderOf({ "far.txt": token });
  await using folder = await folderOf({ "a.txt": "plain", "shut/b.txt": "plain" });
  await symlink(join(outside.path, "far.txt"), join(folder.path, "far"));
  await symlink("a.txt", join(folder.path, "near"));
  execFileSync("mkfifo", [join(folder.path, "pipe")]);
  const { gaps, summary } = await scanned([folder.path]);
  expect(
    gaps.map(({ path, reason }) => `${path.replace(folder.path, "")} ${reason.split(",")[0]}`),
  ).toEqual(["/far unreadable: link out of the tree", "/pipe unsupported: a named pipe"]);
  expect(summary.files).toBe(2);
});

test("a file that went away since it was listed is a gap", async () => {
  await using folder = await folderOf({});
  const path = join(folder.path, "a.txt");
  const context = await contextOf({
    limits: defaultLimits,
    classes: [],
    rules: [],
    atLeast: {},
    reveal: false,
    fingerprintKey: "test",
  });
  const { tally } = await scanFile(context, {
    kind: "file",
    path,
    shown: path,
    name: "a.txt",
    size: 5,
  });
  expect(tally.gaps).toEqual([{ path, reason: "unreadable: ENOENT", bytes: 5 }]);
});

test("stops a bomb and says so, and the other files do not notice", async () => {
  const bomb = zip([{ name: "zeros", bytes: new Uint8Array(40_000_000) }], { deflate: true });
  await using folder = await folderOf({ "bomb.zip": bomb, "z.txt": token });
  const report = await scanned([folder.path], { limits: { ratioFrom: 1_000_000 } });
  expect(
    report.gaps.map(({ path, reason }) => `${path.replace(folder.path, "")} ${reason}`),
  ).toEqual(["/bomb.zip!/zeros limit: more than 250 times its size unpacked"]);
  expect(secrets(report, folder.path)).toHaveLength(1);
});

test("does not go deeper than it is allowed to", async () => {
  let nest = zip([{ name: "t.txt", bytes: Buffer.from(token) }], { deflate: false });
  for (let level = 0; level < 5; level++)
    nest = zip([{ name: "n.zip", bytes: nest }], { deflate: false });
  await using folder = await folderOf({ "n.zip": nest });
  const report = await scanned([folder.path], { limits: { maxDepth: 3 } });
  expect(report.gaps.map(({ reason }) => reason)).toEqual(["limit: nested deeper than 3"]);
  expect(secrets(await scanned([folder.path]), folder.path)).toHaveLength(1);
});

test("sweeps a damaged file for what it still holds", async () => {
  const header = `{"__metadata__":{"token":"${token}"}`;
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length + 100));
  await using folder = await folderOf({
    "cut.safetensors": Buffer.concat([length, Buffer.from(header)]),
  });
  const report = await scanned([folder.path]);
  expect(secrets(report, folder.path)).toHaveLength(1);
  expect(report.gaps.map(({ reason }) => reason)).toEqual([
    "malformed: safetensors: header ends at 143 of 43 at byte 0"
      .replace("143", String(header.length + 108))
      .replace("43", String(header.length + 8)),
  ]);
});

test("lists a value at each place, and counts the places beyond the limit", async () => {
  await using folder = await folderOf({ "a.log": `${token}\n`.repeat(50) });
  const { findings } = await scanned([folder.path], { limits: { maxPlaces: 3 } });
  const places = findings.filter((each) => each.class === "secret");
  expect(places.map(({ more, location }) => [location.line, more])).toEqual([
    [1, 47],
    [2, undefined],
    [3, undefined],
  ]);
  expect(new Set(places.map(({ fingerprint }) => fingerprint)).size).toBe(1);
});

test("no part of a secret is shown beside another one, however it is spelled", async () => {
  const hidden = fakeToken("Z").replace("hf_", String.raw`\u0068f_`);
  await using folder = await folderOf({
    "a.json": `{"a":"${token}","b":"${hidden}","c":"/home/asmith/x"}`,
  });
  const report = await scanned([folder.path]);
  expect(secrets(report, folder.path)).toHaveLength(2);
  const shown = report.findings.map((each) =>
    [each.preview, each.context?.before, each.context?.after].join(" "),
  );
  expect(shown.join("\n")).not.toMatch(/wErTyUiOp/);
});

test("a secret that is a name is masked wherever a place is shown", async () => {
  const archive = zip(
    [{ name: `${token}/a.json`, bytes: Buffer.from(`{"${token}":{"path":"/home/asmith/x"}}`) }],
    { deflate: true },
  );
  await using folder = await folderOf({ [`${fakeToken("R")}.log.zip`]: archive });
  const report = await scanned([folder.path]);
  expect(report.findings.length).toBeGreaterThan(3);
  expect(JSON.stringify(report.findings.map(({ location }) => location))).not.toContain(
    "wErTyUiOp",
  );
});

test("reports a password in a test or an example as less severe, and no token whose form is known", async () => {
  const text = `password = "Kd82-wQz91p"\nHF=${token}\n`;
  await using folder = await folderOf({ "a.py": text, "tests/a.py": text, "examples/a.py": text });
  const { findings } = await scanned([folder.path]);
  const severities = findings
    .filter((each) => each.class === "secret")
    .map(({ rule, severity, location: { path } }) =>
      [path.replace(`${folder.path}/`, ""), rule, severity].join(" "),
    );
  expect(severities.sort()).toEqual([
    "a.py general-password high",
    "a.py huggingface-user-token critical",
    "examples/a.py general-password medium",
    "examples/a.py huggingface-user-token critical",
    "tests/a.py general-password low",
    "tests/a.py huggingface-user-token critical",
  ]);
  const alone = await scanned([join(folder.path, "tests")]);
  expect(alone.findings.find(({ rule }) => rule === "general-password")?.severity).toBe("high");
});
