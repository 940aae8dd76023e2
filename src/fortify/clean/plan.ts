import type { Finding } from "../../core/finding.ts";
import type { ArtefactRule } from "../../core/rule.ts";
import { all as ownArtefacts } from "../../rules/artefacts/index.ts";
import type { Order } from "./orders.ts";
import { byKey, isUnwanted, knownRisk, type Wishes } from "./policy.ts";

/** What is done about a finding. */
export type Action = Order["kind"] | "strip" | "rename";

/** What is to become of one finding. */
export type Decision = {
  readonly finding: Finding;
  /** Of the blob, inside the target: `run.ckpt!/archive/data.pkl`. */
  readonly path: string;
} & (
  | { readonly kind: "edit"; readonly action: Action; readonly risk?: string }
  /** It stays on purpose. */
  | { readonly kind: "keep" }
  /** It is to go, and cannot: why, or what to do instead. */
  | { readonly kind: "leave"; readonly why: string }
);

export interface PlanOptions extends Wishes {
  /** Whether edits are made that may break something that loads the model. */
  readonly risky: boolean;
  readonly artefacts: readonly ArtefactRule[];
  /** Paths of the report inside the target. */
  readonly inside: (path: string) => string;
}

/** Decides for each finding by the profile and the wishes. */
export function planOf(findings: readonly Finding[], options: PlanOptions): Decision[] {
  const kinds = new Map(
    [...ownArtefacts, ...options.artefacts].map(({ id, when }) => [id, when.kind]),
  );
  return findings.map((finding) => decided(finding, kinds.get(finding.rule), options));
}

function decided(finding: Finding, kind: Kind | undefined, options: PlanOptions): Decision {
  const path = options.inside(finding.location.path);
  const about = { finding, path };
  if (!isUnwanted(finding, path, options)) return { ...about, kind: "keep" };
  const action = actionOn(finding, kind);
  if (action === undefined) return { ...about, kind: "leave", why: finding.remedy };
  const risk = knownRisk(finding, path) ?? riskOf(action, finding, path);
  if (risk === undefined) return { ...about, kind: "edit", action };
  return options.risky
    ? { ...about, kind: "edit", action, risk }
    : { ...about, kind: "leave", why: `risky, as ${risk}: --risky does it` };
}

type Kind = ArtefactRule["when"]["kind"];

/** Weights that no index names are a whole file; what else a release shows stands in several. */
const droppedOfRelease = "extra-part";

function actionOn({ rule, location }: Finding, kind: Kind | undefined): Action | undefined {
  switch (kind) {
    case "name":
    case "format":
      return "drop";
    case "dead":
      return "wipe";
    case "key":
      return keyAction(rule);
    case "release":
      if (rule === droppedOfRelease) return "drop";
      return location.span ? "fill" : undefined;
    case undefined:
      if (location.span) return "fill";
      return location.key === fileName ? "rename" : undefined;
  }
}

function keyAction(rule: string): Action {
  const done = byKey[rule];
  if (done === undefined) return "cut";
  return "strip" in done ? "strip" : "drop";
}

/** The key of what a file's own name gives away. */
const fileName = "(file name)";

/** An archive that nothing loads as it is may lose a member. */
const plainArchive = /\.(?:zip|tar|tgz|tbz2?|txz|tar\.\w{1,4}|7z)$/i;

function riskOf(action: Action, finding: Finding, path: string): string | undefined {
  const container = path.split("!/").at(-2);
  if (action === "drop" && container !== undefined && !plainArchive.test(container))
    return "what loads the file may want this part of it";
  if (action === "fill" && isName(finding)) return "it is a name, by which others may refer to it";
  return undefined;
}

/** Whether the value is the key of something, rather than what stands there. */
const isName = ({ location: { key = "" }, value = "", class: kind }: Finding): boolean =>
  value !== "" && (key.includes(value) || (kind === "secret" && key.includes("****")));
