import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ledgerOf, readLedger, record } from "./ledger.ts";

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "tare-ledger-"));
});
afterEach(() => rmSync(project, { recursive: true }));

const passed = (files: number) => ({ type: "commit-passed", files }) as const;
const filesIn = (): (number | undefined)[] =>
  readLedger(project).events.map(({ happening }) =>
    happening.type === "commit-passed" ? happening.files : undefined,
  );

test("what happened is there, in order, and follows from one another", async () => {
  await record(project, [passed(1), passed(2)]);
  await record(project, [passed(3)]);
  expect(filesIn()).toEqual([1, 2, 3]);
  expect(readLedger(project).breaks).toEqual([]);
  expect(readLedger(project).events[0]).toMatchObject({
    stage: "fortify",
    schema: "tare/event/v1",
  });
});

test("a project without a ledger has no events", () => {
  expect(readLedger(project)).toEqual({ events: [], breaks: [] });
});

test("a line that was never finished is taken away, and that is said", async () => {
  await record(project, [passed(1)]);
  appendFileSync(ledgerOf(project), '{"schema":"tare/ev');
  expect(filesIn()).toEqual([1]);
  await record(project, [passed(2)]);
  const { events, breaks } = readLedger(project);
  expect(events.map(({ happening }) => happening)).toEqual([
    passed(1),
    { type: "ledger-repaired", bytes: 18 },
    passed(2),
  ]);
  expect(breaks).toEqual([]);
});

test.each([
  [
    "changed",
    (lines: string[]) => lines.with(1, (lines[1] ?? "").replace('"files":2', '"files":9')),
    3,
  ],
  ["removed", (lines: string[]) => lines.toSpliced(1, 1), 2],
  ["put in", (lines: string[]) => lines.toSpliced(1, 0, "{}"), 2],
])("a line that was %s is noticed", async (_, tampered, line) => {
  await record(project, [passed(1), passed(2), passed(3)]);
  const lines = readFileSync(ledgerOf(project), "utf8").split("\n");
  writeFileSync(ledgerOf(project), tampered(lines).join("\n"));
  expect(readLedger(project).breaks[0]?.line).toBe(line);
});

/** Appends one event after the other, and prints the number of each when it is acknowledged. */
const writer = `
  import { record } from ${JSON.stringify(new URL("ledger.ts", import.meta.url).href)};
  for (let files = Number(process.argv[2]); ; files++) {
    await record(process.argv[1], [{ type: "commit-passed", files }]);
    process.stdout.write(files + "\\n");
  }`;

/** Starts a writer, ends it by force after a while, and gives what it was told had been written. */
async function killed(from: number, afterMs: number): Promise<number[]> {
  const args = ["--input-type=module", "--eval", writer, project, String(from)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  child.stdout.on("data", (chunk: Buffer) => {
    if (told === "") setTimeout(() => child.kill("SIGKILL"), afterMs);
    told += chunk.toString();
  });
  await new Promise((resolve) => child.on("close", resolve));
  return told.split("\n").slice(0, -1).map(Number);
}

test("two writers that are ended by force, twenty times, lose nothing that was acknowledged", async () => {
  const told: number[] = [];
  for (let round = 0; round < 10; round++) {
    const both = await Promise.all([
      killed(round * 1_000_000, 5 + round * 7),
      killed(round * 1_000_000 + 500_000, 11 + round * 5),
    ]);
    told.push(...both.flat());
  }
  const { events, breaks } = readLedger(project);
  expect(breaks).toEqual([]);
  const written = filesIn().filter((each) => each !== undefined);
  expect(told.length).toBeGreaterThan(20);
  const lost = told.filter((each) => !written.includes(each));
  console.info(
    `20 × kill -9, two writers: ${told.length} events acknowledged, ${lost.length} of them lost; ${events.length} written, ${breaks.length} of them not whole`,
  );
  expect(lost).toEqual([]);
  expect(new Set(written).size).toBe(written.length);
}, 120_000);

test("git leaves out the folder of a ledger", async () => {
  await record(project, [passed(1)]);
  expect(readFileSync(join(project, ".tare", ".gitignore"), "utf8")).toBe("*\n");
});
