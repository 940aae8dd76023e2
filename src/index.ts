/** The library: what the command line is made of. */
export type { Blob, Origin } from "./core/blob.ts";
export { TareError } from "./core/error.ts";
export type { Confidence, Finding, FindingClass, Location, Severity } from "./core/finding.ts";
export type { Format } from "./core/format.ts";
export { defaultLimits, type Limits } from "./core/limits.ts";
export type { Region } from "./core/region.ts";
export type { Gap, Report } from "./core/report.ts";
export type { ArtefactRule, Benign, Rule } from "./core/rule.ts";
export type { Span } from "./core/span.ts";
export { version } from "./core/version.ts";
export {
  clean,
  type CleanResult,
  type CleanRun,
  type Destination,
  type Left,
} from "./fortify/clean/clean.ts";
export type { Cleaned, CleanedFile, Edit } from "./fortify/clean/cleaned.ts";
export { type CleanProfile, cleanProfiles } from "./fortify/clean/policy.ts";
export { commitCleaning, undoCleaning } from "./fortify/clean/undo.ts";
export { builtPage } from "./cli/built.ts";
export { briefOn } from "./recon/brief/brief.ts";
export { against } from "./recon/brief/compare.ts";
export type { Attack, Dossier, Entity, Link } from "./recon/brief/dossier.ts";
export { type BuiltPage, htmlPage, htmlWith } from "./report/html.ts";
export type { Renderer, RenderOptions } from "./report/renderer.ts";
export { renderers } from "./report/renderers.ts";
export type { ScanOptions } from "./scan/context.ts";
export { type Profile, profiles } from "./scan/profiles.ts";
export { type Progress, scan, type ScanRun } from "./scan/scan.ts";
