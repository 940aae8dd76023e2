import type { Finding, Location, WayStep } from "../../core/finding.ts";
import type { Gap } from "../../core/report.ts";
import { lengthOf } from "../../core/span.ts";
import { chainOf, placeOf } from "../kit/place.ts";
import { insideOf } from "../kit/sentence.ts";
import { literal } from "./message.ts";
import { levelOf } from "./rules.ts";
import { artifactOf } from "./uri.ts";

/** A `result` (SARIF §3.27) for one finding. The value itself never gets into it, not even on request. */
export const resultOf = (finding: Finding, ruleIndex: number): object => ({
  ruleId: finding.rule,
  ruleIndex,
  level: levelOf[finding.severity],
  message: { text: messageOf(finding) },
  locations: [locationOf(finding.location)],
  ...(finding.more === undefined ? {} : { occurrenceCount: finding.more + 1 }),
  ...(finding.way && { codeFlows: [codeFlowOf(finding.way)] }),
  partialFingerprints: {
    "tareFingerprint/v1": finding.fingerprint,
    // The one that GitHub tells alerts apart by; the id stays while value and place do.
    primaryLocationLineHash: `${finding.id}:1`,
  },
  properties: {
    severity: finding.severity,
    class: finding.class,
    confidence: finding.confidence,
    ...(finding.evidence && { evidence: finding.evidence }),
    verified: finding.verified,
    ...(finding.live && { live: finding.live }),
    preview: finding.preview,
    location: finding.location,
  },
});

/** SARIF §3.36: the way that a secret took. */
const codeFlowOf = (way: readonly WayStep[]): object => ({
  threadFlows: [
    {
      locations: way.map(({ path, line, what }) => ({
        location: {
          physicalLocation: { artifactLocation: artifactOf(path), region: { startLine: line } },
          message: { text: literal(what) },
        },
      })),
    },
  ],
});

function messageOf({ title, preview, location }: Finding): string {
  const inside = insideOf(location.path, preview);
  const place = placeOf(location);
  const where = [inside === "" ? "" : ` in ${inside}`, place === undefined ? "" : ` at ${place}`];
  return literal(`${title}: ${preview}${where.join("")}.`);
}

function locationOf(location: Location): object {
  const inside = chainOf(location.path).slice(1);
  const artifactLocation = artifactOf(location.path);
  // Line and offset of a nested place would point into the packed bytes of its file.
  const region = inside.length === 0 ? regionOf(location) : undefined;
  const name = location.key ?? inside.at(-1);
  return {
    physicalLocation: { artifactLocation, ...(region ? { region } : {}) },
    ...(name === undefined
      ? {}
      : { logicalLocations: [logicalOf(name, [...inside, location.key], location.key)] }),
  };
}

/** SARIF §3.33: where it stands in terms of the data and not of the file's bytes. */
const logicalOf = (
  name: string,
  parts: readonly (string | undefined)[],
  key: string | undefined,
): object => ({
  name,
  fullyQualifiedName: parts.filter((part) => part !== undefined).join("!/"),
  kind: key === undefined ? "resource" : "value",
});

/** SARIF §3.30. Columns count bytes, which are characters only where the line before them is ASCII. */
function regionOf({ line, column, span }: Location): object | undefined {
  if (line === undefined && span === undefined) return undefined;
  return {
    ...(line === undefined ? {} : { startLine: line }),
    ...(line === undefined || column === undefined ? {} : { startColumn: column }),
    ...(span === undefined ? {} : { byteOffset: span.start, byteLength: lengthOf(span) }),
  };
}

/** A `notification` (SARIF §3.58) for what was not inspected. */
export const notificationOf = ({ path, reason, bytes }: Gap): object => ({
  level: "warning",
  message: { text: literal(`Not inspected: ${chainOf(path).join(" › ")}: ${reason}.`) },
  descriptor: { id: `not-inspected/${reason.split(":", 1)[0] ?? "unknown"}` },
  locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }],
  properties: { path, reason, bytes },
});
