import { type Item, noneIn, unknown } from "../item.ts";

export const historyClean: Item = {
  id: "history-clean",
  title: "The repository's history holds no secret",
  why: "What was committed once and removed five minutes later can still be read by whoever has the repository.",
  instead: "Revoke them; 'tare scan git:DIR' names the commits.",

  judge({ repository }) {
    if (!repository) return unknown("no repository was named: give --repo DIR");
    if (!repository.history) return unknown("the folder has no history");
    return noneIn(
      repository.history,
      (each) => each.class === "secret" && each.severity !== "info",
      { found: "in the history", none: "none was found" },
    );
  },
};
