import type { Finding } from "../../core/finding.ts";
import type { ArtefactRule } from "../../core/rule.ts";
import { all as ownArtefacts } from "../../rules/artefacts/index.ts";
import { isWithin } from "./edit-log.ts";
import { isDropped, type Order } from "./orders.ts";
import { byKey, isUnwanted, knownRisk, matchesPath, type Wishes } from "./policy.ts";

/** What is done about a finding. */
export type Action = Order["kind"] | "strip" | "rename";

interface About {
  readonly finding: Finding;
  /** Of the blob, inside the target: `run.ckpt!/archive/data.pkl`. */
  readonly path: string;
}

/** What is to become of one finding. */
export type Decision = About &
  (
    | { readonly kind: "edit"; readonly action: Action; readonly risk?: string }
    /** It stays on purpose. */
    | { readonly kind: "keep" }
    /** It goes with the file or member that is left out, or with what else is done to the value. */
    | { readonly kind: "goes" }
    /** It is to go, and cannot: why, or what to do instead. */
    | { readonly kind: "leave"; readonly why: string }
  );

export interface PlanOptions extends Wishes {
  /** Whether edits are made that may break something that loads the model. */
  readonly risky: boolean;
  readonly artefacts: readonly ArtefactRule[];
  /** Whether somebody said of this one that it stays. */
  readonly stays: (finding: Finding) => boolean;
  /** Paths of the report inside the target. */
  readonly inside: (path: string) => string;
  /** The file that names another file of the target, and is not left out itself. */
  readonly referrer: (
    name: string,
    isDropped: (name: string) => boolean,
  ) => Promise<string | undefined>;
}

/** Decides for each finding by the profile and the wishes. */
export async function planOf(
  findings: readonly Finding[],
  options: PlanOptions,
): Promise<Decision[]> {
  const kinds = new Map(
    [...ownArtefacts, ...options.artefacts].map(({ id, when }) => [id, when.kind]),
  );
  const first = findings.map((finding) => decided(finding, kinds.get(finding.rule), options));
  const isOut = isIn(first.filter(isDrop));
  const all: Decision[] = [];
  for (const each of first) all.push(await heedingReferences(each, isOut, options));
  const goes = isIn(all.filter(isDrop));
  const filled = new Set(all.filter(({ kind }) => kind === "edit").map(valueAt));
  return all.map((each): Decision => {
    const { finding, path, kind } = each;
    const isGone = goes(path) ? !isDrop(each) : kind === "leave" && filled.has(valueAt(each));
    return isGone ? { finding, path, kind: "goes" } : each;
  });
}

/** What is seen in two ways goes with either. */
const valueAt = ({ finding, path }: Decision): string => `${path}\0${finding.preview}`;

/** Whether what is at a path is left out by one of the decisions. */
const isIn =
  (drops: readonly Decision[]) =>
  (path: string): boolean =>
    drops.some((drop) => isDropped(path, drop.path) || isWithin(path, drop.path));

const isDrop = (decision: Decision): boolean =>
  decision.kind === "edit" && decision.action === "drop";

/** Leaving out a file is risky where another one names it. */
async function heedingReferences(
  decision: Decision,
  isOut: (path: string) => boolean,
  { referrer, risky }: PlanOptions,
): Promise<Decision> {
  if (!isDrop(decision) || decision.path.includes("!/")) return decision;
  const name = await referrer(decision.path, isOut);
  return name === undefined ? decision : edit(decision, "drop", `'${name}' names it`, risky);
}

function edit(about: About, action: Action, risk: string | undefined, risky: boolean): Decision {
  const { finding, path } = about;
  if (risk === undefined) return { finding, path, kind: "edit", action };
  return risky
    ? { finding, path, kind: "edit", action, risk }
    : { finding, path, kind: "leave", why: `risky: ${risk}; --risky does it` };
}

function decided(finding: Finding, kind: Kind | undefined, options: PlanOptions): Decision {
  const path = options.inside(finding.location.path);
  const about = { finding, path };
  if (options.stays(finding) || !isUnwanted(finding, path, options))
    return { ...about, kind: "keep" };
  const action = actionOn(finding, kind);
  if (action === undefined) return { ...about, kind: "leave", why: finding.remedy };
  return edit(about, action, knownRisk(finding, path) ?? riskOf(action, path), options.risky);
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
      return keyAction(rule, location.path);
    case "release":
      if (rule === droppedOfRelease) return "drop";
      return location.span ? "fill" : undefined;
    case undefined:
      if (location.span) return "fill";
      return location.key === fileName ? "rename" : undefined;
  }
}

function keyAction(rule: string, path: string): Action | undefined {
  const done = byKey[rule];
  if (done === undefined) return losesKeys.test(path) ? "cut" : undefined;
  return "strip" in done ? "strip" : "drop";
}

/** Files that can lose an entry (`Format.cut`), by their names; a pickle cannot. */
const losesKeys =
  /\.(?:json|jsonl|ipynb|ya?ml|toml|ini|cfg|env|safetensors|png|jpe?g|tiff?|webp)$/i;

/** The key of what a file's own name gives away. */
const fileName = "(file name)";

/** An archive that nothing loads as it is may lose a member. */
const plainArchive = /\.(?:zip|tar|tgz|tbz2?|txz|tar\.\w{1,4}|7z)$/i;

function riskOf(action: Action, path: string): string | undefined {
  const container = path.split("!/").at(-2);
  if (action === "drop" && container !== undefined && !plainArchive.test(container))
    return "what loads the file may want this part of it";
  return undefined;
}

/** The files that a glob of `--drop` names, as if a rule had found them. @param shown How reports name a file. */
export function askedDrops(
  files: readonly { readonly name: string; readonly shown: string }[],
  { keep, drop }: Wishes,
): Decision[] {
  const isNamed = (globs: readonly string[], name: string): boolean =>
    globs.some((glob) => matchesPath(glob, name));
  return files
    .filter(({ name }) => isNamed(drop, name) && !isNamed(keep, name))
    .map(({ name, shown }) => ({
      kind: "edit",
      action: "drop",
      path: name,
      finding: { ...asked, id: `--drop ${name}`, preview: name, location: { path: shown } },
    }));
}

const asked: Omit<Finding, "id" | "preview" | "location"> = {
  rule: "--drop",
  class: "debug",
  severity: "info",
  confidence: "high",
  verified: "unknown",
  title: "Left out by --drop",
  harm: "",
  remedy: "",
  fingerprint: "",
};
