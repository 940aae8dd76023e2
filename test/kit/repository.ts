import { execFileSync } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { main } from "../../src/cli/main.ts";
import { fakeToken, folderOf, type TestFolder } from "../../src/scan/testing.ts";

/** What a command said, and the status that it ended with. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** The environment of git in tests: nobody's settings. */
export const gitEnv = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
  TARE_CACHE: "",
};

/** A repository of the test's own, gone at its end. */
export interface TestRepository extends AsyncDisposable {
  readonly path: string;
  readonly git: (...args: readonly string[]) => string;
  /** Writes files, and stages them. */
  readonly stage: (files: Readonly<Record<string, string | Uint8Array>>) => Promise<void>;
  /** Runs tare in this process. */
  readonly tare: (argv: readonly string[], more?: TareInput) => Promise<Ran>;
}

export interface TareInput {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A repository that is empty. */
export async function emptyRepository(): Promise<TestRepository> {
  const folder = await folderOf({});
  const { path } = folder;
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-C", path, ...args], {
      encoding: "utf8",
      env: gitEnv,
      stdio: ["ignore", "pipe", "pipe"],
    });
  git("init", "-q", "-b", "main");
  return {
    path,
    git,
    stage: async (files) => {
      for (const [name, content] of Object.entries(files)) {
        await mkdir(dirname(join(path, name)), { recursive: true });
        await writeFile(join(path, name), content);
        git("add", "--", name);
      }
    },
    tare: tareHere,
    [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose](),
  };
}

/** Runs tare in this process. */
export async function tareHere(
  argv: readonly string[],
  { stdin = "", env = {} }: TareInput = {},
): Promise<Ran> {
  let [out, err] = ["", ""];
  const status = await main(argv, {
    out: (text) => void (out += text),
    write: async (bytes) => void (out += Buffer.from(bytes).toString()),
    err: (text) => void (err += text),
    stdin: async function* () {
      yield Buffer.from(stdin);
    },
    env: { ...gitEnv, ...env },
    columns: 80,
    colour: false,
    interactive: false,
    program: { node: process.execPath, file: join(process.cwd(), "src/cli/bin.ts") },
    signal: new AbortController().signal,
  });
  return { status, out, err };
}

/** A folder with a `tare` that runs these sources. */
export async function installedTare(): Promise<TestFolder> {
  const folder = await folderOf({
    tare: `#!/bin/sh\nexec '${process.execPath}' '${resolve("src/cli/bin.ts")}' "$@"\n`,
  });
  await chmod(join(folder.path, "tare"), 0o755);
  return folder;
}

/** A line with a secret. */
export const token = (letter: string): string => `token = "${fakeToken(letter)}"\n`;

/** A repository in which `old.py` with a token was committed before anybody looked. */
export async function withOld(): Promise<TestRepository> {
  const repository = await emptyRepository();
  await repository.stage({ "old.py": `a = 1\n${token("A")}b = 2\n` });
  repository.git("commit", "-qm", "first");
  return repository;
}
