import { existsSync } from "node:fs";
import { TareError } from "../core/error.ts";
import { type Event, type Happening, stageOf } from "../ledger/event.ts";
import { ledgerOf, readLedger } from "../ledger/ledger.ts";
import { visible } from "../report/kit/escape.ts";
import { clipEnd, padded } from "../report/kit/width.ts";
import { plural } from "../report/kit/words.ts";
import type { Shell } from "./command.ts";
import { shownPath } from "./files.ts";
import { list, text, type Values, wholeNumber } from "./options.ts";
import { projectAt } from "./project.ts";

/** Lists events. @throws {TareError} */
export function showLedger(folder: string, values: Values, shell: Shell): number {
  const { project } = neededLedger(folder);
  const types = list(values, "type");
  const known = Object.keys(stageOf);
  for (const each of types)
    if (!known.includes(each))
      throw new TareError("usage", `no event '${each}'`, { hint: `use ${known.join(", ")}` });
  const asked = readLedger(project).events.filter(
    ({ happening }) => types.length === 0 || types.includes(happening.type),
  );
  const last = wholeNumber(values, "last", 1) ?? asked.length;
  const shown = text(values, "format") === "jsonl" ? JSON.stringify : lineFor(shell);
  for (const event of asked.slice(-last)) shell.out(`${shown(event)}\n`);
  return 0;
}

/** Says whether the ledger is as it was written: 0, or 1 where it is not. @throws {TareError} */
export function verifyLedger(folder: string, shell: Shell): number {
  const { project, path } = neededLedger(folder);
  const { events, breaks } = readLedger(project);
  for (const { line: at, reason } of breaks) shell.out(`${path}:${at}: ${reason}\n`);
  shell.out(
    breaks.length > 0
      ? `${path}: it was changed, at ${plural(breaks.length, "place")}\n`
      : `${path}: whole; ${plural(events.length, "event")}, each follows from the one before\n`,
  );
  return breaks.length > 0 ? 1 : 0;
}

/** @throws {TareError} `usage`: there is none. */
function neededLedger(folder: string): { readonly project: string; readonly path: string } {
  const project = projectAt(folder);
  if (project !== undefined && existsSync(ledgerOf(project)))
    return { project, path: shownPath(ledgerOf(project)) };
  throw new TareError("usage", `no ledger in '${folder}', nor in a folder above`, {
    hint: "'tare hook install' begins one, and so does 'mkdir .tare'",
  });
}

const typeColumns = Math.max(...Object.keys(stageOf).map((each) => each.length));

/** An event in a line: cut where a terminal would break it. */
const lineFor =
  ({ columns }: Shell) =>
  (event: Event): string =>
    columns === undefined ? line(event) : clipEnd(line(event), columns);

const line = ({ time, happening }: Event): string =>
  `${time.slice(0, 19)}Z  ${padded(happening.type, typeColumns)}  ${visible(wordsOf(happening))}`;

/** An event in some words. */
function wordsOf(happening: Happening): string {
  switch (happening.type) {
    case "audit-finished":
    case "scan-finished":
      return `${happening.target}: ${countsOf(happening.findings)}${happening.gaps > 0 ? `, ${happening.gaps} not inspected` : ""}`;
    case "brief-finished":
      return `${happening.target}: ${plural(happening.attacks, "way")} to go on, the best ${happening.score} of 25${happening.gaps > 0 ? `, ${happening.gaps} not inspected` : ""}`;
    case "finding-opened":
    case "finding-closed":
      return `${refWords(happening.finding)} in ${happening.target}`;
    case "clean-finished":
      return `${happening.target}: ${happening.edits} edits, ${happening.dropped} dropped, ${happening.left} left`;
    case "proof-checked":
      return `${happening.target}: ${happening.holds ? "holds" : "does not hold"}`;
    case "commit-blocked":
    case "push-blocked":
      return [
        ...happening.findings.map(refWords),
        ...(happening.gaps === undefined ? [] : [`${happening.gaps} not inspected`]),
      ].join(", ");
    case "commit-passed":
    case "push-passed":
    case "upload-passed":
      return plural(happening.files, "file");
    case "upload-blocked":
      return [...happening.files, ...(happening.findings ?? []).map(refWords)].join(", ");
    case "finding-accepted":
      return `${refWords(happening.finding)}: ${happening.reason}`;
    case "secret-fetched":
      return `${happening.name} from ${happening.source}, ${happening.lifetime}`;
    case "credential-left":
      return `${happening.job}: ${happening.reason}`;
    case "job-finished":
      return `${happening.command}: status ${happening.status}, ${happening.masked} masked`;
    case "inventory-finished":
      return `${happening.organisation}: ${happening.sensitive} of ${plural(happening.repositories, "repository", "repositories")} with keywords, ${happening.leaking} with leaks${happening.gaps > 0 ? `, ${happening.gaps} not inspected` : ""}`;
    case "gate-passed":
    case "gate-failed":
      return `${happening.target}: ${happening.checks.filter(({ passed }) => passed).length} of ${happening.checks.length} hold`;
    case "item-confirmed":
      return `${happening.item} for ${happening.release.slice(0, 12)}`;
    case "ledger-repaired":
      return `${happening.bytes} bytes of an unfinished line taken away`;
  }
}

const refWords = ({
  severity,
  rule,
  fingerprint,
}: {
  severity: string;
  rule: string;
  fingerprint: string;
}): string => `${severity} ${rule} ${fingerprint.slice(0, 12)}`;

const countsOf = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .map(([severity, count]) => `${count ?? 0} ${severity}`)
    .join(", ") || "nothing found";
