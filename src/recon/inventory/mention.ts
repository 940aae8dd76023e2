import type { Finding, Severity } from "../../core/finding.ts";
import { type Keyword, severityOf, spellingIn } from "../../scan/keywords.ts";
import type { Shown } from "./repository.ts";

/** A keyword that something public names. */
export interface Mention {
  readonly keyword: string;
  readonly severity: Severity;
  /** As it stands there. */
  readonly spelled: string;
  /** `name`, `description`, `topics`, `README`, `code`, `history`, `commits`, `search`. */
  readonly where: string;
  /** The first place: path and line; with the commit where it is in the history only. */
  readonly place?: string;
  /** How many places there are. */
  readonly places: number;
}

/** What a service itself says beside the files. */
const beside = new Set(["name", "description", "topics", "homepage", "title", "file_name"]);

/** The keywords that the texts name which a service shows. */
export const mentionsInTexts = (shown: readonly Shown[], keywords: readonly Keyword[]): Mention[] =>
  merged(
    shown.flatMap(({ where, text }) =>
      keywords.flatMap((keyword) => {
        const spelled = spellingIn(text, keyword);
        if (spelled === undefined) return [];
        const place = beside.has(where) ? { where } : { where: "search", place: where };
        return [mentionOf(keyword, spelled, place, 1)];
      }),
    ),
  );

/**
 * The keywords that the files name: each stands in a finding, by itself or as a
 * part of a host, a path, a mail address.
 *
 * @param findings With their values.
 * @param shown How reports name the repository.
 */
export const mentionsInFiles = (
  findings: readonly Finding[],
  keywords: readonly Keyword[],
  shown: string,
): Mention[] =>
  merged(
    findings.flatMap((finding) =>
      keywords.flatMap((keyword) => {
        const spelled = spellingIn(finding.value ?? "", keyword);
        if (spelled === undefined) return [];
        return [mentionOf(keyword, spelled, placeIn(finding, shown), 1 + (finding.more ?? 0))];
      }),
    ),
  );

type Place = Pick<Mention, "where" | "place">;

const mentionOf = (keyword: Keyword, spelled: string, place: Place, places: number): Mention => ({
  keyword: keyword.word,
  severity: severityOf(keyword),
  spelled,
  ...place,
  places,
});

function placeIn({ location, history }: Finding, shown: string): Place {
  const path = location.path.slice(shown.length + "!/".length);
  const at = location.line === undefined ? path : `${path}:${location.line}`;
  const commit = (history?.introduced?.id ?? history?.object ?? "").slice(0, 8);
  if (path === "commits") return { where: "commits", place: commit };
  if (history?.head === false) return { where: "history", place: `${at} (${commit})` };
  return { where: /^readme(?:\.|$)/i.test(path) ? "README" : "code", place: at };
}

/** One for each keyword and kind of place, with how often it is there. */
export function merged(mentions: readonly Mention[]): Mention[] {
  const byPlace = new Map<string, Mention>();
  for (const each of mentions) {
    const key = `${each.keyword}\0${each.where}`;
    const known = byPlace.get(key);
    byPlace.set(key, known ? { ...known, places: known.places + each.places } : each);
  }
  return [...byPlace.values()];
}
