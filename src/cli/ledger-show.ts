import { existsSync } from "node:fs";
import { TareError } from "../core/error.ts";
import { type Event, stageOf } from "../ledger/event.ts";
import { ledgerOf, readLines } from "../ledger/ledger.ts";
import { visible } from "../report/kit/escape.ts";
import { clipEnd, padded } from "../report/kit/width.ts";
import { plural } from "../report/kit/words.ts";
import { statOf } from "../sources/if-there.ts";
import type { Shell } from "./command.ts";
import { readText, shownPath } from "./files.ts";
import { wordsOf } from "./ledger-words.ts";
import { list, text, type Values, wholeNumber } from "./options.ts";
import { writeWhole } from "./output.ts";
import { projectAt } from "./project.ts";

/** Lists events. @throws {TareError} */
export async function showLedger(folder: string, values: Values, shell: Shell): Promise<number> {
  const found = await neededLedger(folder);
  const types = list(values, "type");
  const known = Object.keys(stageOf);
  for (const each of types)
    if (!known.includes(each))
      throw new TareError("usage", `no event '${each}'`, { hint: `use ${known.join(", ")}` });
  const asked = eventsOf(found, shell).filter(
    ({ happening }) => types.length === 0 || types.includes(happening.type),
  );
  const last = wholeNumber(values, "last", 1) ?? asked.length;
  const listed = asked.slice(-last);
  const shown = text(values, "format") === "jsonl" ? JSON.stringify : lineFor(listed, shell);
  for (const event of listed) shell.out(`${shown(event)}\n`);
  return 0;
}

/** Says whether the ledger is as it was written: 0, or 1 where it is not. @throws {TareError} */
export async function verifyLedger(folder: string, shell: Shell): Promise<number> {
  const { path } = await neededLedger(folder);
  const { events, breaks } = readLines(path);
  for (const { line: at, reason } of breaks) shell.out(`${path}:${at}: ${reason}\n`);
  shell.out(
    breaks.length > 0
      ? `${path}: it was changed, at ${plural(breaks.length, "place")}\n`
      : `${path}: whole; ${plural(events.length, "event")}, each follows from the one before\n`,
  );
  return breaks.length > 0 ? 1 : 0;
}

/** Writes the ledger's lines as they stand. @throws {TareError} */
export async function exportLedger(folder: string, values: Values, shell: Shell): Promise<number> {
  const { path } = await neededLedger(folder);
  const lines = await readText(path, "ledger");
  const output = text(values, "output");
  if (output === undefined) shell.out(lines);
  else await writeWhole(output, [lines]);
  return 0;
}

/** What a ledger says; that it was changed goes to standard error. @throws {TareError} */
export function eventsOf({ path }: FoundLedger, shell: Shell): readonly Event[] {
  const { events, breaks } = readLines(path);
  if (breaks.length > 0)
    shell.err(
      `tare: note: ${path} was changed, at ${plural(breaks.length, "place")}: 'tare ledger verify' says where\n`,
    );
  return events;
}

export interface FoundLedger {
  /** None where a file was named. */
  readonly project?: string;
  /** The file, as messages name it. */
  readonly path: string;
}

/**
 * The ledger that a file is, or that of the project that a folder is in.
 *
 * @throws {TareError} `usage`: there is none, or nothing at the path.
 */
export async function neededLedger(target: string): Promise<FoundLedger> {
  const hint = "name the project's folder, or a file that 'tare ledger export' wrote";
  if ((await statOf(target, hint)).isFile()) {
    if (readLines(target).events.length > 0) return { path: target };
    throw new TareError("usage", `'${target}' is no ledger`, { hint });
  }
  const project = projectAt(target);
  if (project !== undefined && existsSync(ledgerOf(project)))
    return { project, path: shownPath(ledgerOf(project)) };
  throw new TareError("usage", `no ledger in '${target}', nor in a folder above`, {
    hint: "'tare hook install' begins one, and so does 'mkdir .tare'",
  });
}

/** An event in a line: cut where a terminal would break it. */
function lineFor(events: readonly Event[], { columns }: Shell): (event: Event) => string {
  const typeColumns = Math.max(...events.map(({ happening }) => happening.type.length));
  const line = ({ time, happening }: Event): string =>
    `${time.slice(0, 19)}Z  ${padded(happening.type, typeColumns)}  ${visible(wordsOf(happening))}`;
  return (event) => (columns === undefined ? line(event) : clipEnd(line(event), columns));
}
