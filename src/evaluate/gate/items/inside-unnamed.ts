import { rank } from "../../../core/finding.ts";
import { type Item, noneOf } from "../item.ts";

const told = new Set(["identity", "host", "path", "storage"]);

export const insideUnnamed: Item = {
  id: "inside-unnamed",
  title: "The release does not name people, hosts, folders or storage of the inside",
  why: "Each is harmless by itself. Put together they are a map of the inside, and tell whom to write to.",
  instead: "Take them out with 'tare clean', or accept them in tare.yaml with a reason.",

  judge: ({ scan: { findings } }) =>
    noneOf(
      findings.filter((each) => told.has(each.class) && rank(each.severity) >= rank("medium")),
      { found: "named", none: "none is named" },
    ),
};
