import { type Item, noneOf } from "../item.ts";

export const noDebugArtifacts: Item = {
  id: "no-debug-artifacts",
  title: "No debug artifacts are in the release",
  why: "Optimizer states, argument files, dumps and caches are of no use to who runs the model, and tell how and where it was made.",
  instead: "Leave them out; 'tare clean' does.",

  judge: ({ scan: { findings } }) =>
    noneOf(
      findings.filter((each) => each.class === "debug" && each.severity !== "info"),
      { found: "left over", none: "none was found" },
    ),
};
