import { github } from "./github.ts";
import { gitlabCodequality } from "./gitlab-codequality.ts";
import { gitlabSecrets } from "./gitlab-secrets.ts";
import { json } from "./json.ts";
import { jsonl } from "./jsonl.ts";
import { junit } from "./junit.ts";
import { markdown } from "./markdown.ts";
import type { Renderer } from "./renderer.ts";
import { sarif } from "./sarif.ts";
import { text } from "./text.ts";

/** All ways in which a report can be written that need nothing else, the usual one first. A page needs what the build makes: `htmlWith`. */
export const renderers: readonly Renderer[] = [
  text,
  json,
  jsonl,
  sarif,
  markdown,
  github,
  gitlabCodequality,
  gitlabSecrets,
  junit,
];
