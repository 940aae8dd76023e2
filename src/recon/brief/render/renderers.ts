import { cyclonedx } from "./cyclonedx.ts";
import { dot } from "./dot.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import type { BriefRenderer } from "./renderer.ts";
import { text } from "./text.ts";

/** All ways in which a dossier can be written, the usual one first. */
export const renderers: readonly BriefRenderer[] = [text, json, html, dot, cyclonedx];
