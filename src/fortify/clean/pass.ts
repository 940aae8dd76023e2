import { pathOf } from "../../core/blob.ts";
import type { Extra } from "../../core/extra.ts";
import { TareError } from "../../core/error.ts";
import { type FileBlob, openFile } from "../../sources/files.ts";
import { commitmentTo, sha256 } from "../../attest/digest.ts";
import { type Assignment, assignmentsOf, type Editing } from "./assign.ts";
import { type Change, changeOf } from "./change.ts";
import type { CleanedFile, Edit } from "./cleaned.ts";
import type { EditLog } from "./edit-log.ts";
import { Orders } from "./orders.ts";
import type { Decision } from "./plan.ts";
import { indexesOf } from "./references.ts";
import { type Refusal, Rewriter } from "./rewrite.ts";
import type { Sink } from "./sink.ts";
import type { Tree, TreeFile } from "./tree.ts";

/** What one going through a target did. */
export interface Pass {
  readonly files: readonly CleanedFile[];
  readonly refusals: readonly Refusal[];
  /** Why findings are as they were, by their ids. */
  readonly undone: ReadonlyMap<string, string>;
  /** How many bytes were written over others, or anew. */
  readonly bytesWritten: number;
}

export interface PassOptions {
  readonly sink: Sink;
  /** What is stripped off every file. */
  readonly extras: readonly Extra[];
  /** The key of the commitments to what is replaced. */
  readonly opening: Uint8Array;
  readonly signal?: AbortSignal;
}

/**
 * Carries out what was decided about a target, file by file.
 *
 * @throws {TareError} `machine`: a file cannot be written, or the user stopped it.
 */
export async function runPass(
  tree: Tree,
  decisions: readonly Decision[],
  options: PassOptions,
): Promise<Pass> {
  const edits = decisions.filter((each): each is Editing => each.kind === "edit");
  const done: Done[] = [];
  const hasRenames = edits.some(({ action }) => action === "rename");
  const indexes = hasRenames ? await indexesOf(tree) : [];
  for (const each of assignmentsOf(tree, edits, indexes)) {
    if (options.signal?.aborted) throw new TareError("machine", "stopped: nothing was changed");
    done.push(await carriedOut(tree, each, options));
  }
  return {
    files: done.map(({ file }) => file),
    refusals: [...tree.refusals, ...done.flatMap(({ refusals }) => refusals)],
    undone: new Map(done.flatMap(({ undone }) => undone)),
    bytesWritten: done.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
  };
}

interface Done {
  readonly file: CleanedFile;
  readonly refusals: readonly Refusal[];
  readonly undone: readonly (readonly [id: string, why: string])[];
  readonly bytesWritten: number;
}

async function carriedOut(tree: Tree, task: Assignment, options: PassOptions): Promise<Done> {
  if (task.drops.length > 0) return dropped(tree, task, options);
  const { file } = task;
  const orders = new Orders(task.orders, [...options.extras, ...task.extras]);
  using rewriter = new Rewriter(orders, options.opening);
  const { log } = rewriter;
  const isTouched = file.size > 0 && (orders.all.length > 0 || orders.extras.size > 0);
  using blob = isTouched
    ? openFile(file.path, { kind: "file", path: file.shown }, file.size)
    : undefined;
  const change = blob ? await changed(rewriter, blob) : ({ kind: "none" } as const);
  await options.sink.put(tree, file, change, isRenamed(task) ? task.newName : undefined);
  const rename = isRenamed(task) ? renameEdits(task, options.opening) : [];
  return {
    file: {
      name: file.name,
      ...(isRenamed(task) && { newName: task.newName }),
      how: hows[change.kind],
      edits: [...log.edits.map((each) => insideTree(each, file)), ...rename],
    },
    refusals: log.refusals.map((each) => insideTree(each, file)),
    undone: [...undoneOrders(orders, log), ...clashes(task)],
    bytesWritten: bytesOf(change),
  };
}

const hows = {
  none: "unchanged",
  patch: "patched",
  rewrite: "rewritten",
  drop: "dropped",
} as const;

/** A file that cannot be rewritten stays as it was; a disk that fails ends the cleaning. */
async function changed(rewriter: Rewriter, blob: FileBlob): Promise<Change> {
  try {
    return await changeOf(blob, await rewriter.rewrite(blob));
  } catch (error) {
    if (!(error instanceof TareError) || error.kind === "machine") throw error;
    rewriter.log.refuse(pathOf(blob.origin), error.message);
    return { kind: "none" };
  }
}

async function dropped(tree: Tree, task: Assignment, options: PassOptions): Promise<Done> {
  const { file, drops } = task;
  await options.sink.put(tree, file, { kind: "drop" });
  const [first] = drops;
  const edit = {
    path: file.name,
    kind: "drop",
    before: commitmentTo(new Uint8Array(), options.opening),
    reason: first?.finding.title ?? "",
    ...(first && { rule: first.finding.rule }),
  } as const;
  return {
    file: { name: file.name, how: "dropped", edits: [edit] },
    refusals: [],
    undone: [],
    bytesWritten: 0,
  };
}

const isRenamed = ({ file, newName }: Assignment): boolean => newName !== file.name;

function renameEdits({ file, newName, renames }: Assignment, opening: Uint8Array): readonly Edit[] {
  return renames.slice(0, 1).map(({ finding }) => ({
    path: file.name,
    kind: "rename",
    before: commitmentTo(Buffer.from(file.name), opening),
    after: sha256(Buffer.from(newName)),
    rule: finding.rule,
    reason: finding.title,
  }));
}

function undoneOrders(orders: Orders, log: EditLog): (readonly [string, string])[] {
  return orders.all.flatMap((order) => {
    const why = log.undone(order);
    return why === undefined
      ? []
      : [[order.finding.id, `${why}: ${order.finding.remedy}`] as const];
  });
}

/** A file that would have the name of another keeps its own. */
function clashes(task: Assignment): (readonly [string, string])[] {
  if (isRenamed(task)) return [];
  return task.renames.map(({ finding }) => [
    finding.id,
    "another file has the name that this one would have: rename it by hand",
  ]);
}

/** With its path from the target on. */
const insideTree = <T extends { readonly path: string }>(
  each: T,
  { shown, name }: TreeFile,
): T => ({
  ...each,
  path: name + each.path.slice(shown.length),
});

function bytesOf(change: Change): number {
  switch (change.kind) {
    case "patch":
      return change.pieces.reduce((sum, { after }) => sum + after.length, 0);
    case "rewrite":
      return change.blob.size;
    case "none":
    case "drop":
      return 0;
  }
}
