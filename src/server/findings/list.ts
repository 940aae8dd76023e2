import type { FindingPage, FindingSort } from "../api.ts";
import type { Queries } from "../database/database.ts";
import { conditions } from "../conditions.ts";
import { cursorOf } from "../queries.ts";
import { filter } from "./filter.ts";
import { type FindingRecord, findingColumns, findingRow } from "./rows.ts";

/** The column of each order, its type, and whether it goes down unless it is turned round. */
const sorts: Readonly<
  Record<
    FindingSort,
    { readonly column: keyof FindingRecord; readonly type: string; readonly isDown: boolean }
  >
> = {
  severity: { column: "severity_rank", type: "int", isDown: true },
  opened: { column: "opened_at", type: "timestamptz", isDown: true },
  changed: { column: "changed_at", type: "timestamptz", isDown: true },
  project: { column: "project", type: "text", isDown: false },
  rule: { column: "rule", type: "text", isDown: false },
};

export const findingSorts = Object.keys(sorts) as readonly FindingSort[];

export interface AskedFindings {
  readonly q: string;
  readonly projects?: readonly string[];
  readonly sort: FindingSort;
  readonly isTurned: boolean;
  readonly cursor?: readonly (string | number)[];
  readonly limit: number;
}

/** A page of findings. @throws {Failure} `bad-request`: the filter is none. */
export async function findingsPage({ query }: Queries, asked: AskedFindings): Promise<FindingPage> {
  const { column, type, isDown } = sorts[asked.sort];
  const isFalling = isDown !== asked.isTurned;
  const all = conditionsOf(asked);
  const [counted] = await query<{ total: number }>(
    `select count(*) as total from findings ${all.where()}`,
    all.values,
  );
  const [value, id] = asked.cursor ?? [];
  if (value !== undefined && id !== undefined)
    all.and(
      `(${column}, id) ${isFalling ? "<" : ">"} (${all.value(value)}::${type}, ${all.value(id)}::text)`,
    );
  const direction = isFalling ? "desc" : "asc";
  const rows = await query<FindingRecord>(
    `select ${findingColumns} from findings ${all.where()}
     order by ${column} ${direction}, id ${direction} limit ${asked.limit + 1}`,
    all.values,
  );
  const items = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? items.at(-1) : undefined;
  return {
    items: items.map(findingRow),
    ...(last && { next: cursorOf([last[column] as string | number, last.id]) }),
    total: counted?.total ?? 0,
  };
}

/** Which findings are asked for, as conditions. @throws {Failure} `bad-request` */
export function conditionsOf({ q, projects }: Pick<AskedFindings, "q" | "projects">) {
  const all = conditions();
  if (projects) all.and(`project = any(${all.value(projects)}::text[])`);
  filter(q, all);
  return all;
}
