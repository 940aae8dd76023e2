import { join } from "node:path";
import { InPlace } from "./in-place.ts";
import { overwrite } from "./overwrite.ts";
import type { OnWrite, Sink } from "./sink.ts";
import { Stage } from "./stage.ts";
import { type Tree, treeOf } from "./tree.ts";
import { Held } from "../../core/held.ts";

/** Where cleaned files go, until they are published. Disposed of before, nothing has changed. */
export interface Output extends AsyncDisposable {
  /** What takes the files. @param isFirst Whether they come from the targets, and not from what was written. */
  sink(tree: Tree, isFirst: boolean): Sink;
  /** What was written for a tree, under the names that the tree has. */
  written(tree: Tree, name: (old: string) => string): Promise<Tree>;
  publish(): Promise<void>;
}

/** A folder that is not there yet. @param time When its files say that they were written. */
export async function folderOutput(
  folder: string,
  trees: readonly Tree[],
  { time, onWrite }: { readonly time: Date; readonly onWrite?: OnWrite },
): Promise<Output> {
  const stage = await Stage.of(folder, trees, onWrite);
  return {
    sink: (_, isFirst) => (isFirst ? stage : overwrite),
    written: async (tree, name) => treeAt(stage.placeOf(tree), tree, name),
    publish: async () => stage.publish(time),
    [Symbol.asyncDispose]: async () => stage[Symbol.asyncDispose](),
  };
}

/** The targets themselves. */
export async function inPlaceOutput(trees: readonly Tree[], onWrite?: OnWrite): Promise<Output> {
  await using held = new Held();
  const sinks = new Map<Tree, InPlace>();
  for (const tree of trees) sinks.set(tree, held.use(await InPlace.of(tree, onWrite)));
  const all = held.move();
  return {
    sink: (tree) => sinks.get(tree) as InPlace,
    written: async (tree, name) => treeAt(tree.root, tree, name),
    publish: async () => {
      for (const sink of sinks.values()) await sink.finish();
    },
    [Symbol.asyncDispose]: async () => all[Symbol.asyncDispose](),
  };
}

async function treeAt(place: string, tree: Tree, name: (old: string) => string): Promise<Tree> {
  const { target, isFolder, files } = tree;
  if (isFolder) return await treeOf(place, target);
  const only = name(files[0]?.name ?? "");
  return await treeOf(join(place, only), tree.prefix + only);
}
