import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A real repository in a temporary folder. Its commits are an hour apart. */
export class TestRepository implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "tare-git-"));
  #hours = 0;

  constructor(...options: readonly string[]) {
    this.git("init", "--quiet", "--initial-branch=main", ...options);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }

  /** Runs git as somebody whose name and settings do not depend on the machine. */
  git(...args: readonly string[]): string {
    const date = new Date(Date.UTC(2026, 0, 1, this.#hours)).toISOString();
    return execFileSync("git", ["-c", "protocol.file.allow=always", ...args], {
      cwd: this.folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        GIT_CONFIG_NOSYSTEM: "1",
        GIT_CONFIG_GLOBAL: "/dev/null",
        GIT_AUTHOR_NAME: "Ann Smith",
        GIT_AUTHOR_EMAIL: "ann@example.com",
        GIT_COMMITTER_NAME: "Ann Smith",
        GIT_COMMITTER_EMAIL: "ann@example.com",
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    }).trim();
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), content);
  }

  /** Commits the files as they stand, and returns the commit. */
  commit(message: string, files: Readonly<Record<string, string>> = {}): string {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
    this.#hours++;
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", message);
    return this.git("rev-parse", "HEAD");
  }
}
