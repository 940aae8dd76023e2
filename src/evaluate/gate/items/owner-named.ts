import { type Item, passed, unknown } from "../item.ts";

export const ownerNamed: Item = {
  id: "owner-named",
  title: "Somebody answers for the release, and can be reached",
  why: "Who finds a leak must know whom to tell; who has to act must know that it is him.",
  instead: "Name both in tare.yaml: `owner:` and `contact:`.",

  judge({ settings: { owner, contact } }) {
    const missing = [
      ...(owner === undefined ? ["owner"] : []),
      ...(contact === undefined ? ["contact"] : []),
    ];
    return missing.length === 0
      ? passed(`${owner} (${contact})`)
      : unknown(`tare.yaml names no ${missing.join(" and no ")}`);
  },
};
