import { projectsOf } from "../auth/caller.ts";
import { gauges } from "../battlecard.ts";
import { route, type Routes } from "../route.ts";

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
const label = (text: string): string =>
  text
    .replaceAll("\\", String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll("\n", String.raw`\n`);

export const besides: Routes = [
  route({
    method: "GET",
    path: "/healthz",
    access: "public",
    summary: "Whether the database answers",
    answers: "ok",
    answer: async (_, { database }) => {
      await database.query("select 1");
      return new Response("ok\n");
    },
  }),
  route({
    method: "GET",
    path: "/metrics",
    access: "read",
    summary: "The gauges for Prometheus",
    answers: "text",
    answer: async ({ caller }, { database, feed, current }) => {
      const projects = projectsOf(caller, []);
      const asked = projects ? { projects } : {};
      const readings = await current.readings(gauges, asked);
      const lines: string[] = [
        "# HELP tare_gauge What the battlecard asks for, in the unit of each; absent where there is no data.",
        "# TYPE tare_gauge gauge",
      ];
      for (const [index, { id, stage, unit }] of gauges.entries()) {
        const reading = readings[index];
        if (reading?.state === "value")
          lines.push(`tare_gauge{gauge="${id}",stage="${stage}",unit="${unit}"} ${reading.value}`);
      }
      const counted = await database.query<{ name: string; events: number }>(
        "select name, events from projects where $1::text[] is null or name = any($1::text[]) order by name",
        [projects ?? null],
      );
      lines.push(
        "# HELP tare_events_total Events that were stored.",
        "# TYPE tare_events_total counter",
      );
      for (const { name, events } of counted)
        lines.push(`tare_events_total{project="${label(name)}"} ${events}`);
      lines.push(
        "# HELP tare_followers Browsers that are told of events.",
        "# TYPE tare_followers gauge",
      );
      lines.push(`tare_followers ${feed.size()}`, "");
      return new Response(lines.join("\n"), {
        headers: { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" },
      });
    },
  }),
];
