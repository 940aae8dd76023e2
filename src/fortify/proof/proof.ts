/** What came of checking a receipt. Changes only by addition. */
export interface Proof {
  readonly schema: "tare/proof/v1";
  readonly tool: { readonly name: "tare"; readonly version: string };
  readonly receipt: string;
  /** Absent where only the result was at hand. */
  readonly before?: string;
  readonly after: string;
  readonly verdict: Verdict;
  readonly checks: readonly Check[];
}

/** `incomplete`: nothing speaks against it, but something could not be looked at. */
export type Verdict = "proved" | "not-proved" | "incomplete";

export interface Check {
  readonly id: "receipt" | "signature" | "files" | "edits" | "tensors" | "scan";
  /** `unchecked`: what it would take was not given. */
  readonly state: "holds" | "fails" | "incomplete" | "unchecked";
  /** In a sentence, what was checked, or why not. */
  readonly says: string;
  readonly problems: readonly Problem[];
}

export interface Problem {
  /** A file, and the path inside it; absent where it is about all. */
  readonly path?: string;
  readonly what: string;
}

/** The worst of the checks decides. */
export function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.some(({ state }) => state === "fails")) return "not-proved";
  return checks.some(({ state }) => state === "incomplete") ? "incomplete" : "proved";
}

/** A check that holds unless there are problems. */
export const checkOf = (
  id: Check["id"],
  says: string,
  problems: readonly Problem[],
  isOpen = false,
): Check => ({
  id,
  state: problems.length > 0 && !isOpen ? "fails" : isOpen ? "incomplete" : "holds",
  says,
  problems,
});
