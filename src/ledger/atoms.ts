import * as v from "valibot";
import { confidences, findingClasses, type FindingClass, severities } from "../core/finding.ts";

/** A name, a path or a sentence: no field of an event is longer. */
export const text = v.pipe(v.string(), v.maxLength(8192));

/** What databases keep in an index: shorter than a third of a page. */
export const name = v.pipe(v.string(), v.maxLength(512));

/** A whole number from 0 on. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Lists in events are short: what is longer is counted, and its beginning listed. */
export const listOf = <Schema extends v.GenericSchema>(item: Schema) =>
  v.pipe(v.array(item), v.maxLength(1000));

/** ISO 8601, UTC. */
export const time = v.pipe(v.string(), v.isoTimestamp());

/** How many of each severity. */
export const counts = v.partial(
  v.object({ info: count, low: count, medium: count, high: count, critical: count }),
);

/** Which finding it is about, without its value. */
export const findingRef = v.object({
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{1,64}$/)),
  rule: name,
  class: v.picklist(Object.keys(findingClasses) as FindingClass[]),
  severity: v.picklist(severities),
});

/** What people want to read of a finding, as a report shows it: the value is masked. */
export const findingView = v.object({
  title: text,
  preview: text,
  confidence: v.picklist(confidences),
  verified: v.picklist(["active", "inactive", "unknown"]),
  harm: text,
  remedy: text,
  /** Nested containers joined with `!/`. */
  path: text,
  key: v.exactOptional(text),
  line: v.exactOptional(count),
});

/** Static: there until somebody revokes it. Managed: the same, but kept in a vault. Short-lived: made for a job. */
export const credentialKind = v.picklist(["static", "managed", "short-lived"]);
