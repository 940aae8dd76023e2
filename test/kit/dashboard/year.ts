import { createHash } from "node:crypto";
import type { Severity } from "../../../src/core/finding.ts";
import {
  type Event,
  type FindingRef,
  type FindingView,
  type Happening,
} from "../../../src/ledger/event.ts";
import { eventOf } from "../../../src/server/testing.ts";
import { kinds, projects } from "./findings.ts";
import { type Random, randomFrom } from "./random.ts";

const dayMs = 86_400_000;
const byMachine = { actor: "ci" } as const;
const people = ["ana", "bruno", "chen", "dilek", "emeka"] as const;

/** A finding that is open in a project. */
interface Open {
  readonly target: string;
  readonly finding: FindingRef;
  readonly view: FindingView;
}

interface Year {
  readonly random: Random;
  readonly open: Map<string, Open[]>;
  readonly events: Event[];
  /** Of the day that is being made, in milliseconds, and how far the year has come, 0 to 1. */
  day: number;
  progress: number;
}

/**
 * A year of four projects as their machines would have sent it, the oldest first:
 * a team that begins with leaks and no habits, and gets better. Always the same
 * for one end.
 */
export function yearOfEvents(end: number, days = 365): readonly Event[] {
  const year: Year = {
    random: randomFrom(11),
    open: new Map(projects.map((name) => [name, []])),
    events: [],
    day: 0,
    progress: 0,
  };
  for (let at = 0; at < days; at++) {
    year.day = end - (days - at) * dayMs;
    year.progress = at / days;
    for (const project of projects) workday(year, project, at);
    if (at % 30 === 10) monthly(year, at);
    if (at % 90 === 45) quarterly(year, at);
  }
  return year.events;
}

/** Who did it, and when, where that matters. */
interface Circumstances {
  readonly actor?: string;
  /** In milliseconds; some time of the day where absent. */
  readonly at?: number;
}

function add(
  year: Year,
  project: string,
  happening: Happening,
  { actor = year.random.pick(people), at = someTime(year) }: Circumstances = {},
): void {
  const time = new Date(at).toISOString();
  year.events.push(eventOf(happening, { time, actor, project, salt: `${year.events.length}` }));
}

const someTime = ({ random, day }: Year): number => day + random.upTo(dayMs - 3_600_000);

/** Whether something happens that begins with one chance and ends with another, in percent. */
const happens = ({ random, progress }: Year, from: number, to: number): boolean =>
  random.upTo(100) < from + (to - from) * progress;

function workday(year: Year, project: string, day: number): void {
  if (happens(year, 60, 60))
    add(year, project, { type: "commit-passed", files: 1 + year.random.upTo(9) });
  if (happens(year, 4, 9)) add(year, project, { type: "commit-blocked", findings: [refOf(year)] });
  job(year, project);
  if (day % 5 === projects.indexOf(project as (typeof projects)[number])) scan(year, project);
  if (day % 45 === 20) gate(year, project);
  if (happens(year, 1, 4)) accept(year, project);
}

function refOf({ random }: Year): FindingRef {
  const { rule, class: kind, severity } = random.pick(kinds);
  const fingerprint = createHash("sha256")
    .update(`${random.upTo(1e9)}`)
    .digest("hex")
    .slice(0, 32);
  return { fingerprint, rule, class: kind, severity };
}

function openingOf(year: Year, target: string): Open {
  const kind = year.random.pick(kinds);
  const { rule, class: of, severity, title, preview, harm, remedy } = kind;
  const [path = "", key] = year.random.pick(kind.places).split("#");
  const { fingerprint } = refOf(year);
  return {
    target,
    finding: { fingerprint, rule, class: of, severity },
    view: {
      title,
      preview,
      harm,
      remedy,
      confidence: "high",
      verified: of === "secret" && year.random.upTo(4) === 0 ? "active" : "unknown",
      path: `${target}!/${path}`,
      ...(key === undefined ? { line: 1 + year.random.upTo(4000) } : { key }),
    },
  };
}

function scan(year: Year, project: string): void {
  const { random } = year;
  const open = year.open.get(project) ?? [];
  const target = `releases/${project}-${1 + Math.floor(year.progress * 9)}.zip`;
  const scanId = `${project}-${year.day}`;
  const closed = open.splice(0, happens(year, 25, 60) ? Math.ceil(open.length / 4) : 0);
  const opened = Array.from({ length: happens(year, 90, 35) ? 1 + random.upTo(5) : 0 }, () =>
    openingOf(year, target),
  );
  open.push(...opened);
  for (const each of closed)
    add(year, project, { type: "finding-closed", ...each, scan: scanId }, byMachine);
  for (const each of opened)
    add(year, project, { type: "finding-opened", ...each, scan: scanId }, byMachine);
  const findings = countsOf(open);
  const gaps = random.upTo(6) === 0 ? 1 : 0;
  add(
    year,
    project,
    {
      type: "scan-finished",
      target,
      findings,
      gaps,
      durationMs: 800 + random.upTo(3000),
      scan: scanId,
      pipeline: "github-actions",
      failed: (findings.critical ?? 0) + (findings.high ?? 0) > 0,
      files: 40 + random.upTo(80),
      bytesSeen: 4_812_000_000,
      bytesRead: 31_000_000,
      secrets: open.filter(({ finding }) => finding.class === "secret").length,
      notInspected:
        gaps === 0
          ? []
          : [
              {
                path: `${target}!/extra.7z`,
                reason: "encrypted: the archive needs a password",
                bytes: 81_000_000,
              },
            ],
    },
    byMachine,
  );
}

function countsOf(open: readonly Open[]): Partial<Record<Severity, number>> {
  const counts: Partial<Record<Severity, number>> = {};
  for (const { finding } of open) counts[finding.severity] = (counts[finding.severity] ?? 0) + 1;
  return counts;
}

function job(year: Year, project: string): void {
  const at = someTime(year);
  const name = `${project}-${year.day}`;
  const isShort = happens(year, 15, 85);
  const lifetime = isShort
    ? ({ source: "vault", lifetime: "short-lived", ttl: 900 * (1 + year.random.upTo(8)) } as const)
    : ({ source: "environment", lifetime: "static" } as const);
  const fetched = {
    type: "secret-fetched",
    name: "AWS_SESSION_TOKEN",
    ...lifetime,
    job: name,
  } as const;
  add(year, project, fetched, { ...byMachine, at });
  add(
    year,
    project,
    {
      type: "job-finished",
      command: `python ${year.random.pick(["train", "evaluate"])}.py`,
      status: year.random.upTo(12) === 0 ? 1 : 0,
      masked: year.random.upTo(5),
      job: name,
      variables: isShort ? 0 : 2,
    },
    { ...byMachine, at: at + 1_200_000 },
  );
  if (!happens(year, 1, 2)) return;
  add(
    year,
    project,
    { type: "access-denied", job: "python train.py", action: "s3:ListAllMyBuckets" },
    byMachine,
  );
}

function gate(year: Year, project: string): void {
  const target = `releases/${project}-${1 + Math.floor(year.progress * 9)}.zip`;
  const isClean = happens(year, 30, 95);
  const checks = [
    {
      check: "no secret of high severity",
      passed: isClean,
      ...(isClean ? {} : { reason: "3 secrets" }),
    },
    { check: "the card says what the files say", passed: true },
  ];
  add(
    year,
    project,
    { type: isClean ? "gate-passed" : "gate-failed", target, checks, pipeline: "github-actions" },
    byMachine,
  );
  if (isClean) add(year, project, { type: "release-published", target, to: `hf:acme/${project}` });
  if (isClean)
    add(year, project, {
      type: "clean-finished",
      target,
      edits: 3 + year.random.upTo(20),
      dropped: 2,
      left: 0,
    });
  if (isClean) add(year, project, { type: "proof-checked", target, holds: true });
}

function accept(year: Year, project: string): void {
  const [first] = year.open.get(project) ?? [];
  if (!first) return;
  const expires = new Date(year.day + 90 * dayMs).toISOString().slice(0, 10);
  add(year, project, {
    type: "finding-accepted",
    finding: first.finding,
    reason: "Public since the paper; the bucket is read-only.",
    expires,
  });
}

function monthly(year: Year, day: number): void {
  /** What a number of a year ago has come down to. */
  const left = (from: number): number => Math.max(0, Math.round(from * (1 - year.progress * 0.9)));
  const [project] = projects;
  const inventory = {
    type: "inventory-finished",
    organisation: "github:acme",
    names: [],
    gaps: 0,
    ways: ["own"],
    read: true,
  } as const;
  const sensitive = left(8);
  add(year, project, { ...inventory, repositories: 61, sensitive, leaking: left(3) }, byMachine);
  for (let role = 0; role < 6; role++) {
    const wildcards = role < left(5) ? 2 : 0;
    add(year, project, {
      type: "policy-analysed",
      provider: "aws",
      role: `role-${role}`,
      wildcards,
    });
  }
  for (let at = 0; at < 14; at++) {
    const credential = { credential: `key-${at}`, provider: "aws", kind: "static" } as const;
    add(
      year,
      project,
      { type: "credential-seen", ...credential, isActive: at < left(14) },
      byMachine,
    );
  }
  for (const name of projects) audited(year, name);
  if (day % 60 !== 10) return;
  const anomalyAt = new Date(year.day - (1 + left(9)) * 3_600_000).toISOString();
  const kind = "UnauthorizedAccess:IAMUser/AnomalousBehavior";
  add(year, project, {
    type: "alert-raised",
    source: "guardduty",
    kind,
    credential: "key-3",
    anomalyAt,
  });
}

function audited(year: Year, project: string): void {
  const isShort = happens(year, 10, 90);
  const credential = isShort
    ? ({ name: "HF_TOKEN", kind: "short-lived", source: "oidc", ttl: 3600 } as const)
    : ({ name: "HF_TOKEN", kind: "static", source: "github-secret" } as const);
  const pipeline = ".github/workflows/release.yml";
  add(
    year,
    project,
    { type: "job-audited", pipeline, job: "publish", credentials: [credential] },
    byMachine,
  );
}

function quarterly(year: Year, day: number): void {
  const [project] = projects;
  const drill = `drill-${day}`;
  const participants = people.slice(0, 1 + Math.ceil(year.progress * 4));
  add(year, project, {
    type: "canary-planted",
    canary: `canary-${day}`,
    place: "github:acme/notebooks",
  });
  if (year.progress > 0.3)
    add(year, project, {
      type: "canary-tripped",
      canary: `canary-${day - 90}`,
      address: "203.0.113.9",
    });
  add(year, project, { type: "drill-started", drill, kind: "leaked-key" });
  add(year, project, { type: "alert-raised", source: "tare", kind: "drill", drill });
  year.day += dayMs / 24;
  add(year, project, {
    type: "credential-revoked",
    credential: "drill-key",
    confirmed: true,
    drill,
  });
  add(year, project, { type: "drill-finished", drill, participants });
  add(year, project, {
    type: "tabletop-finished",
    scenario: "a key in a public issue",
    participants,
    improvements: 1 + Math.floor(year.progress * 3),
  });
}
