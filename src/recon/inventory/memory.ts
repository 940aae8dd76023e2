import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { TareError } from "../../core/error.ts";
import { version } from "../../core/version.ts";
import type { ScanOptions } from "../../scan/context.ts";
import type { Read } from "./read.ts";
import type { PublicRepository } from "./repository.ts";

/** A line of the memory: what a repository gave away when it was read. */
interface Entry {
  readonly schema: "tare/recon-memory/v1";
  /** What was looked for. */
  readonly settings: string;
  readonly target: string;
  readonly revision: string;
  readonly read: Read;
}

/**
 * What earlier runs read. A repository is remembered as it was, and forgotten as
 * soon as it has changed or something else is looked for. Each one is written
 * down as soon as it was read, so that a run that was ended goes on where it was.
 */
export class Memory {
  readonly #path: string | undefined;
  readonly #settings: string;
  readonly #entries = new Map<string, Entry>();
  /** A run that was ended may have left a line unfinished: it is ended first. */
  #before = "";

  /**
   * @param path A file of JSON lines; none where nothing is to be remembered.
   * @throws {TareError} It cannot be read, or is something else.
   */
  constructor(path: string | undefined, options: ScanOptions) {
    this.#path = path;
    this.#settings = settingsOf(options);
    const text = path === undefined ? "" : textOf(path);
    if (text !== "" && !text.endsWith("\n")) this.#before = "\n";
    for (const entry of entriesIn(text, path ?? ""))
      if (entry.settings === this.#settings) this.#entries.set(entry.target, entry);
  }

  recall({ target, revision }: PublicRepository): Read | undefined {
    const entry = this.#entries.get(target);
    return revision !== "" && entry?.revision === revision ? entry.read : undefined;
  }

  /** @throws {TareError} `machine`: it cannot be written down. */
  keep({ target, revision }: PublicRepository, read: Read): void {
    if (this.#path === undefined || revision === "") return;
    const entry: Entry = {
      schema: "tare/recon-memory/v1",
      settings: this.#settings,
      target,
      revision,
      read,
    };
    this.#entries.set(target, entry);
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      appendFileSync(this.#path, `${this.#before}${JSON.stringify(entry)}\n`, { mode: 0o600 });
      this.#before = "";
    } catch (cause) {
      throw new TareError("machine", `cannot write '${this.#path}'`, { cause });
    }
  }
}

/** Of what was looked for, what changes the answer. */
const settingsOf = ({
  limits,
  classes,
  rules,
  atLeast,
  keywords,
  fingerprintKey,
  user,
}: ScanOptions): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        version,
        { limits, classes, rules, atLeast, keywords, fingerprintKey },
        user && [user.withOwn, user.rules.map(({ id, pattern }) => [id, String(pattern)])],
      ]),
    )
    .digest("hex")
    .slice(0, 16);

function entriesIn(text: string, path: string): Entry[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.flatMap((line, at) => {
    const entry = entryIn(line);
    if (entry?.schema === "tare/recon-memory/v1") return [entry];
    if (at > 0) return [];
    throw new TareError("usage", `'${path}' is not what an earlier run remembered`, {
      hint: "name a file that an earlier --incremental wrote, or one that is not there yet",
    });
  });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw new TareError("machine", `cannot read '${path}'`, { cause });
  }
}

function entryIn(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
