import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Report } from "../src/core/report.ts";

// Each test starts tare, which takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

const token = ["hf", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("_");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tare-stop-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

function running(...args: readonly string[]): Running {
  const child = spawn(process.execPath, [resolve("src/cli/bin.ts"), ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, TMPDIR: folder },
    stdio: ["pipe", "pipe", "ignore"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<Ended>((then) => {
    child.once("close", (status, signal) => then({ status, signal, output }));
  });
  return { child, ended };
}

/** Resolves when the process has opened a file of this name. */
async function opened({ pid }: ChildProcess, name: string): Promise<void> {
  const open = `/proc/${pid}/fd`;
  const isOpen = (descriptor: string): boolean => {
    try {
      return readlinkSync(join(open, descriptor)).endsWith(`/${name}`);
    } catch {
      // It was closed meanwhile.
      return false;
    }
  };
  while (!readdirSync(open).some(isOpen)) await sleep(5);
}

describe.skipIf(process.platform !== "linux")("a scan that is stopped", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("by %s says what it saw", async (signal) => {
    writeFileSync(join(folder, "a.txt"), `token = "${token}"\n`);
    // Every word of it has to be looked at: it takes seconds.
    const line = 'api_key = "abc" password = os.environ["x"] token: none\n';
    writeFileSync(join(folder, "b.txt"), line.repeat(1_000_000));
    const { child, ended } = running("scan", "a.txt", "b.txt", "--jobs=1", "--format=json");
    await opened(child, "b.txt");
    child.kill(signal);
    const { status, output } = await ended;
    expect(status).toBe(1);
    const report = JSON.parse(output) as Report;
    expect(report.status).toBe("interrupted");
    expect(report.findings.map(({ location }) => location.path)).toEqual(["a.txt"]);
    expect(report.gaps).toMatchObject([{ path: "b.txt" }]);
  });

  test("waits no longer for its input", async () => {
    const { child, ended } = running("scan", "-", "--format=json");
    child.stdin?.write("some text\n");
    await opened(child, "stdin");
    child.kill("SIGTERM");
    const { status, output } = await ended;
    expect(status).toBe(3);
    expect(JSON.parse(output)).toMatchObject({
      status: "interrupted",
      gaps: [{ path: "-", reason: "interrupted: not inspected" }],
    });
    expect(readdirSync(folder).filter((name) => name.startsWith("tare-stdin-"))).toEqual([]);
  });
});

test("a command that has nothing to say when it is stopped ends at once", async () => {
  const { child, ended } = running("redact");
  child.stdin?.write("a line\n");
  await new Promise((then) => child.stdout?.once("data", then));
  child.kill("SIGTERM");
  expect((await ended).signal).toBe("SIGTERM");
});
