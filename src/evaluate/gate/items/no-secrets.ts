import { type Item, noneOf } from "../item.ts";

export const noSecrets: Item = {
  id: "no-secrets",
  title: "The release holds no secret",
  why: "A key in a release is used by strangers within minutes of its upload.",
  instead: "Revoke them, and take them out with 'tare clean'.",

  judge: ({ scan: { findings } }) =>
    noneOf(
      findings.filter((each) => each.class === "secret" && each.severity !== "info"),
      { found: "in the release", none: "none was found" },
    ),
};
