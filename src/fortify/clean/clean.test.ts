import {
  chmodSync,
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clean } from "./clean.ts";
import { cleanProfiles } from "./policy.ts";
import { home, leakyFiles, madeUpKey, runTo, sumsOf, textIn, writeFiles } from "./testing.ts";
import { commitCleaning, undoCleaning } from "./undo.ts";

let base: string;
let release: string;
let out: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "tare-clean-"));
  release = join(base, "release");
  out = join(base, "out");
  writeFiles(release, leakyFiles());
});
afterEach(() => rmSync(base, { recursive: true }));

const toFolder = () => runTo({ kind: "folder", path: out });
const inPlace = runTo({ kind: "in-place" });
const profile = (id: string) => cleanProfiles.find((each) => each.id === id) ?? cleanProfiles[0];

describe("a clean copy", () => {
  test("holds nothing of what was found, and the original is as it was", async () => {
    const before = sumsOf(release);
    const { left, cleaned, after } = await clean([release], toFolder());
    expect(left).toEqual([]);
    expect(after?.gaps).toEqual([]);
    expect(sumsOf(release)).toEqual(before);
    expect(textIn(out)).not.toMatch(/asmith|QwErTy|ana@lab/);
    expect(cleaned.files.map(({ name, newName, how }) => [name, newName, how])).toEqual([
      ["README.md", undefined, "unchanged"],
      ["ana@lab-nlp.org.txt", "xxxxx@x.invalid.txt", "unchanged"],
      ["config.json", undefined, "patched"],
      ["data/packed.zip", undefined, "rewritten"],
      ["model.safetensors", undefined, "patched"],
      ["runs/train.log", undefined, "dropped"],
      ["weights.json", undefined, "patched"],
    ]);
    expect(existsSync(join(out, "runs"))).toBe(false);
    expect(readFileSync(join(out, "weights.json"), "utf8")).toContain("xxxxx@x.invalid.txt");
    expect(readdirSync(base).sort()).toEqual(["out", "release"]);
  });

  test("has the modes of the original, and times that tell nothing", async () => {
    chmodSync(join(release, "config.json"), 0o440);
    chmodSync(join(release, "README.md"), 0o750);
    await clean([release], toFolder());
    const infoOf = (name: string) => statSync(join(out, name));
    expect(infoOf("config.json").mode & 0o777).toBe(0o440);
    expect(infoOf("README.md").mode & 0o777).toBe(0o750);
    for (const name of ["config.json", "README.md", "data"])
      expect(infoOf(name).mtime.toISOString()).toBe("1980-01-02T00:00:00.000Z");
  });

  test("keeps links inside, makes absolute ones relative, and refuses those that lead out", async () => {
    symlinkSync("config.json", join(release, "same.json"));
    symlinkSync(join(release, "README.md"), join(release, "data", "card.md"));
    symlinkSync(join(release, "runs", "train.log"), join(release, "log"));
    symlinkSync("/etc/hostname", join(release, "host"));
    const { cleaned, after } = await clean([release], toFolder());
    expect(readlinkSync(join(out, "same.json"))).toBe("config.json");
    expect(readlinkSync(join(out, "data", "card.md"))).toBe("../README.md");
    expect(readdirSync(out)).not.toContain("host");
    expect(readdirSync(out)).not.toContain("log");
    expect(cleaned.refusals.map(({ path }) => path)).toEqual(["host"]);
    expect(after?.gaps).toEqual([]);
  });

  test("of a file is a folder with that file", async () => {
    const { left } = await clean([join(release, "config.json")], toFolder());
    expect(left).toEqual([]);
    expect(readdirSync(out)).toEqual(["config.json"]);
  });

  test("of several targets has each under its name", async () => {
    writeFiles(join(base, "other"), { "config.json": `{"root": "${home}/x.py"}` });
    const { cleaned } = await clean([release, join(base, "other")], toFolder());
    expect(readdirSync(out).sort()).toEqual(["other", "release"]);
    expect(cleaned.files.map(({ name }) => name)).toContain("other/config.json");
    expect(textIn(out)).not.toContain("asmith");
  });

  test("is refused where something is, or inside of the target", async () => {
    const refused = async (path: string) =>
      expect(clean([release], runTo({ kind: "folder", path }))).rejects.toMatchObject({
        kind: "usage",
      });
    await refused(release);
    await refused(join(release, "new"));
    await refused(base);
    writeFiles(out, { x: "" });
    await refused(out);
  });
});

describe("in place", () => {
  test("gives what a copy gives, and undoing gives what was there", async () => {
    const before = sumsOf(release);
    await clean([release], toFolder());
    const { bytesWritten } = await clean([release], inPlace);
    expect(sumsOf(release)).toEqual(sumsOf(out));
    expect(bytesWritten).toBeGreaterThan(0);
    await undoCleaning(release);
    expect(sumsOf(release)).toEqual(before);
    expect(readdirSync(base).sort()).toEqual(["out", "release"]);
  });

  test("keeps what undoing needs from others, beside the target", async () => {
    await clean([release], inPlace);
    const journal = join(base, ".tare", "clean-journal-release");
    expect(statSync(journal).mode & 0o777).toBe(0o700);
    expect(statSync(join(journal, "steps.jsonl")).mode & 0o777).toBe(0o600);
    await commitCleaning(release);
    expect(existsSync(join(base, ".tare"))).toBe(false);
    await expect(undoCleaning(release)).rejects.toMatchObject({ kind: "usage" });
  });

  test("twice is undone to the first state", async () => {
    const before = sumsOf(release);
    await clean([release], runTo({ kind: "in-place" }, { profile: profile("secrets") }));
    await clean([release], inPlace);
    await undoCleaning(release);
    expect(sumsOf(release)).toEqual(before);
  });

  test("writes nothing where nothing is to be changed", async () => {
    await clean([release], inPlace);
    await commitCleaning(release);
    const { bytesWritten } = await clean([release], inPlace);
    expect(bytesWritten).toBe(0);
    expect(existsSync(join(base, ".tare"))).toBe(false);
  });

  test("does not touch the other names of a file", async () => {
    const before = sumsOf(release);
    linkSync(join(release, "config.json"), join(base, "other.json"));
    await clean([release], inPlace);
    expect(readFileSync(join(base, "other.json"), "utf8")).toContain(madeUpKey);
    expect(textIn(release)).not.toContain(madeUpKey);
    await undoCleaning(release);
    expect(sumsOf(release)).toEqual(before);
  });

  test("is not undone over what somebody else has written since", async () => {
    await clean([release], inPlace);
    const path = join(release, "config.json");
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("x", "y"));
    const now = sumsOf(release);
    await expect(undoCleaning(release)).rejects.toThrow("was changed since");
    expect(sumsOf(release)).toEqual(now);
  });

  test("a target that is renamed is undone by its old name", async () => {
    const path = join(base, "ana@lab-nlp.org.json");
    writeFileSync(path, `{"root": "${home}/x.py"}`);
    await clean([path], inPlace);
    expect(readdirSync(base)).toContain("xxxxx@x.invalid.json");
    await undoCleaning(path);
    expect(readFileSync(path, "utf8")).toContain(home);
  });
});

describe("what is wanted", () => {
  test("secrets alone leave paths as they are", async () => {
    const run = runTo({ kind: "folder", path: out }, { profile: profile("secrets") });
    const { left } = await clean([release], run);
    expect(left).toEqual([]);
    expect(textIn(out)).toContain(home);
    expect(textIn(out)).not.toContain(madeUpKey);
  });

  test("--keep leaves, by class, rule and glob; --drop leaves out", async () => {
    const keep = ["secret", "home-path", "runs/*.log"];
    const run = runTo({ kind: "folder", path: out }, { keep, drop: ["README.md"] });
    await clean([release], run);
    expect(textIn(out)).toContain(madeUpKey);
    expect(textIn(out)).toContain(home);
    expect(existsSync(join(out, "runs", "train.log"))).toBe(true);
    expect(existsSync(join(out, "README.md"))).toBe(false);
  });

  test("a slip in --keep or --drop is said before anything is written", async () => {
    const folder = { kind: "folder", path: out } as const;
    const slips = ["home-pth", "secrets", "release/README.md", "packed.zip/none.txt"];
    for (const wish of slips)
      for (const wishes of [{ keep: [wish] }, { drop: [wish] }])
        await expect(clean([release], runTo(folder, wishes))).rejects.toThrow(
          `--${Object.keys(wishes)[0]} '${wish}' is no class, no rule, and no file or finding`,
        );
    expect(existsSync(out)).toBe(false);
  });

  test("a glob that is about nothing is said, and does not stop; what may be meant is not said", async () => {
    const notes: string[] = [];
    const wishes = {
      keep: [
        "*.pdf",
        "aws-*",
        "email-address",
        "data/packed.zip!/notes.json",
        "organisation-keyword",
      ],
      drop: ["runs", "host", "data/**"],
    };
    await clean(
      [release],
      runTo({ kind: "nowhere" }, { ...wishes, onNote: (note) => void notes.push(note) }),
    );
    expect(notes).toEqual([
      "--keep '*.pdf' is no class, no rule, and no file or finding of the target",
    ]);
  });

  test("a file that another names is left out only at a risk", async () => {
    writeFiles(release, { "index.json": `{"log": "train.log"}` });
    const { left } = await clean([release], runTo({ kind: "nowhere" }));
    expect(left.map(({ path, why }) => [path, why])).toEqual([
      ["runs/train.log", "risky: 'index.json' names it; --risky does it"],
    ]);
    await clean([release], runTo({ kind: "folder", path: out }, { risky: true }));
    expect(existsSync(join(out, "runs"))).toBe(false);
  });

  test("what the user does not choose stays, and is not counted as left", async () => {
    const choose = async () => new Set<never>();
    const before = sumsOf(release);
    const { left, decisions } = await clean(
      [release],
      runTo({ kind: "folder", path: out }, { choose }),
    );
    expect(sumsOf(out)).toEqual(before);
    expect(left).toEqual([]);
    expect(decisions.filter(({ kind }) => kind === "edit")).toEqual([]);
  });

  test("a dry run says the same as the real one, and writes nothing", async () => {
    const dry = await clean([release], runTo({ kind: "nowhere" }));
    expect(readdirSync(base)).toEqual(["release"]);
    const real = await clean([release], toFolder());
    expect(dry.cleaned).toEqual(real.cleaned);
  });
});

test("what cannot be rewritten is left, and said", async () => {
  const text = Buffer.from(`{"token": "${madeUpKey}"}`).toString("base64");
  const zipInText = Buffer.from(leakyFiles()["data/packed.zip"] ?? "").toString("base64");
  writeFiles(release, { "a.txt": text, "b.txt": `data: ${zipInText}\n` });
  const { left } = await clean([release], toFolder());
  expect(left.map(({ path }) => path.split("!/")[0])).toContain("b.txt");
  expect(left.map(({ path }) => path)).not.toContain("a.txt");
  expect(readFileSync(join(out, "a.txt"), "latin1")).not.toBe(text);
});
