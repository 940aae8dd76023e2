import type { Happening } from "../../ledger/event.ts";
import type { LedgerEvent } from "../api.ts";

/** An event as the database has it, by these columns. */
export interface EventRow extends LedgerEvent {
  readonly sequence: number;
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
}: LedgerEvent): LedgerEvent => ({ id, time, actor, project, stage, type, data });
