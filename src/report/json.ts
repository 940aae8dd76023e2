import { streamedObject } from "./kit/json.ts";
import type { Renderer } from "./renderer.ts";

/** The report as it is, field for field: `report.schema.json` describes it. */
export const json: Renderer = {
  id: "json",
  title: "JSON, one document",
  extension: "json",

  *render(report) {
    yield* streamedObject(Object.entries(report));
    yield "\n";
  },
};
