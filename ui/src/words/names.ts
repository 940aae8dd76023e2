import type { FindingClass, Severity } from "../../../src/core/finding.ts";
import type { Stage } from "../../../src/ledger/stages.ts";
import type { CredentialKind, FindingState, Verdict } from "../../../src/server/api.ts";

/** The worst first. */
export const severities = [
  "critical",
  "high",
  "medium",
  "low",
  "info",
] as const satisfies readonly Severity[];

/** A form for each severity besides its colour. */
export const marks: Readonly<Record<Severity, string>> = {
  critical: "■",
  high: "▲",
  medium: "●",
  low: "○",
  info: "·",
};

/** What each class gives away. */
export const classes: Readonly<Record<FindingClass, string>> = {
  secret: "keys, tokens, passwords",
  identity: "user names, e-mails, authors",
  host: "internal names and addresses",
  path: "folders of the author's machine",
  storage: "buckets, data sets, repositories",
  stack: "library versions, hardware",
  debug: "logs, optimizer state, dumps",
  hidden: "bytes that no reader sees",
  exposure: "a check that failed",
};
export const classNames = Object.keys(classes) as FindingClass[];

export const states: Readonly<Record<FindingState, string>> = {
  open: "to be dealt with",
  accepted: "let pass until a day",
  rotated: "revoked, still in the files",
  closed: "gone, as a scan saw",
};
export const stateNames = Object.keys(states) as FindingState[];

export const verdicts: Readonly<Record<Verdict, string>> = {
  clean: "nothing found",
  findings: "findings",
  incomplete: "not all inspected",
  blocked: "blocked",
};

/** What is scanned from its project's own folder is called like the project. */
export const releaseName = ({
  project,
  target,
}: {
  readonly project: string;
  readonly target: string;
}): string => (target === "." ? project : target);

export const credentialKinds: Readonly<Record<CredentialKind, string>> = {
  static: "there until somebody revokes it",
  managed: "kept in a secrets manager",
  "short-lived": "made for the job, ends by itself",
};

/** A stage of the card: its letter, its name, and the question it answers. */
export interface StageWords {
  readonly id: Stage;
  readonly letter: string;
  readonly name: string;
  readonly question: string;
}

/** In the card's order; the letters spell REFLEX. */
export const stages: readonly StageWords[] = [
  stage("reconnaissance", "R", "Reconnaissance", "What could a stranger find?"),
  stage("evaluation", "E", "Evaluation", "How do we work with secrets?"),
  stage("fortify", "F", "Fortify", "What keeps leaks from happening?"),
  stage("limit", "L", "Limit", "What could a leaked key do?"),
  stage("expose", "E", "Expose", "Would we notice its use?"),
  stage("exercise", "X", "eXercise", "Have we practised?"),
];

function stage(id: Stage, letter: string, name: string, question: string): StageWords {
  return { id, letter, name, question };
}

/** `scan-finished` as words. */
export const spoken = (id: string): string => id.replaceAll("-", " ");
