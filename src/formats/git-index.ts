import type { Format } from "../core/format.ts";
import { indexRegions, isIndex } from "./kit/git-index.ts";

/**
 * The index of a working tree: the path of each file, ignored and deleted ones
 * at times too, and extensions, one of which names the folder on the machine.
 */
export const gitIndex: Format = {
  id: "git-index",
  title: "Git index",
  tier: "specific",
  specification: "https://git-scm.com/docs/index-format",
  reads: "paths; extensions swept",
  tested: "git",

  matches: ({ head }) => isIndex(head),

  regions: (blob) => indexRegions(blob),

  fixed: () => "its paths are those of the files that Git keeps",
};
