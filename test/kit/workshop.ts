import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { planted } from "./cleaning.ts";

/** A folder for one test file, in which real tools write and read. */
export interface Workshop {
  readonly path: (name: string) => string;
  /** Runs a program there, which must not complain, and returns what it wrote. `PLANTED` holds the planted text. */
  readonly run: (command: string, ...args: readonly string[]) => string;
}

export function workshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), "tare-workshop-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  return {
    path: (name) => join(folder, name),
    run: (command, ...args) => {
      const { status, stdout, stderr } = spawnSync(command, args, {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, PLANTED: planted },
      });
      expect(`${stderr}${status}`).toBe("0");
      return stdout;
    },
  };
}
