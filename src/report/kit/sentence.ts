import type { Finding } from "../../core/finding.ts";
import { visible } from "./escape.ts";
import { chainOf, placeOf } from "./place.ts";

/** What was found in one line: `AWS access key id: AKIA**** in data.pkl at $.key`. A secret is masked. */
export function sentenceOf({ title, preview, location }: Finding): string {
  const inside = chainOf(location.path).slice(1).join(" › ");
  const place = inside === "" ? location.key : placeOf(location);
  const where = [
    inside === "" ? "" : ` in ${inside}`,
    place === undefined || place === "" ? "" : ` at ${place}`,
  ];
  return visible(`${title}: ${preview}${where.join("")}`);
}

/** The line of a finding in the file that the target holds; what is packed in it has none. */
export const lineInFile = ({ location: { path, line } }: Finding): number | undefined =>
  path.includes("!/") ? undefined : line;
