import type { Report } from "../../core/report.ts";

/** Where what stands in a bucket, in one line each; versions by number, since their names are made up. */
export function placesIn({ findings }: Report): string[] {
  const versions = new Map<string, number>();
  return findings
    .map(({ rule, location: { path } }) => {
      const shown = path.replace(/\?[^!]*/, (version) => {
        versions.set(version, versions.get(version) ?? versions.size + 1);
        return "?";
      });
      return `${rule} ${shown}`;
    })
    .toSorted();
}
