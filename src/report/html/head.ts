import { policyOf } from "./policy.ts";

/** What the head of a page in one file is made of. */
export interface PageHead {
  /** Escaped. */
  readonly title: string;
  readonly script: string;
  readonly style: string;
}

/** The elements of a `head`: the page may load and send nothing, and no search engine is to keep it. */
export const headOf = ({ title, script, style }: PageHead): string => `<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>`;
