import { toJsonSchema } from "@valibot/to-json-schema";
import { version } from "../core/version.ts";
import type { Route } from "./route.ts";

/** The OpenAPI 3.1 document of some routes: from the schemas that requests are held against. */
export function openapiOf(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes)
    (paths[route.path.replaceAll(/:(\w+)/g, "{$1}")] ??= {})[route.method.toLowerCase()] =
      operationOf(route);
  return {
    openapi: "3.1.0",
    info: { title: "tare", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "Made by an admin, with scopes." },
        session: { type: "apiKey", in: "cookie", name: "tare_session" },
      },
    },
  };
}

type JsonSchema = ReturnType<typeof toJsonSchema>;

/** What JSON Schema cannot say, a check that a day is not over, is left out. */
const inputSchema = (schema: NonNullable<Route["body"]>): JsonSchema =>
  toJsonSchema(schema, { typeMode: "input", errorMode: "ignore" });

function operationOf(route: Route): object {
  const { summary, access, answers, status = 200, body } = route;
  return {
    summary,
    description: `Needs ${access === "public" ? "nothing" : `${access} access`}.`,
    security: access === "public" ? [] : [{ token: [] }, { session: [] }],
    parameters: parametersOf(route),
    ...(body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: inputSchema(body) } },
      },
    }),
    responses: {
      [status]: { description: answers },
      default: { description: "ApiError" },
    },
  };
}

function parametersOf({ path, query }: Route): readonly object[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const schema = query ? inputSchema(query) : {};
  return [
    ...inPath,
    ...Object.entries(schema.properties ?? {}).map(([name, each]) => ({
      name,
      in: "query",
      required: schema.required?.includes(name) ?? false,
      schema: each,
    })),
  ];
}
