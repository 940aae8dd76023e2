import { nameIn } from "../evidence.ts";
import { type Item, noneOf, unknown } from "../item.ts";

export const cardInspected: Item = {
  id: "card-inspected",
  title: "The model card is there, and gives nothing away",
  why: "Everybody reads the card first: paths, hosts and names that slipped into an example are seen by all.",
  instead:
    "Write a README.md that says what the model is, with made-up paths and addresses in its examples.",

  judge(evidence) {
    if (evidence.card === undefined) return unknown("there is no README.md in the release");
    return noneOf(
      evidence.scan.findings.filter(
        (each) => each.severity !== "info" && /(?:^|[/!])README\.md$/i.test(nameIn(evidence, each)),
      ),
      { found: "in the card", none: "nothing was found in it" },
    );
  },
};
