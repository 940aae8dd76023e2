import { type Item, passed } from "../item.ts";

export const artifactCovered: Item = {
  id: "artifact-covered",
  title: "All of the release was inspected",
  why: "What nobody looked at may hold anything.",
  instead: "Unpack, decrypt or leave out what could not be read; 'tare scan' lists it.",

  judge: ({ scan: { gaps, status, summary } }) => {
    if (status === "interrupted") return { state: "failed", because: "the scan was interrupted" };
    if (gaps.length === 0) return passed(`all ${summary.files} files`);
    const [first] = gaps;
    const more = gaps.length > 1 ? ` and ${gaps.length - 1} more` : "";
    return { state: "failed", because: `not inspected: ${first?.path} (${first?.reason})${more}` };
  },
};
