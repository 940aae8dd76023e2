import { TareError } from "../core/error.ts";
import type { Report } from "../core/report.ts";
import type { ForeignReport } from "../import/leak.ts";
import { type Happening, refsOf } from "../ledger/event.ts";
import { changesOf } from "../ledger/findings.ts";
import { readLedger } from "../ledger/ledger.ts";
import type { Shell } from "./command.ts";
import { noted } from "./ledger.ts";
import { projectAt } from "./project.ts";
import { pipelineOf } from "./scan-events.ts";

/**
 * Writes into the project's ledger what another scanner found: as if tare had. Of the same target a later report
 * closes what it has no more.
 *
 * @param foreign The report of which `report` was made, finding by finding.
 * @throws {TareError} `usage`: this is no project.
 */
export async function notedImport(
  foreign: ForeignReport,
  report: Report,
  target: string,
  shell: Shell,
): Promise<void> {
  const project = projectAt(".");
  if (project === undefined)
    throw new TareError("usage", "there is no ledger here to write into", {
      hint: "'mkdir .tare' begins one",
    });
  const happenings: readonly Happening[] = [
    {
      type: "report-imported",
      target,
      tool: foreign.tool,
      findings: report.summary.bySeverity,
      ...pipelineOf(shell.env),
    },
    ...changesOf(readLedger(project).events, {
      target,
      findings: report.findings,
      accepted: [],
      isWhole: true,
      classes: [],
    }),
    ...acceptancesOf(foreign, report),
  ];
  await noted(project, happenings, shell);
}

/** What somebody had judged there. */
const acceptancesOf = ({ leaks }: ForeignReport, { findings }: Report): readonly Happening[] =>
  findings.flatMap((each, index) => {
    const standing = leaks[index]?.standing;
    const [finding] = refsOf([each]);
    if (standing?.state !== "accepted" || !finding) return [];
    return [
      { type: "finding-accepted" as const, finding, reason: standing.reason ?? "accepted before" },
    ];
  });
