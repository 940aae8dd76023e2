import type { Gauge, GaugeUnit } from "../../../src/server/api.ts";
import type { Stage } from "../../../src/ledger/stages.ts";
import { type Random, randomFrom } from "./random.ts";

type Row = readonly [
  id: string,
  stage: Stage,
  title: string,
  unit: GaugeUnit,
  goal: number | undefined,
  from: number,
  to: number,
  practice: string,
];

/** The card's gauges with a value a quarter ago and one now; a few have none. */
const rows: readonly Row[] = [
  [
    "public-repositories",
    "reconnaissance",
    "Public repositories with sensitive keywords",
    "count",
    0,
    7,
    2,
    "Search for your names as an attacker would.",
  ],
  [
    "time-to-discovery",
    "reconnaissance",
    "Time to discovery of a honeypot secret",
    "seconds",
    86_400,
    NaN,
    NaN,
    "Plant bait in public, and see how soon it is found.",
  ],
  [
    "scanner-alerts",
    "reconnaissance",
    "Scanner alerts in pipelines",
    "count",
    undefined,
    3,
    5,
    "A scanner in the pipeline says what a stranger could read.",
  ],
  [
    "checklist-passed",
    "evaluation",
    "Projects whose checklist passed before their first release",
    "percent",
    95,
    50,
    75,
    "A checklist for publishing a model, and every project through it.",
  ],
  [
    "hardcoded-secrets",
    "evaluation",
    "Hardcoded secrets in the codebase",
    "count",
    0,
    61,
    18,
    "Real credentials do not belong into code, not even in development.",
  ],
  [
    "builds-failed",
    "evaluation",
    "Builds that failed because of a secret",
    "count",
    undefined,
    2,
    1,
    "A build that fails is a leak that did not happen.",
  ],
  [
    "managed-credentials",
    "fortify",
    "Jobs that get credentials from a secrets manager",
    "percent",
    90,
    40,
    92,
    "Centralise secrets: no job needs them in a variable.",
  ],
  [
    "static-credentials",
    "fortify",
    "Active long-lived static credentials",
    "count",
    0,
    23,
    9,
    "What never ends can be used by whoever finds it, for ever.",
  ],
  [
    "commits-blocked",
    "fortify",
    "Commits blocked by the hook",
    "count",
    undefined,
    4,
    6,
    "The hook stops a secret before it is in the history.",
  ],
  [
    "wildcard-roles",
    "limit",
    "IAM roles with wildcard permissions",
    "count",
    0,
    NaN,
    NaN,
    "Every role may do what its job needs, and nothing else.",
  ],
  [
    "credential-lifetime",
    "limit",
    "Mean lifetime of pipeline credentials",
    "seconds",
    3600,
    90_000,
    5400,
    "A credential that ends soon is worth little.",
  ],
  [
    "permission-failures",
    "limit",
    "Jobs that failed for lack of permission",
    "count",
    undefined,
    1,
    0,
    "A job that may not is a sign that somebody drew the line.",
  ],
  [
    "time-to-detect",
    "expose",
    "Mean time to detect a compromised key",
    "seconds",
    3600,
    40_000,
    3000,
    "From the first strange use to the alert.",
  ],
  [
    "anomalous-behaviour",
    "expose",
    "GuardDuty: anomalous behaviour",
    "count",
    undefined,
    0,
    1,
    "The cloud's own log tells of a key in wrong hands.",
  ],
  [
    "canaries-tripped",
    "expose",
    "Canaries tripped",
    "count",
    undefined,
    0,
    0,
    "Bait that nobody has a reason to touch.",
  ],
  [
    "time-to-remediate",
    "exercise",
    "Time to remediate a simulated leak",
    "seconds",
    3600,
    14_000,
    5000,
    "From the alert to revoked and confirmed, with a clock running.",
  ],
  [
    "developers-exercised",
    "exercise",
    "Developers who took part in the last 6 months",
    "percent",
    80,
    30,
    55,
    "Practise before it is real.",
  ],
  [
    "tabletops",
    "exercise",
    "Tabletops that improved the playbook",
    "count",
    undefined,
    1,
    2,
    "Talk an incident through, and write down what was missing.",
  ],
];

export const gaugesOf = (random: Random, now: number): Gauge[] =>
  rows.map((row) => gaugeOf(row, random, now));

function gaugeOf(row: Row, random: Random, now: number): Gauge {
  const [id, stage, title, unit, goal, , to, practice] = row;
  const about = {
    id,
    stage,
    title,
    unit,
    practice,
    ...(goal === undefined
      ? ({ kind: "signal", windowDays: 90 } as const)
      : { kind: "metric" as const }),
    goal: goalOf(unit, goal),
    noData: {
      text: "Nothing that this is computed from was recorded yet.",
      command: "tare scan .",
    },
  };
  if (Number.isNaN(to)) return withoutData(about);
  return {
    ...about,
    trend: trendOf(row, random),
    reading: {
      state: "value",
      value: to,
      events: 3 + random.upTo(400),
      freshAt: new Date(now - (1 + random.upTo(50)) * 1_800_000).toISOString(),
    },
    direction: directionOf(row),
    ...(goal === undefined ? {} : { meetsGoal: unit === "percent" ? to >= goal : to <= goal }),
  };
}

const withoutData = (about: Omit<Gauge, "trend" | "reading" | "direction">): Gauge => ({
  ...about,
  trend: Array.from({ length: 13 }, () => null),
  reading: { state: "no-data" },
  direction: "unknown",
});

const goalOf = (unit: GaugeUnit, goal: number | undefined): Gauge["goal"] =>
  goal === undefined
    ? { kind: "none" }
    : { kind: unit === "percent" ? "at-least" : "at-most", value: goal };

function trendOf([, , , , , from, to]: Row, random: Random): (number | null)[] {
  const step = Math.abs(to - from) / 14;
  return Array.from({ length: 13 }, (_, week) => {
    if (week < 2) return null;
    if (week === 12) return to;
    return Math.max(0, Math.round(from + ((to - from) * week) / 12 + (random.upTo(5) - 2) * step));
  });
}

function directionOf([, , , unit, , from, to]: Row): Gauge["direction"] {
  if (from === to) return "same";
  return from < to === (unit === "percent") ? "better" : "worse";
}

/** The gauges of a server to which nobody has sent anything. */
export const emptyGauges = (): Gauge[] =>
  rows.map((row) => gaugeOf(row.with(6, Number.NaN) as unknown as Row, randomFrom(1), 0));
