import type { Happening, HappeningType } from "../../ledger/event.ts";
import type { Stage } from "../../ledger/stages.ts";
import type { LedgerEvent } from "../api.ts";

/** An event as the database has it, by these columns. */
export interface EventRow {
  readonly sequence: number;
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly project: string;
  readonly stage: Stage;
  readonly type: HappeningType;
  readonly data: Readonly<Record<string, unknown>>;
}

export const eventColumns = "sequence, id, time, actor, project, stage, type, data";

export const happeningOf = ({ type, data }: EventRow): Happening =>
  ({ type, ...data }) as Happening;

/** As the server says it. */
export const ledgerEvent = ({
  id,
  time,
  actor,
  project,
  stage,
  type,
  data,
}: Omit<EventRow, "sequence">): LedgerEvent => ({ id, time, actor, project, stage, type, data });
