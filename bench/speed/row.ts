import { table } from "../table.ts";

/** What a row is to reach. */
export type Goal =
  | { readonly kind: "at-least"; readonly value: number; readonly unit: "x" | "MB/s" }
  | { readonly kind: "at-most"; readonly value: number; readonly unit: "x" | "ms" | "MiB" }
  /** For comparison: nothing was promised. */
  | { readonly kind: "none"; readonly unit: "x" };

/** One line of the table. */
export interface Row {
  readonly work: string;
  /** What tare is held against. */
  readonly beside: string;
  readonly goal: Goal;
  /** In the unit of the goal; or why it was not measured. */
  readonly measured: number | { readonly missing: string };
  /** Absolute figures: tare's, and the other's. */
  readonly tare: string;
  readonly other: string;
  /** Of tare, in the largest run. */
  readonly peakMiB?: number;
}

export const atLeast = (value: number, unit: "x" | "MB/s" = "x"): Goal => ({
  kind: "at-least",
  value,
  unit,
});
export const atMost = (value: number, unit: "x" | "ms" | "MiB" = "x"): Goal => ({
  kind: "at-most",
  value,
  unit,
});
export const noGoal: Goal = { kind: "none", unit: "x" };

export const rowsTable = (rows: readonly Row[]): string =>
  table([
    ["work", "beside", "goal", "measured", "met", "tare", "the other", "peak MiB"],
    ...rows.map((row) => [
      row.work,
      row.beside,
      goalText(row.goal),
      measuredText(row),
      verdictOf(row),
      row.tare,
      row.other,
      row.peakMiB?.toFixed(0) ?? "",
    ]),
  ]);

function goalText(goal: Goal): string {
  switch (goal.kind) {
    case "at-least":
      return `≥ ${goal.value} ${goal.unit}`;
    case "at-most":
      return `≤ ${goal.value} ${goal.unit}`;
    case "none":
      return "";
  }
}

const measuredText = ({ measured, goal }: Row): string =>
  typeof measured === "number" ? `${short(measured)} ${goal.unit}` : "—";

/** The digits that count. */
export const short = (value: number): string =>
  value >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(value < 0.1 ? 2 : 3)));

function verdictOf(row: Row): string {
  if (typeof row.measured !== "number") return "not measured";
  if (row.goal.kind === "none") return "";
  return reached(row.goal, row.measured) >= 1 ? "yes" : "**no**";
}

/** How much of the goal was reached: 1 is just enough. */
function reached(goal: Goal, measured: number): number {
  switch (goal.kind) {
    case "at-least":
      return measured / goal.value;
    case "at-most":
      return goal.value / measured;
    case "none":
      return Number.POSITIVE_INFINITY;
  }
}

/** Where tare misses a goal or is slower than the other, the worst first, and what was not measured. */
export function losses(rows: readonly Row[]): string[] {
  const numbered = rows.flatMap(({ measured, ...row }) =>
    typeof measured === "number" ? [{ ...row, measured }] : [],
  );
  const missed = numbered
    .filter(({ goal, measured }) => reached(goal, measured) < 1)
    .sort((one, other) => reached(one.goal, one.measured) - reached(other.goal, other.measured))
    .map(
      ({ work, beside, goal, measured }) =>
        `- ${titled(work, beside)}: ${short(measured)} ${goal.unit}, and ${goalText(goal)} was the goal: ${short(reached(goal, measured))} of it.`,
    );
  const slower = numbered
    .filter(({ goal, measured }) => isSlower(goal, measured))
    .map(
      ({ work, beside, measured }) =>
        `- ${titled(work, beside)}: slower than the other, ${short(1 / measured)} times.`,
    );
  const unknown = rows.flatMap(({ work, beside, measured }) =>
    typeof measured === "number"
      ? []
      : [`- ${titled(work, beside)}: NOT MEASURED: ${measured.missing}.`],
  );
  return [...missed, ...slower, ...unknown];
}

const titled = (work: string, beside: string): string =>
  beside === "" ? work : `${work}, beside ${beside}`;

/** Whether the goal was reached, and yet the other is quicker. */
const isSlower = (goal: Goal, measured: number): boolean =>
  goal.kind !== "at-most" && goal.unit === "x" && measured < 1 && reached(goal, measured) >= 1;
