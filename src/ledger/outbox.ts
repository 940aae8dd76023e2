import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ledgerOf } from "./ledger.ts";
import { lock } from "./lock.ts";

/** Whole lines of a ledger that a server has not been sent, and where they end, in bytes. */
export interface Unsent {
  readonly lines: readonly string[];
  readonly end: number;
}

/**
 * What of a project's ledger a server has, and what not. The ledger is the spool: an
 * event is sent until the server says that it has it, and the file remembers how
 * far that went, for each server.
 */
export interface Outbox extends Disposable {
  /** The next lines, or none. */
  readonly next: (maxLines: number, maxBytes: number) => Unsent;
  /** Remembers that the server has all up to there. */
  readonly sent: (end: number) => void;
}

/** Another process that sends is waited for as long as this, in milliseconds: it may have looked before our event came. */
const patience = 120_000;

const newline = 10;

/**
 * Opens the outbox of a project for this process alone.
 *
 * @param server Names the server.
 * @throws {TareError} `machine`: another process has it for too long.
 */
export async function openOutbox(project: string, server: string): Promise<Outbox | undefined> {
  const path = ledgerOf(project);
  if (!existsSync(path)) return undefined;
  const memory = join(dirname(path), "sent.json");
  const held = await lock(join(dirname(path), "sent.lock"), patience);
  const ends = endsIn(memory);
  return {
    next: (maxLines, maxBytes) => linesFrom(path, ends[server] ?? 0, maxLines, maxBytes),
    sent: (end) => {
      ends[server] = end;
      writeFileSync(`${memory}.part`, `${JSON.stringify(ends)}\n`, { mode: 0o600 });
      renameSync(`${memory}.part`, memory);
    },
    [Symbol.dispose]: () => held[Symbol.dispose](),
  };
}

function endsIn(path: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Record<string, number>;
  } catch {
    // Then all is sent again, which changes nothing.
    return {};
  }
}

/** Reads twice as much where not one whole line fits. */
function linesFrom(path: string, start: number, maxLines: number, maxBytes: number): Unsent {
  const bytes = bytesAt(path, start, maxBytes);
  // A ledger that was begun anew is shorter, or has no line that begins there.
  if (start > 0 && !beginsLine(path, start)) return linesFrom(path, 0, maxLines, maxBytes);
  let end = 0;
  const lines: string[] = [];
  for (
    let at = bytes.indexOf(newline);
    at >= 0 && lines.length < maxLines;
    at = bytes.indexOf(newline, end)
  ) {
    lines.push(bytes.toString("utf8", end, at));
    end = at + 1;
  }
  if (lines.length === 0 && bytes.length === maxBytes)
    return linesFrom(path, start, maxLines, maxBytes * 2);
  return { lines, end: start + end };
}

const beginsLine = (path: string, start: number): boolean =>
  bytesAt(path, start - 1, 1)[0] === newline;

function bytesAt(path: string, start: number, length: number): Buffer {
  const descriptor = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, start));
  } finally {
    closeSync(descriptor);
  }
}
