import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { main } from "../src/cli/main.ts";
import { leakyFiles, madeUpKey, sumsOf, writeFiles } from "../src/fortify/clean/testing.ts";

let base: string;
let release: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "tare-clean-cli-"));
  release = join(base, "release");
  writeFiles(release, {
    ...leakyFiles(),
    Dockerfile: `FROM python:3.12\nENV HF_TOKEN=${madeUpKey}\n`,
  });
});
afterEach(() => rmSync(base, { recursive: true }));

interface Said {
  readonly status: number;
  readonly text: string;
}

/** What a command says; the temporary folder is `T`. */
async function tare(line: string, input = ""): Promise<Said> {
  const said: string[] = [];
  const status = await main(
    line
      .replaceAll("T/", `${base}/`)
      .split(" ")
      .filter((word) => word !== ""),
    {
      out: (text) => void said.push(text),
      write: async (bytes) => void said.push(Buffer.from(bytes).toString()),
      err: (text) => void said.push(text),
      stdin: async function* () {
        yield Buffer.from(input);
      },
      env: {},
      columns: 80,
      colour: false,
      interactive: false,
      signal: new AbortController().signal,
    },
  );
  const text = said
    .join("")
    .replaceAll(base, "T")
    .replaceAll(/tare \d+\.\d+\.\d+/g, "tare <version>");
  expect(text).not.toContain(madeUpKey);
  return { status, text };
}

test("a dry run reads as a diff", async () => {
  const { status, text } = await tare("clean T/release --dry-run");
  expect(status).toBe(0);
  await expect(text).toMatchFileSnapshot("clean/dry-run.txt");
  for (const line of text.split("\n").filter((each) => !each.startsWith("    git ")))
    expect(line.length, line).toBeLessThanOrEqual(80);
});

test("a copy, its receipt, and the proof", async () => {
  const { status, text } = await tare("clean T/release -o T/out");
  expect(status).toBe(0);
  await expect(text).toMatchFileSnapshot("clean/copy.txt");
  expect((await tare("scan T/out --fail-on low -q")).status).toBe(0);
  const proof = await tare("prove T/out.receipt.json T/release T/out");
  expect(proof.text).toContain("no weight changed");
  expect(proof.status).toBe(0);
});

test("in place, and back", async () => {
  const before = sumsOf(release);
  const { status, text } = await tare("clean T/release --in-place");
  expect(status).toBe(0);
  await expect(text).toMatchFileSnapshot("clean/in-place.txt");
  const { text: back } = await tare("clean T/release --undo");
  expect(back).toBe("T/release: as it was before the cleaning, 7 files taken back\n");
  expect(sumsOf(release)).toEqual(before);
});

test("asked about each change, one that is declined stays, and what goes with a file is asked for then", async () => {
  const { text } = await tare("clean T/release -o T/out -i", "n\nn\nn\ny\ny\ny\ny\ny\ny\ny\nq\n");
  await expect(text).toMatchFileSnapshot("clean/interactive.txt");
});

test("JSON tells all of it but values", async () => {
  const { text } = await tare("clean T/release -n -f json");
  const { schema, changes, files } = JSON.parse(text) as {
    schema: string;
    changes: { action: string; finding: { preview: string } }[];
    files: { name: string; how: string }[];
  };
  expect(schema).toBe("tare/clean/v1");
  expect(changes.map(({ action }) => action)).toContain("drop");
  expect(files.find(({ name }) => name === "config.json")?.how).toBe("patched");
});

test("the plan for history holds the values, and nobody else may read it", async () => {
  const { status } = await tare("clean T/release -n --plan T/plan.txt");
  expect(status).toBe(0);
  expect(readFileSync(join(base, "plan.txt"), "utf8")).toContain(`regex:${madeUpKey}==>`);
});

test("a baseline, comments and settings are heeded", async () => {
  writeFileSync(join(release, "note.txt"), `${madeUpKey} # tare:allow\n`);
  writeFileSync(
    join(release, "tare.yaml"),
    `allow:\n  - rule: huggingface-user-token\n    path: config.json\n    reason: made up\n`,
  );
  await tare("clean T/release -o T/out");
  const kept = (name: string) => readFileSync(join(base, "out", name), "utf8").includes(madeUpKey);
  expect([kept("note.txt"), kept("config.json"), kept("Dockerfile")]).toEqual([true, true, false]);
});

test.each([
  ["clean", "nothing to clean"],
  ["clean -", "standard input is no target"],
  ["clean T/release", "where to?"],
  ["clean T/nope -n", "no such file or folder: 'T/nope'"],
  ["clean T/release -o T/release/x", "lie one in the other"],
  ["clean T/release -o T/x --in-place", "--in-place and --output exclude each other"],
  ["clean T/release --undo", "nothing was done to 'T/release' that can be undone"],
  ["clean T/release --profile x -n", "--profile does not take 'x'"],
  ["clean hf:owner/name -n", "no such file or folder: 'hf:owner/name'"],
  ["clean T/release --in-place --opening T/o", "--opening is about a receipt, and none is written"],
  ["clean T/release --in-place --key T/k", "--key is about a receipt, and none is written"],
  ["clean T/release -o T/x --no-receipt --key T/k", "--key is about a receipt, and none is"],
  ["clean T/release -o T/x --no-receipt --receipt T/r", "contradict each other"],
  ["clean T/release/README.md T/release -o T/x --receipt T/r", "a receipt is about one target"],
  ["clean T/release -o T/x --plan T/release", "cannot write 'T/release': it is a folder"],
  ["clean T/release -o T/x --plan T/none/plan", "there is no folder 'T/none'"],
  ["clean T/release --in-place --receipt T/none/r", "there is no folder 'T/none'"],
  ["clean T/release --undo --keep README.md", "--keep means nothing to --undo"],
  ["clean T/release --commit -i", "--interactive means nothing to --commit"],
])("%s is used wrongly", async (line, message) => {
  const { status, text } = await tare(line);
  expect(text).toContain(message);
  expect(status).toBe(2);
  expect(readdirSync(base)).toEqual(["release"]);
});

test.each(["-n", "--undo", "--commit"])(
  "a target that cannot be read is not told as one that is not there: %s",
  async (mode) => {
    symlinkSync("loop", join(base, "loop"));
    const { status, text } = await tare(`clean T/loop ${mode}`);
    expect(text).toContain("cannot read 'T/loop' (ELOOP)");
    expect(status).toBe(4);
  },
);

test("a key that cannot sign is said before anything is written", async () => {
  writeFileSync(join(base, "key.pem"), "no key\n");
  for (const key of ["T/key.pem", "T/nope.pem"]) {
    const said = await tare(`clean T/release -o T/out --key ${key}`);
    expect([said.status, said.text]).toEqual([2, expect.stringContaining(`key '${key}'`)]);
    expect(readdirSync(base).sort()).toEqual(["key.pem", "release"]);
  }
});
