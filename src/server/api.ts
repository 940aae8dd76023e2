/**
 * What the server says and is told, as JSON: types only, so that the dashboard
 * and the server mean the same. Times are ISO 8601 in UTC, days `2026-11-30`.
 * A list that may be long comes in pages. Changes only by addition.
 *
 * Besides: `GET /metrics`, Prometheus text for a `read` token; `GET /openapi.json`,
 * all of this for programs; `GET /healthz`, 200 where the database answers.
 */
export type * from "./api/administration.ts";
export type * from "./api/common.ts";
export type * from "./api/findings.ts";
export type * from "./api/gauges.ts";
export type * from "./api/ledger.ts";
export type * from "./api/pipelines.ts";
export type * from "./api/releases.ts";
export type * from "./api/sessions.ts";
