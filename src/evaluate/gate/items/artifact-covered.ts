import { type Item, missedBy, passed, unknown } from "../item.ts";

export const artifactCovered: Item = {
  id: "artifact-covered",
  title: "All of the release was inspected",
  why: "What nobody looked at may hold anything.",
  instead: "Unpack, decrypt or leave out what could not be read; 'tare scan' lists it.",

  judge({ scan }) {
    const because = missedBy(scan);
    if (because !== undefined) return { state: "failed", because };
    const { files } = scan.summary;
    if (files === 0) return unknown("there is no file in the release");
    return passed(files === 1 ? "the one file" : `all ${files} files`);
  },
};
