import { createHash } from "node:crypto";

/** The content security policy of a page in one file: this very script and style may run, nothing may be loaded or sent (CSP 3 §2.3.1). */
export const policyOf = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script)}'`,
    `style-src 'sha256-${sha256(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");
