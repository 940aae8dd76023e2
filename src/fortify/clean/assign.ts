import type { Extra } from "../../core/extra.ts";
import type { Finding } from "../../core/finding.ts";
import { fileOf } from "../../core/blob.ts";
import { mask } from "../../scan/sighting.ts";
import { isDropped, type Order } from "./orders.ts";
import type { Decision } from "./plan.ts";
import { byKey } from "./policy.ts";
import type { Index } from "./references.ts";
import { neutralName, referenceOrders } from "./rename.ts";
import type { Tree, TreeFile } from "./tree.ts";

export type Editing = Extract<Decision, { kind: "edit" }>;

/** What is to be done with one file. */
export interface Assignment {
  readonly file: TreeFile;
  /** What says that it is left out; else nothing. */
  readonly drops: readonly Editing[];
  readonly renames: readonly Editing[];
  /** Differs from its name only where `renames` does something. */
  readonly newName: string;
  readonly orders: readonly Order[];
  readonly extras: readonly Extra[];
}

/** Says what is to be done with each file of a target, in their order. */
export function assignmentsOf(
  tree: Tree,
  edits: readonly Editing[],
  indexes: readonly Index[],
): Assignment[] {
  const placed = unmasked(tree, edits);
  const byFile = Map.groupBy(placed, ({ finding }) => fileOf(finding.location.path));
  const folders = placed.filter(({ action, finding: { location } }) => {
    return action === "drop" && location.path.endsWith("/") && !location.path.includes("!/");
  });
  const taken = new Set(tree.files.map(({ name }) => name));
  const first = tree.files.map((file) => {
    const own = byFile.get(file.shown) ?? [];
    const around = folders.filter(({ finding }) => isDropped(file.shown, finding.location.path));
    return assigned(file, [...own, ...around], taken);
  });
  const references = first
    .filter(({ file, newName }) => newName !== file.name)
    .flatMap(({ file, renames }) => referenceOrders(file.name, renames, indexes));
  const byIndex = Map.groupBy(references, ({ finding }) => finding.location.path);
  return first.map((each) => ({
    ...each,
    orders: [...(byIndex.get(each.file.shown) ?? []), ...each.orders],
  }));
}

function assigned(file: TreeFile, edits: readonly Editing[], taken: Set<string>): Assignment {
  const drops = edits.filter(
    ({ action, finding }) => action === "drop" && isDropped(file.shown, finding.location.path),
  );
  const renames = edits.filter(({ action }) => action === "rename");
  const wanted = neutralName(file.name, renames);
  const newName = taken.has(wanted) ? file.name : wanted;
  taken.add(newName);
  return {
    file,
    drops,
    renames,
    newName,
    orders: edits.flatMap((each) => (drops.includes(each) ? [] : orderOf(each))),
    extras: edits.flatMap(({ action, finding }) =>
      action === "strip" ? extraOf(finding.rule) : [],
    ),
  };
}

function orderOf({ action, finding }: Editing): Order[] {
  const { span, key } = finding.location;
  switch (action) {
    case "fill":
      return [{ kind: "fill", finding, value: finding.value ?? "" }];
    case "wipe":
      return span ? [{ kind: "wipe", finding, span }] : [];
    case "cut":
      return key === undefined ? [] : [{ kind: "cut", finding, key }];
    case "drop":
      return [{ kind: "drop", finding }];
    case "strip":
    case "rename":
      return [];
  }
}

function extraOf(rule: string): Extra[] {
  const done = byKey[rule];
  return done && "strip" in done ? [done.strip] : [];
}

/** The edits with the paths that files have, where the report masks a secret in them. */
function unmasked({ files }: Tree, edits: readonly Editing[]): Editing[] {
  const secrets = edits.flatMap(({ action, finding }) =>
    action === "rename" && finding.class === "secret" ? (finding.value ?? []) : [],
  );
  if (secrets.length === 0) return [...edits];
  const real = new Map(files.map(({ shown }) => [masked(shown, secrets), shown]));
  return edits.map((each) => ({ ...each, finding: moved(each.finding, real) }));
}

const masked = (path: string, secrets: readonly string[]): string =>
  secrets.reduce((all, secret) => all.replaceAll(secret, mask), path);

function moved(finding: Finding, real: ReadonlyMap<string, string>): Finding {
  const file = fileOf(finding.location.path);
  const path = (real.get(file) ?? file) + finding.location.path.slice(file.length);
  return { ...finding, location: { ...finding.location, path } };
}
