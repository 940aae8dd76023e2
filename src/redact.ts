/** Masking secrets in what a program writes. */
export { TareError } from "./core/error.ts";
export type { FindingClass, Severity } from "./core/finding.ts";
export { patchConsole } from "./fortify/redact/console.ts";
export type { PatternOptions } from "./fortify/redact/matcher.ts";
export type { RedactOptions } from "./fortify/redact/options.ts";
export { createRedactor } from "./fortify/redact/stream.ts";
