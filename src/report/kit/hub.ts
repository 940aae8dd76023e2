import type { Finding } from "../../core/finding.ts";

/** Which revisions of a hub's repository have a finding, and where it can be seen; none where it stands on no hub. */
export function hubWords({ hub }: Finding): string | undefined {
  if (!hub) return undefined;
  const { kind, revisions, introduced, page } = hub;
  const since = introduced
    ? `since ${introduced.id.slice(0, 8)} by ${introduced.author} on ${introduced.date.slice(0, 10)}, `
    : "";
  return kind === "file" ? `${since}${inWords(revisions)}: ${page}` : page;
}

/** More revisions than this say no more. */
const mostNamed = 3;

function inWords(revisions: readonly string[]): string {
  if (revisions.length === 0) return "only in the history, where it can still be read";
  const [named, more] = [revisions.slice(0, mostNamed), revisions.length - mostNamed];
  return `in ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
