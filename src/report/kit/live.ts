import { type Finding, rank } from "../../core/finding.ts";
import { factWords } from "./evidence.ts";

/** What came of asking its provider about a credential; none where nobody asked. */
export function liveWords({ live, verified, severity }: Finding): string | undefined {
  if (!live) return undefined;
  const { host, reason = "", facts = {}, severityBefore } = live;
  const moved =
    severityBefore === undefined
      ? ""
      : `; ${rank(severity) > rank(severityBefore) ? "raised" : "lowered"} from ${severityBefore}`;
  switch (verified) {
    case "active":
      return `accepted by ${host ?? "its provider"}${factWords(facts)}${moved}`;
    case "inactive":
      return `refused by ${host ?? "its provider"}${moved}`;
    case "unknown":
      return `not verified${host === undefined ? "" : ` at ${host}`}: ${reason}`;
  }
}
