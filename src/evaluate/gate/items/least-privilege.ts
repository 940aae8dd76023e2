import { type Item, noneOf, unknown } from "../item.ts";

export const leastPrivilege: Item = {
  id: "least-privilege",
  title: "The job's role may do no more than the job needs",
  why: "A key that leaks opens whatever its role may open.",
  instead:
    "Give the training job a role of its own for its data, its output and nothing else; then confirm it.",

  judge: ({ repository }) => {
    const wide = repository?.audit.findings.filter(({ rule }) => /wildcard|wide/.test(rule)) ?? [];
    return wide.length > 0
      ? noneOf(wide, { found: "policies with wildcards", none: "" })
      : unknown("a person has to look at the role");
  },
};
