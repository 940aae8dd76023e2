import type { FindingRow, FindingsChange, FindingsChanged } from "../../../../src/server/api.ts";
import { isReport } from "../../mode.ts";
import { say } from "../../parts/notices.tsx";
import { type RequestError, send, session } from "../../server/client.ts";
import { versions } from "../../server/live.ts";
import { plural } from "../../words/number.ts";

/** Says so where the user may only read. */
export function mayChange(): boolean {
  const role = session.value?.user.role;
  if (role === "member" || role === "admin") return true;
  say(
    isReport
      ? "This is a file. To accept a finding, put it into a baseline: tare baseline write."
      : "You may read findings, not change them. An admin can change that.",
  );
  return false;
}

export const accept = (
  rows: readonly FindingRow[],
  reason: string,
  expires: string,
): Promise<void> =>
  change(rows, { action: "accept", ids: idsOf(rows), reason, expires }, "accepted");

export const rotate = (rows: readonly FindingRow[]): Promise<void> =>
  change(rows, { action: "rotate", ids: idsOf(rows) }, "marked as rotated");

export const reopen = (rows: readonly FindingRow[]): Promise<void> =>
  change(rows, { action: "reopen", ids: idsOf(rows) }, "open again");

const idsOf = (rows: readonly FindingRow[]): readonly string[] => rows.map(({ id }) => id);

/** The server takes so many at once. */
const mostAtOnce = 1000;

async function change(
  rows: readonly FindingRow[],
  request: FindingsChange,
  done: string,
): Promise<void> {
  if (!mayChange() || rows.length === 0) return;
  try {
    await sendAll(request);
    say(`${plural(rows.length, "finding")} ${done}.`, () => void restore(rows));
  } catch (error) {
    const { message, hint } = error as RequestError;
    say([`Not changed: ${message}`, hint].filter(Boolean).join(". "));
  }
  versions.findings.value++;
}

async function sendAll(request: FindingsChange): Promise<void> {
  for (let at = 0; at < request.ids.length; at += mostAtOnce)
    await send<FindingsChanged>("POST", "/api/findings/changes", {
      ...request,
      ids: request.ids.slice(at, at + mostAtOnce),
    });
}

/** Puts findings back into the states that they were in. */
async function restore(rows: readonly FindingRow[]): Promise<void> {
  try {
    for (const request of restoring(rows)) await sendAll(request);
    say("Taken back.");
  } catch (error) {
    say(`Not taken back: ${(error as RequestError).message}`);
  }
  versions.findings.value++;
}

/** What brings these rows back; a closed one opens and closes by scans alone. */
export function restoring(rows: readonly FindingRow[]): readonly FindingsChange[] {
  const inState = (state: FindingRow["state"]): readonly FindingRow[] =>
    rows.filter((row) => row.state === state);
  const [open, rotated] = [idsOf(inState("open")), idsOf(inState("rotated"))];
  return [
    ...(open.length > 0 ? [{ action: "reopen", ids: open } as const] : []),
    ...(rotated.length > 0 ? [{ action: "rotate", ids: rotated } as const] : []),
    ...inState("accepted").map(
      ({ id, reason = "", expires = "" }) =>
        ({ action: "accept", ids: [id], reason, expires }) as const,
    ),
  ];
}
