import { type FindingClass, findingClasses, type Severity } from "../core/finding.ts";

/** What somebody scans for. */
export interface Profile {
  readonly id: string;
  readonly title: string;
  readonly classes: readonly FindingClass[];
  readonly atLeast: Readonly<Partial<Record<FindingClass, Severity>>>;
}

const every = Object.keys(findingClasses) as FindingClass[];

/** The first is the default. */
export const profiles: readonly [Profile, ...Profile[]] = [
  {
    id: "release",
    title: "Everything that a published model gives away",
    classes: every,
    atLeast: {},
  },
  {
    id: "secrets",
    title: "Only keys, tokens and passwords",
    classes: ["secret"],
    atLeast: {},
  },
  {
    id: "double-blind",
    title: "Whatever could tell a reviewer who the authors are",
    classes: every,
    atLeast: { identity: "high", path: "high", host: "high", storage: "high" },
  },
];
