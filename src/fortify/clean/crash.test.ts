import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clean, type Destination } from "./clean.ts";
import { leakyFiles, runTo, sumsOf, writeFiles } from "./testing.ts";
import { placeOf, recover } from "./undo.ts";

let base: string;
let release: string;
let out: string;
let original: Readonly<Record<string, string>>;
let cleaned: Readonly<Record<string, string>>;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), "tare-crash-"));
  release = join(base, "work", "release");
  out = join(base, "work", "out");
  writeFiles(join(base, "original"), leakyFiles());
  await clean([join(base, "original")], runTo({ kind: "folder", path: join(base, "wanted") }));
  original = sumsOf(join(base, "original"));
  cleaned = sumsOf(join(base, "wanted"));
});
afterEach(() => rmSync(base, { recursive: true }));

const sources = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);

/** Cleans, and is ended by force, or told that the disk is full, before the write of that number. */
const child = `
  import { clean } from ${sources("clean.ts")};
  import { runTo } from ${sources("testing.ts")};
  const [target, to, last, how] = process.argv.slice(1);
  let writes = 0;
  const onWrite = () => {
    if (writes++ < Number(last)) return;
    if (how === "kill") process.kill(process.pid, "SIGKILL");
    throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
  };
  await clean([target], runTo(JSON.parse(to), { onWrite }));`;

type Ending = "whole" | "ended";

function cleanedUntil(last: number, to: Destination, how: "kill" | "full"): Ending {
  rmSync(join(base, "work"), { recursive: true, force: true });
  cpSync(join(base, "original"), release, { recursive: true });
  const args = [release, JSON.stringify(to), String(last), how];
  const { status, signal } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", child, ...args],
    { stdio: "ignore" },
  );
  expect(signal).toBe(status === null ? "SIGKILL" : null);
  return status === 0 ? "whole" : "ended";
}

/** Each takes a second; `npm run bench -- fortify` ends it everywhere. */
const stride = 5;

/** At some writes, up to the last. */
async function atWrites(
  to: Destination,
  how: "kill" | "full",
  check: (ending: Ending, last: number) => Promise<void>,
): Promise<number> {
  for (let last = 0; ; last += stride) {
    const ending = cleanedUntil(last, to, how);
    await check(ending, last);
    if (ending === "whole") return last;
  }
}

test("a cleaning in place that is ended at a write leaves what was, or what is to be", async () => {
  const writes = await atWrites({ kind: "in-place" }, "kill", async (ending) => {
    await recover(await placeOf(release));
    expect(sumsOf(release)).toEqual(ending === "whole" ? cleaned : original);
  });
  expect(writes).toBeGreaterThan(12);
}, 120_000);

test("the next cleaning in place goes on as if nothing had been", async () => {
  expect(cleanedUntil(5, { kind: "in-place" }, "kill")).toBe("ended");
  await expect(clean([release], runTo({ kind: "nowhere" }))).rejects.toThrow("was interrupted");
  const notes: string[] = [];
  const onNote = (note: string) => void notes.push(note);
  await clean([release], runTo({ kind: "in-place" }, { onNote }));
  expect(notes).toEqual([`a cleaning of '${release}' was interrupted, and is taken back first`]);
  expect(sumsOf(release)).toEqual(cleaned);
});

test("a full disk at a write changes nothing in place", async () => {
  await atWrites({ kind: "in-place" }, "full", async (ending) => {
    expect(sumsOf(release)).toEqual(ending === "whole" ? cleaned : original);
    expect(existsSync(join(base, "work", ".tare"))).toBe(ending === "whole");
  });
}, 120_000);

test("a copy that is ended at a write is not there, or is whole", async () => {
  const to = { kind: "folder", path: out } as const;
  await atWrites(to, "kill", async (ending) => {
    expect(sumsOf(release)).toEqual(original);
    if (ending === "whole" || existsSync(out)) expect(sumsOf(out)).toEqual(cleaned);
    // What was left behind is in nobody's way.
    if (!existsSync(out)) await clean([release], runTo(to));
    expect(sumsOf(out)).toEqual(cleaned);
    expect(readdirSync(join(base, "work")).sort()).toEqual(
      ending === "whole" ? ["out", "release"] : expect.arrayContaining(["out", "release"]),
    );
  });
}, 120_000);
