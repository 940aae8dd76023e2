import * as v from "valibot";
import type { AuditEntry, Page } from "../api.ts";
import { cursor, cursorOf } from "../queries.ts";
import { route, type Routes } from "../route.ts";

type Row = Omit<AuditEntry, "id"> & { readonly sequence: number };

const size = 100;

export const audit: Routes = [
  route({
    method: "GET",
    path: "/api/audit",
    access: "admin",
    summary: "What was changed, and by whom; the newest first",
    answers: "Page<AuditEntry>",
    query: v.object({ cursor }),
    answer: async ({ query }, { database }) => {
      const before = query.cursor?.[0] ?? Number.MAX_SAFE_INTEGER;
      const rows = await database.query<Row>(
        `select * from audit where sequence < $1 order by sequence desc limit ${size}`,
        [Number(before)],
      );
      const [counted] = await database.query<{ total: number }>(
        "select count(*) as total from audit",
      );
      const last = rows.length === size ? rows.at(-1) : undefined;
      return Response.json({
        items: rows.map(({ sequence, ...entry }) => ({ id: String(sequence), ...entry })),
        ...(last && { next: cursorOf([last.sequence]) }),
        total: counted?.total ?? 0,
      } satisfies Page<AuditEntry>);
    },
  }),
];
