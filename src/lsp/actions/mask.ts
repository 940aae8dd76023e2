import { type Action, plainPlaceOf, replaced } from "./action.ts";

/** Whatever reads it fails, and nobody takes it for a value. */
const mask = "REDACTED";

/** Puts a word in the place of a secret. */
export const maskValue: Action = ({ document, found }) => {
  const at = found.finding.class === "secret" ? plainPlaceOf(found) : undefined;
  if (!at || at.start === at.end) return undefined;
  return { title: `Mask this value with ${mask}`, edits: [replaced(document, at, mask)] };
};
