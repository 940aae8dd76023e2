import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { userInfo } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { TareError } from "../core/error.ts";
import { type Event, type Happening, stageOf } from "./event.ts";
import { lock } from "./lock.ts";

/** Where the ledger of a project lies. */
export const ledgerOf = (project: string): string => join(project, ".tare", "ledger.jsonl");

/** The hash before the first line. */
export const origin = "0".repeat(64);

const newline = 10;

/** What events say besides what happened. */
interface About {
  readonly name: string;
  readonly at: Date;
}

/**
 * Appends what happened to the ledger of a project. When this returns, the
 * events are on the disk. When the process is ended meanwhile, some of them may
 * be there, from the first on, each whole.
 *
 * @param name How events name the project; else by its folder.
 * @param at When they happened; else now.
 * @throws {TareError} `machine`: the ledger cannot be written.
 */
export async function record(
  project: string,
  happenings: readonly Happening[],
  name = basename(resolve(project)),
  at = new Date(),
): Promise<void> {
  const path = ledgerOf(project);
  try {
    beginLedger(project);
    using _ = await lock(`${path}.lock`);
    append(path, happenings, { name, at });
  } catch (error) {
    if (error instanceof TareError) throw error;
    throw new TareError("machine", `cannot write the ledger '${path}'`, { cause: error });
  }
}

/**
 * Makes the folder of a ledger, if there is none. The ledger names people and
 * places: git leaves it out, unless somebody wants it otherwise.
 */
export function beginLedger(project: string): void {
  const folder = dirname(ledgerOf(project));
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) === undefined) return;
  writeFileSync(join(folder, ".gitignore"), "*\n", { flag: "wx" });
}

function append(path: string, happenings: readonly Happening[], about: About): void {
  const descriptor = openSync(path, "a+", 0o600);
  try {
    const { whole, torn } = endOf(descriptor);
    if (torn > 0) ftruncateSync(descriptor, whole);
    const repaired: Happening[] = torn > 0 ? [{ type: "ledger-repaired", bytes: torn }] : [];
    let previous = lastHash(descriptor, whole);
    let text = "";
    for (const happening of [...repaired, ...happenings]) {
      const line = JSON.stringify(eventOf(happening, previous, about));
      previous = hashOf(line);
      text += `${line}\n`;
    }
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const eventOf = (happening: Happening, previous: string, { name, at }: About): Event => ({
  schema: "tare/event/v1",
  id: randomUUID(),
  time: at.toISOString(),
  actor: actor(),
  project: name,
  stage: stageOf[happening.type],
  happening,
  previous,
});

/** A container may run under a number that has no name. */
function actor(): string {
  try {
    return userInfo().username;
  } catch {
    return "unknown";
  }
}

/** SHA-256 of a line without its end, hexadecimal. */
export const hashOf = (line: string): string => createHash("sha256").update(line).digest("hex");

/** How many bytes of whole lines there are, and how many behind them. */
function endOf(descriptor: number): { whole: number; torn: number } {
  const { size } = fstatSync(descriptor);
  const whole = lineStart(descriptor, size);
  return { whole, torn: size - whole };
}

const blockSize = 4096;

/** Behind the last line feed before `end`; 0 where there is none. */
function lineStart(descriptor: number, end: number): number {
  for (let to = end; to > 0; to -= blockSize) {
    const from = Math.max(0, to - blockSize);
    const at = readAt(descriptor, from, to).lastIndexOf(newline);
    if (at >= 0) return from + at + 1;
  }
  return 0;
}

function lastHash(descriptor: number, end: number): string {
  if (end === 0) return origin;
  const start = lineStart(descriptor, end - 1);
  return hashOf(readAt(descriptor, start, end - 1).toString());
}

function readAt(descriptor: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(end - start);
  readSync(descriptor, bytes, 0, bytes.length, start);
  return bytes;
}

/** A place where the ledger is not what was written. */
export interface Break {
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

export interface Reading {
  readonly events: readonly Event[];
  readonly breaks: readonly Break[];
}

/** Reads the ledger of a project. @throws {TareError} `machine`: it cannot be read. */
export const readLedger = (project: string): Reading => readLines(ledgerOf(project));

/**
 * Reads a ledger, and says where a line was changed, removed or put in. A line
 * that was never finished is none.
 *
 * @throws {TareError} `machine`: it cannot be read.
 */
export function readLines(path: string): Reading {
  const events: Event[] = [];
  const breaks: Break[] = [];
  let previous = origin;
  const lines = textOf(path).split("\n").slice(0, -1);
  for (const [index, line] of lines.entries()) {
    const event = eventIn(line);
    if (!event) breaks.push({ line: index + 1, reason: "not an event" });
    else if (event.previous !== previous)
      breaks.push({ line: index + 1, reason: "does not follow the line before" });
    if (event) events.push(event);
    previous = hashOf(line);
  }
  return { events, breaks };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return "";
    throw new TareError("machine", `cannot read the ledger '${path}' (${code})`, {
      hint: "see what is there, and who may read it",
      cause: error,
    });
  }
}

function eventIn(line: string): Event | undefined {
  try {
    const value = JSON.parse(line) as Partial<Event> | null;
    return value?.schema === "tare/event/v1" ? (value as Event) : undefined;
  } catch {
    return undefined;
  }
}
