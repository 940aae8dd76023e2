import * as v from "valibot";
import type { ApiToken, MadeToken, Page } from "../api.ts";
import { audited } from "../auth/audit.ts";
import { addedToken, deletedToken, tokensOf } from "../auth/tokens.ts";
import { Failure } from "../failure.ts";
import { projectNames, title } from "../queries.ts";
import { route, type Routes } from "../route.ts";

const newToken = v.strictObject({
  name: title,
  scopes: v.pipe(v.array(v.picklist(["ingest", "read", "triage"])), v.minLength(1), v.maxLength(3)),
  projects: v.exactOptional(projectNames),
  expiresAt: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
});

export const tokens: Routes = [
  route({
    method: "GET",
    path: "/api/tokens",
    access: "admin",
    summary: "Which tokens there are",
    answers: "Page<ApiToken>",
    answer: async (_, { database }) => {
      const items = await tokensOf(database);
      return Response.json({ items, total: items.length } satisfies Page<ApiToken>);
    },
  }),
  route({
    method: "POST",
    path: "/api/tokens",
    access: "admin",
    summary: "Make a token, which is shown this once",
    answers: "MadeToken",
    status: 201,
    body: newToken,
    answer: async ({ body, caller: { name: actor } }, { database }) => {
      const made = await database.transaction(async (queries) => {
        const { token, row } = await addedToken(queries, body, actor);
        const details = { scopes: row.scopes.join(", ") };
        await audited(queries, { actor, action: "token.created", subject: row.name, details });
        return { ...row, token } satisfies MadeToken;
      });
      return Response.json(made, { status: 201 });
    },
  }),
  route({
    method: "DELETE",
    path: "/api/tokens/:id",
    access: "admin",
    summary: "Take a token away",
    answers: "nothing",
    status: 204,
    answer: async ({ caller: { name: actor }, parameter }, { database }) => {
      await database.transaction(async (queries) => {
        const subject = await deletedToken(queries, parameter("id"));
        if (subject === undefined) throw new Failure("not-found", "no such token");
        await audited(queries, { actor, action: "token.deleted", subject });
      });
      return new Response(null, { status: 204 });
    },
  }),
];
