import { safeJson } from "./kit/json.ts";
import type { Renderer } from "./renderer.ts";

/**
 * The report in lines, for tools that read them one by one: first
 * `{"type":"report"}` with all but findings and gaps, then a
 * `{"type":"finding"}`, `{"type":"known"}` or `{"type":"gap"}` for each of those.
 */
export const jsonl: Renderer = {
  id: "jsonl",
  title: "JSON, one line for each finding",
  extension: "jsonl",

  *render(report) {
    const { findings, known = [], gaps, ...header } = report;
    yield `${safeJson({ type: "report", ...header })}\n`;
    for (const finding of findings) yield `${safeJson({ type: "finding", ...finding })}\n`;
    for (const finding of known) yield `${safeJson({ type: "known", ...finding })}\n`;
    for (const gap of gaps) yield `${safeJson({ type: "gap", ...gap })}\n`;
  },
};
