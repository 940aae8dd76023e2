import { type Item, passed, unknown } from "../item.ts";

export const canariesPlanted: Item = {
  id: "canaries-planted",
  title: "A canary would tell of a thief",
  why: "A made-up key that nobody has a reason to use is the surest alarm there is.",
  instead: "Plant one where a thief would look, and confirm it.",

  judge: ({ events }) =>
    events.some(({ happening }) => happening.type === "canary-planted")
      ? passed("the ledger knows of one")
      : unknown("the ledger knows of none"),
};
