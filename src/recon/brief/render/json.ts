import { safeJson } from "../../../report/kit/json.ts";
import type { BriefRenderer } from "./renderer.ts";

/** For programs: `brief.schema.json` describes it. */
export const json: BriefRenderer = {
  id: "json",
  extension: "json",

  *render(dossier) {
    yield `${safeJson(dossier, 2)}\n`;
  },
};
