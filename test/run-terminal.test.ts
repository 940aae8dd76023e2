import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { IPty } from "@lydell/node-pty";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { pseudoTerminals } from "../src/fortify/run/child/terminal.ts";
import { missing } from "./kit/tools.ts";

const terminals = await pseudoTerminals();
if (!terminals) missing("@lydell/node-pty");

// Each test starts tare, which takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

const tare = resolve("src/cli/bin.ts");
const secret = ["sup3r", "s3cret", "of+the/test="].join("-");

/** As proc(5) has it: `T` where it is stopped. */
const stateOf = (pid: number): string | undefined =>
  readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.charAt(0);

/** Carriage returns and colours, which terminals add. */
const noise = /\r|\u001b\[[\d;]*m/g;

describe.skipIf(!terminals)("on a real terminal", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tare-terminal-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A person at a terminal of 100 columns and 30 rows, in which `tare run` runs a script. */
  class Person {
    readonly terminal: IPty;
    readonly ended: Promise<number>;
    seen = "";

    constructor(script: string) {
      const args = [tare, "run", "-q", "--secret", "KEY=env:OF_TEST", "--", "sh", "-c", script];
      const env = { PATH: process.env["PATH"], HOME: folder, OF_TEST: secret };
      const options = { cols: 100, rows: 30, cwd: folder, env };
      const terminal = terminals?.spawn(process.execPath, args, options);
      if (!terminal) throw new Error("there is no terminal");
      this.terminal = terminal;
      terminal.onData((text) => (this.seen += text));
      this.ended = new Promise((then) => {
        terminal.onExit(({ exitCode, signal }) => then(signal ? 128 + signal : exitCode));
      });
    }

    async saw(text: string): Promise<void> {
      await expect.poll(() => this.seen, { timeout: 15_000 }).toContain(text);
    }
  }

  test("the command has a terminal, and prints its keys masked however it writes them", async () => {
    const person = new Person(`test -t 0 && test -t 1 && test -t 2 && stty size
      echo "plain $KEY and $KEY"; echo "$KEY" >&2
      printf 'sup3r-'; sleep 0.4; printf '%s\\n' "\${KEY#sup3r-}"
      printf '\\033[1msup3r-\\033[0;31m%s\\033[0m\\n' "\${KEY#sup3r-}"
      for prefix in '' x xy; do printf '%s%s' "$prefix" "$KEY" | base64; done
      printf '%s' "$KEY" | od -An -tx1 -w64 | tr -d ' '
      printf '\\r10%% %s\\r100%% %s\\n' "$KEY" "$KEY"
      exit 7`);
    expect(await person.ended).toBe(7);
    const lines = person.seen.replaceAll(noise, "").trim().split("\n");
    expect(lines.slice(0, 5)).toEqual(["30 100", "plain *** and ***", "***", "***", "***"]);
    expect(lines).toHaveLength(10);
    for (const line of lines.slice(5, 9)) expect(line).toMatch(/^.{0,4}\*{3}.{0,4}$/);
    expect(lines[9]).toBe("10% ***100% ***");
    expect(person.seen).toContain("\u001b[1m***");
    expect(person.seen, "line ends are the command's").not.toContain("\r\r");
  });

  test("keys reach it, a prompt is seen at once, and ^C is its signal", async () => {
    const person = new Person(`printf 'name? '; read name; echo "you are $name"
      trap 'echo interrupted; exit 9' INT; echo ready; while :; do sleep 0.05; done`);
    await person.saw("name? ");
    person.terminal.write("Ada\r");
    await person.saw("you are Ada");
    await person.saw("ready");
    person.terminal.write("\u0003");
    expect(await person.ended).toBe(9);
    expect(person.seen).toContain("interrupted");
  });

  test("the size of the window and signals reach it", async () => {
    const person = new Person(`trap 'stty size' WINCH; trap 'echo told; exit 8' TERM
      echo ready; while :; do sleep 0.05; done`);
    await person.saw("ready");
    person.terminal.resize(120, 40);
    await person.saw("40 120");
    person.terminal.kill("SIGTERM");
    expect(await person.ended).toBe(8);
    expect(person.seen).toContain("told");
  });

  test.skipIf(!existsSync("/proc/self/stat"))(
    "it pauses with tare, and goes on with it",
    async () => {
      const person = new Person(`trap 'echo again; exit 6' CONT
      echo ready; while :; do sleep 0.05; echo tick; done`);
      await person.saw("tick");
      person.terminal.kill("SIGTSTP");
      await expect.poll(() => stateOf(person.terminal.pid), { timeout: 15_000 }).toBe("T");
      person.terminal.kill("SIGCONT");
      expect(await person.ended).toBe(6);
      expect(person.seen).toContain("again");
    },
  );

  test("a signal that ends it is in the status, and all of a long output is there", async () => {
    const person = new Person("seq 1 50000; kill -HUP $$");
    expect(await person.ended).toBe(129);
    const lines = person.seen.replaceAll(noise, "").trim().split("\n");
    expect([lines.length, lines.at(-1)]).toEqual([50_000, "50000"]);
  });
});
