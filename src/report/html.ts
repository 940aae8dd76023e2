import { pageData } from "./html/data.ts";
import { afterData, beforeData } from "./html/page.ts";
import { pageScript } from "./html/page-script.ts";
import { policy } from "./html/policy.ts";
import { style } from "./html/style.ts";
import type { Renderer } from "./renderer.ts";

/** One page that carries its report and needs nothing else: it works from disk, offline, and from any archive. */
export const html: Renderer = {
  id: "html",
  title: "One HTML page, to read and to search",
  extension: "html",

  *render(report) {
    yield beforeData(policy, style);
    yield* pageData(report);
    yield afterData(pageScript);
  },
};
