import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TestRepository } from "../../../src/sources/git/testing.ts";
import { gitEnv } from "../repository.ts";

/** A repository on a host of a test. */
export interface HostedRepository {
  /** `acme/model`. */
  readonly name: string;
  readonly description?: string;
  readonly topics?: readonly string[];
  /** The name of what it was forked from. */
  readonly fork?: string;
  readonly archived?: boolean;
  readonly private?: boolean;
  /** When something was pushed last. */
  pushed: string;
  /** In KiB. */
  readonly size?: number;
  /** The status with which git is answered, where that is not allowed in. */
  readonly refused?: number;
}

type Files = readonly (readonly [path: string, text: string])[];

/** Repositories on disk, as a host has them. */
export class HostedWorld implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "tare-host-"));
  readonly repositories: HostedRepository[] = [];
  readonly #files = new Map<string, Files>();
  readonly gists: (HostedRepository & { readonly files: readonly string[] })[] = [];

  /** Hosts a copy of a repository, and throws the repository away. */
  host(repository: HostedRepository, made: TestRepository): void {
    this.repositories.push(repository);
    this.#copy(made, `${repository.name}.git`);
    made[Symbol.dispose]();
  }

  /** A repository with one commit for each set of files. */
  repository(
    repository: HostedRepository,
    ...commits: readonly Readonly<Record<string, string>>[]
  ): void {
    const made = new TestRepository();
    for (const files of commits) made.commit("change", files);
    this.host(repository, made);
  }

  gist(owner: string, id: string, files: Readonly<Record<string, string>>): void {
    const made = new TestRepository();
    made.commit("gist", files);
    this.gists.push({
      name: `${owner}/${id}`,
      pushed: "2026-01-01T00:00:00Z",
      files: Object.keys(files),
    });
    this.#copy(made, `gist/${id}.git`);
    made[Symbol.dispose]();
  }

  /** Adds commits to what is hosted. */
  push(name: string, files: Readonly<Record<string, string>>, pushed: string): void {
    const place = join(this.folder, `${name}.git`);
    const made = new TestRepository();
    made.git("pull", "--quiet", place, "main");
    made.commit("more", files);
    made.git("push", "--quiet", place, "HEAD:main");
    made[Symbol.dispose]();
    this.#files.delete(name);
    const hosted = this.repositories.find((each) => each.name === name);
    if (hosted) hosted.pushed = pushed;
  }

  /** The files of the default branch. */
  filesOf(name: string): Files {
    const files = this.#files.get(name) ?? this.#filesOf(name);
    this.#files.set(name, files);
    return files;
  }

  #filesOf(name: string): Files {
    const git = (...args: readonly string[]): string =>
      execFileSync("git", ["--git-dir", join(this.folder, `${name}.git`), ...args], {
        env: gitEnv,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
    try {
      const paths = git("ls-tree", "-r", "--name-only", "-z", "HEAD").split("\0").slice(0, -1);
      return paths.map((path) => [path, git("show", `HEAD:${path}`)]);
    } catch {
      return [];
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #copy(made: TestRepository, place: string): void {
    execFileSync("git", ["clone", "--quiet", "--mirror", made.folder, join(this.folder, place)], {
      env: gitEnv,
      stdio: "ignore",
    });
  }
}

/** Words as code searches know them: letters and digits, whatever stands between. */
const wordsOf = (text: string): string =>
  ` ${
    text
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join(" ") ?? ""
  } `;

/** Whether a text has the words of a term one after another. */
export const hasTerm = (text: string, term: string): boolean =>
  wordsOf(text).includes(wordsOf(term));
