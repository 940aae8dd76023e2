import type { Finding } from "../../core/finding.ts";
import { order } from "../../report/kit/order.ts";
import type { Place, Sign } from "./dossier.ts";

/** What a finding shows, without what must not be shown. */
export const signOf = (finding: Finding): Sign => ({
  finding: finding.id,
  rule: finding.rule,
  shown: withoutLogin(finding.preview),
  place: placeOf(finding),
});

function placeOf({ location, history, layer }: Finding): Place {
  const { path, key, line, span } = location;
  return {
    path,
    ...(key !== undefined && { key }),
    ...(line !== undefined && { line }),
    ...(span && { offset: span.start }),
    ...(history?.introduced && { commit: history.introduced.id }),
    ...(layer && { layer: layer.number }),
  };
}

/** An address without a password before the @, and without parameters, which may hold tokens. */
const withoutLogin = (text: string): string =>
  text.replace(/(:\/\/[^\s/@:]{0,200}):[^\s/@]{1,400}@/g, "$1:****@").replace(/\?\S+$/, "?…");

/** By place, so that evidence reads in the order of the files. */
export const byPlace = (one: Sign, other: Sign): number =>
  order(one.place.path, other.place.path) ||
  (one.place.line ?? 0) - (other.place.line ?? 0) ||
  (one.place.offset ?? 0) - (other.place.offset ?? 0) ||
  order(one.finding, other.finding);
