import { type Item, noneOf } from "../item.ts";

export const nothingHidden: Item = {
  id: "nothing-hidden",
  title: "No file holds bytes that no reader sees",
  why: "What was deleted in a file, or stands behind its end, is published with it.",
  instead: "Write the file anew; 'tare clean' fills such bytes.",

  judge: ({ scan: { findings } }) =>
    noneOf(
      findings.filter((each) => each.class === "hidden" && each.severity !== "info"),
      { found: "found", none: "none was found" },
    ),
};
