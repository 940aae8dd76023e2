import type { Finding } from "../../core/finding.ts";
import { visible } from "./escape.ts";
import { chainOf, placeOf } from "./place.ts";

/** What was found in one line: `AWS access key id: AKIA**** in data.pkl at $.key`. A secret is masked. */
export function sentenceOf({ title, preview, location }: Finding): string {
  const inside = insideOf(location.path, preview);
  const place = inside === "" ? location.key : placeOf(location);
  const where = [
    inside === "" ? "" : ` in ${inside}`,
    place === undefined || place === "" ? "" : ` at ${place}`,
  ];
  return visible(`${title}: ${preview}${where.join("")}`);
}

/** The containers' insides that a path names; not once more what was found, where that is the name of a file. */
export function insideOf(path: string, preview: string): string {
  const chain = chainOf(path).slice(1);
  return (chain.at(-1) === preview ? chain.slice(0, -1) : chain).join(" › ");
}

/** The line of a finding in the file that the target holds; what is packed in it has none. */
export const lineInFile = ({ location: { path, line } }: Finding): number | undefined =>
  path.includes("!/") ? undefined : line;
