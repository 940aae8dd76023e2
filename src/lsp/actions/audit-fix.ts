import { type Action, replaced } from "./action.ts";

/** Does what the check of the audit knows to mend it. */
export const auditFix: Action = ({ document, found: { fix } }) => {
  if (!fix) return undefined;
  const [first, ...others] = fix.edits;
  const isSafe = fix.safety === "safe";
  return {
    title: isSafe ? fix.title : `${fix.title} (look at what it changes)`,
    edits: [
      replaced(document, first.at, first.to),
      ...others.map(({ at, to }) => replaced(document, at, to)),
    ],
    isSafe,
  };
};
