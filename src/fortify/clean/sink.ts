import type { Change } from "./change.ts";
import type { Tree, TreeFile } from "./tree.ts";

/** Takes what becomes of each file of a target. */
export interface Sink {
  /**
   * @param newName In the target, where the file is to be called otherwise.
   * @throws {TareError} `machine`: it cannot be written.
   */
  put(tree: Tree, file: TreeFile, change: Change, newName?: string): Promise<void>;
}

/** Called before each thing that is written, with what it is: there a test can end the process. */
export type OnWrite = (what: string) => void;

/** Takes everything, and writes nothing. */
export const nowhere: Sink = { put: async () => {} };
