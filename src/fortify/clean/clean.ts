import { basename, sep } from "node:path";
import { TareError } from "../../core/error.ts";
import type { Finding } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import { scan, type ScanRun } from "../../scan/scan.ts";
import type { Cleaned } from "./cleaned.ts";
import { folderOutput, inPlaceOutput, type Output } from "./output.ts";
import { runPass } from "./pass.ts";
import { askedDrops, type Decision, planOf } from "./plan.ts";
import type { CleanProfile } from "./policy.ts";
import { type Index, indexesOf, referring } from "./references.ts";
import { Results } from "./results.ts";
import { nowhere, type OnWrite, type Sink } from "./sink.ts";
import { placeOf, recover, refuseInterrupted } from "./undo.ts";
import { refuseFolder } from "./stage.ts";
import { idleWishes } from "./wishes.ts";
import { holds, insideTree, pathOfTree, type Tree, treeOf } from "./tree.ts";

/** Where the cleaned files go. */
export type Destination =
  /** To a folder that is not there yet, whole or not at all. */
  | { readonly kind: "folder"; readonly path: string }
  /** Over the old ones, with a journal by which that can be undone. */
  | { readonly kind: "in-place" }
  /** They are made, and not written. */
  | { readonly kind: "nowhere" };

export interface CleanRun {
  /** How the targets are looked at, before and after. */
  readonly scan: ScanRun;
  readonly profile: CleanProfile;
  /** Globs of paths, ids of rules, or classes, that stay. */
  readonly keep: readonly string[];
  /** The same for what goes, whatever the profile says. A file that a glob names goes whole. */
  readonly drop: readonly string[];
  /** Whether edits are made that may break something that loads the model. */
  readonly risky: boolean;
  readonly to: Destination;
  /** Picks the edits that are made; all are where it is not given. */
  readonly choose?: (edits: readonly Decision[]) => Promise<ReadonlySet<Decision>>;
  /** The key of the commitments to what is replaced, which stays with the owner. */
  readonly opening: Uint8Array;
  /** When the files of a copy say that they were written. */
  readonly time: Date;
  readonly onWrite?: OnWrite;
  /** Called with what the user may want to know, before anything is written. */
  readonly onNote?: (note: string) => void;
}

/** What is still to be done by people. */
export interface Left {
  readonly finding: Finding;
  /** Inside the target. */
  readonly path: string;
  readonly why: string;
}

export interface CleanResult {
  /** The scan before. */
  readonly before: Report;
  /** What was decided about each of its findings. */
  readonly decisions: readonly Decision[];
  readonly cleaned: Cleaned;
  /** The scan of what was written; none where nothing was. */
  readonly after?: Report;
  readonly left: readonly Left[];
  readonly bytesWritten: number;
}

/** What one edit uncovers another may have to take out; it does not go on for ever. */
const mostPasses = 8;

/**
 * Takes out of files and folders what the profile does not want in them, and
 * looks at the result again. What is written is there whole or not at all.
 *
 * @throws {TareError} `usage`: a target or the destination is wrong; `machine`: it cannot be written, or the user stopped it.
 */
export async function clean(targets: readonly string[], run: CleanRun): Promise<CleanResult> {
  for (const target of targets) await readied(target, run);
  const trees = await Promise.all(targets.map(async (target) => treeOf(target)));
  const cleaning = new Cleaning(trees, run);
  return cleaning.run();
}

/** What was left half done is taken back where it may be, and else refused. */
async function readied(target: string, { to, onNote }: CleanRun): Promise<void> {
  const path = await placeOf(target);
  if (to.kind !== "in-place") return refuseInterrupted(target, path);
  if (await recover(path))
    onNote?.(`a cleaning of '${target}' was interrupted, and is taken back first`);
}

class Cleaning {
  readonly #trees: readonly Tree[];
  readonly #run: CleanRun;
  /** By tree of the targets. */
  readonly #results: readonly Results[];
  /** Findings that the user wants to stay, by their ids. */
  readonly #staying = new Set<string>();

  constructor(trees: readonly Tree[], run: CleanRun) {
    this.#trees = trees;
    this.#run = run;
    this.#results = trees.map(() => new Results());
  }

  async run(): Promise<CleanResult> {
    if (this.#run.to.kind === "folder") await refuseFolder(this.#run.to.path, this.#trees);
    const before = await this.#scanned(this.#trees);
    await this.#heedIdle(before);
    const decisions = await this.#chosen(this.#trees, before);
    const { to } = this.#run;
    if (to.kind === "nowhere") {
      await this.#pass(this.#trees, decisions, () => nowhere);
      return this.#result(before, decisions);
    }
    await using output = await this.#output(to);
    const after = await this.#written(output, decisions);
    await output.publish();
    return this.#result(before, decisions, after);
  }

  async #output(to: Exclude<Destination, { kind: "nowhere" }>): Promise<Output> {
    const { onWrite } = this.#run;
    return to.kind === "folder"
      ? folderOutput(to.path, this.#trees, this.#run)
      : inPlaceOutput(this.#trees, onWrite);
  }

  /** Writes, and looks again, until there is nothing more to do. */
  async #written(output: Output, first: readonly Decision[]): Promise<After> {
    let trees = this.#trees;
    let decisions = first;
    for (let pass = 0; ; pass++) {
      await this.#pass(trees, decisions, (tree) => output.sink(tree, pass === 0));
      trees = await Promise.all(
        this.#trees.map(async (tree, at) =>
          output.written(tree, (name) => this.#results[at]?.nameOf(name) ?? name),
        ),
      );
      const report = await this.#scanned(trees);
      decisions = await this.#decided(trees, report);
      const hasMore = decisions.some(
        ({ kind, finding }) => kind === "edit" && this.#undone(finding) === undefined,
      );
      if (!hasMore || pass === mostPasses) return { report, decisions };
    }
  }

  #undone({ id }: Finding): string | undefined {
    return this.#results.map(({ undone }) => undone.get(id)).find((why) => why !== undefined);
  }

  async #scanned(trees: readonly Tree[]): Promise<Report> {
    const report = await scan(trees.map(pathOfTree), {
      ...this.#run.scan,
      shownAs: (path) => shownIn(trees, path),
    });
    if (report.status === "interrupted") throw stopped();
    return report;
  }

  async #decided(trees: readonly Tree[], { findings }: Report): Promise<Decision[]> {
    const { profile, keep, drop, risky, scan: run } = this.#run;
    let indexes: Promise<readonly Index[]> | undefined;
    const wishes = { profile, keep, drop };
    const files = trees.flatMap((tree) => tree.files);
    const planned = await planOf(findings, {
      ...wishes,
      risky,
      stays: ({ id }) => this.#staying.has(id),
      artefacts: run.options.user?.artefacts ?? [],
      inside: (path) => insideOne(trees, path),
      referrer: async (name, isOut) => {
        indexes ??= Promise.all(trees.map(indexesOf)).then((all) => all.flat());
        return referring(await indexes, name).find(({ file }) => !isOut(file.name))?.file.name;
      },
    });
    const asked = askedDrops(files, wishes);
    return [...asked.filter(({ finding }) => !this.#staying.has(finding.id)), ...planned];
  }

  /** Says which wishes are about nothing. @throws {TareError} `usage`: such a one is no glob. */
  async #heedIdle({ findings }: Report): Promise<void> {
    const named = this.#trees.flatMap((tree) => [...tree.files, ...tree.folders, ...tree.links]);
    const paths = [
      ...named.map(({ name }) => name),
      ...findings.map(({ location }) => insideOne(this.#trees, location.path)),
    ];
    const { keep, drop, scan: run, onNote } = this.#run;
    for (const each of await idleWishes({ keep, drop, paths, user: run.options.user }))
      onNote?.(each);
  }

  /** Asks about each edit. What goes with a file is asked about where that is to stay. */
  async #chosen(trees: readonly Tree[], report: Report): Promise<readonly Decision[]> {
    const { choose } = this.#run;
    const asked = new Set<string>();
    for (;;) {
      const decisions = await this.#decided(trees, report);
      const edits = decisions.filter(
        ({ kind, finding }) => kind === "edit" && !asked.has(finding.id),
      );
      if (!choose || edits.length === 0) return decisions;
      const wanted = await choose(edits);
      for (const each of edits) {
        asked.add(each.finding.id);
        if (!wanted.has(each)) this.#staying.add(each.finding.id);
      }
    }
  }

  async #pass(
    trees: readonly Tree[],
    decisions: readonly Decision[],
    sinkOf: (tree: Tree) => Sink,
  ): Promise<void> {
    const { opening, profile, scan: run } = this.#run;
    for (const [at, tree] of trees.entries()) {
      const own = decisions.filter(({ finding }) => holds(tree, finding.location.path));
      const pass = await runPass(tree, own, {
        sink: sinkOf(this.#trees[at] ?? tree),
        extras: profile.extras,
        opening,
        ...(run.signal && { signal: run.signal }),
      });
      this.#results[at]?.add(pass);
    }
  }

  #result(before: Report, decisions: readonly Decision[], after?: After): CleanResult {
    const all = this.#trees.map((tree, at) => this.#results[at]?.cleaned(this.#folderOf(tree)));
    return {
      before,
      decisions,
      cleaned: {
        files: all.flatMap((each) => each?.files ?? []),
        refusals: all.flatMap((each) => each?.refusals ?? []),
      },
      ...(after && { after: after.report }),
      left: (after?.decisions ?? decisions).flatMap((each) => this.#left(each, after)),
      bytesWritten: this.#results.reduce((sum, each) => sum + each.bytesWritten, 0),
    };
  }

  /** What stands before the names of a tree, where there are several. */
  #folderOf({ root, isFolder }: Tree): string {
    return isFolder && this.#trees.length > 1 ? `${basename(root)}/` : "";
  }

  #left(decision: Decision, after: After | undefined): Left[] {
    const { finding, path } = decision;
    if (decision.kind === "leave") return [{ finding, path, why: decision.why }];
    if (decision.kind !== "edit") return [];
    const why = this.#undone(finding) ?? (after ? finding.remedy : undefined);
    return why === undefined ? [] : [{ finding, path, why }];
  }
}

interface After {
  readonly report: Report;
  readonly decisions: readonly Decision[];
}

/** A path of a report, inside the target that holds it. */
function insideOne(trees: readonly Tree[], path: string): string {
  const tree = trees.find((each) => holds(each, path));
  return tree ? insideTree(tree, path) : path;
}

const stopped = (): TareError => new TareError("machine", "stopped: nothing was changed");

/** What a path is called in reports. */
function shownIn(trees: readonly Tree[], path: string): string {
  const tree = trees.find((each) => {
    const own = pathOfTree(each);
    return path === own || (each.isFolder && path.startsWith(own + sep));
  });
  if (!tree) return path;
  const inside = path.slice(pathOfTree(tree).length + 1);
  return inside === "" ? tree.target : tree.prefix + inside;
}
