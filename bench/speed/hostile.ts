import { atLeast, type Row } from "./row.ts";

/** The worst megabyte that any rule can be given: its own bench makes it, and is to be put here. */
export const hostileRows = (): Row[] => [
  {
    work: "worst megabyte of any rule",
    beside: "",
    goal: atLeast(1, "MB/s"),
    measured: { missing: "the bench `hostile` is not there yet" },
    tare: "",
    other: "",
  },
];
