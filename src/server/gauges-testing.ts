import type { Event, Happening } from "../ledger/event.ts";
import { eventOf, type Made, refOf } from "./testing.ts";

export const at = "2026-11-30T00:00:00.000Z";
export const daysAgo = (days: number): string =>
  new Date(Date.parse(at) - days * 86_400_000).toISOString();

export const happened = (days: number, happening: Happening, made: Made = {}): Event =>
  eventOf(happening, { time: daysAgo(days), ...made });

const pipeline = "github-actions";
export const scanned = (days: number, more: object = {}, findings = {}, made: Made = {}): Event =>
  happened(
    days,
    { type: "scan-finished", target: ".", findings, gaps: 0, durationMs: 1, ...more },
    made,
  );
export const opened = (days: number, name: string, made: Made = {}): Event =>
  happened(days, { type: "finding-opened", target: ".", finding: refOf(name) }, made);
export const closed = (days: number, name: string): Event =>
  happened(days, { type: "finding-closed", target: ".", finding: refOf(name) });
const looked = { names: [], leaking: 0, gaps: 0, ways: [], read: true };
const inventory = (days: number, organisation: string, sensitive: number): Event =>
  happened(days, {
    type: "inventory-finished",
    organisation,
    repositories: 9,
    sensitive,
    ...looked,
  });
const planted = (days: number, canary: string): Event =>
  happened(days, { type: "canary-planted", canary, place: "README.md" });
const tripped = (days: number, canary: string, isTest = false): Event =>
  happened(days, { type: "canary-tripped", canary, isTest });
const gate = (days: number, type: "gate-passed" | "gate-failed", more: object, project = "model") =>
  happened(days, { type, target: ".", checks: [], ...more }, { project });
const published = (days: number, project: string): Event =>
  happened(days, { type: "release-published", target: "." }, { project });
const ran = (days: number, command: string, job: string, variables: number): Event =>
  happened(days, { type: "job-finished", command, status: 0, masked: 0, job, variables });
const fetched = (days: number, job: string, more: object): Event =>
  happened(days, {
    type: "secret-fetched",
    name: "HF_TOKEN",
    source: "vault",
    lifetime: "short-lived",
    job,
    ...more,
  });
const audited = (days: number, job: string, ...kinds: readonly ("static" | "short-lived")[]) =>
  happened(days, {
    type: "job-audited",
    pipeline: "ci.yml",
    job,
    credentials: kinds.map((kind, index) => ({
      name: `${job}-${index}`,
      kind,
      source: "oidc",
      ...(kind === "short-lived" && { ttl: 900 }),
    })),
  });
const commit = (days: number, actor: string, isBlocked = false, salt = ""): Event =>
  happened(
    days,
    isBlocked ? { type: "commit-blocked", findings: [] } : { type: "commit-passed", files: 1 },
    { actor, salt },
  );
const role = (days: number, name: string, wildcards: number): Event =>
  happened(days, { type: "policy-analysed", provider: "aws", role: name, wildcards });
const alert = (days: number, more: object = {}): Event =>
  happened(days, { type: "alert-raised", source: "guardduty", kind: "Recon", ...more });
const revoked = (days: number, more: object = {}): Event =>
  happened(days, { type: "credential-revoked", credential: "k", confirmed: true, ...more });
const seen = (days: number, credential: string, isActive = true): Event =>
  happened(days, {
    type: "credential-seen",
    credential,
    provider: "aws",
    kind: "static",
    isActive,
  });
const tabletop = (days: number, participants: readonly string[], improvements = 0): Event =>
  happened(days, {
    type: "tabletop-finished",
    scenario: "s",
    participants: [...participants],
    improvements,
  });

const hour = 3600;
const day = 24 * hour;

/** What happened, and what the gauge then shows: its value, and from how many events. */
export const cases: readonly [string, string, readonly Event[], number, number][] = [
  [
    "public-repositories",
    "the newest look at each organisation counts",
    [inventory(9, "a", 5), inventory(2, "a", 3), inventory(3, "b", 1)],
    4,
    2,
  ],
  [
    "honeypot-discovery",
    "from planting to the first use that is no test",
    [
      planted(10, "a"),
      tripped(9.5, "a", true),
      tripped(9, "a"),
      tripped(8, "a"),
      planted(10, "b"),
      tripped(7, "b"),
      planted(3, "c"),
    ],
    2 * day,
    2,
  ],
  [
    "scanner-alerts",
    "only what ran in a pipeline, and found something bad",
    [
      scanned(1, { pipeline }, { critical: 1 }),
      scanned(2, { pipeline }, { high: 2 }),
      scanned(3, { pipeline }, { low: 2 }),
      scanned(4, {}, { critical: 9 }),
      scanned(40, { pipeline }, { critical: 1 }),
    ],
    2,
    3,
  ],
  [
    "checklist-before-release",
    "passed before the first release, not after it",
    [
      gate(9, "gate-passed", {}, "early"),
      published(8, "early"),
      published(8, "late"),
      gate(7, "gate-passed", {}, "late"),
      gate(7, "gate-passed", {}, "unreleased"),
    ],
    50,
    2,
  ],
  [
    "hardcoded-secrets",
    "open, neither gone nor accepted nor rotated",
    [
      scanned(5),
      ...["a", "b", "gone", "accepted", "rotated"].map((name) => opened(5, name)),
      closed(4, "gone"),
      happened(3, {
        type: "finding-accepted",
        finding: refOf("accepted"),
        reason: "r",
        expires: "2027-01-01",
      }),
      happened(3, { type: "finding-rotated", finding: refOf("rotated") }),
    ],
    2,
    1,
  ],
  [
    "failed-builds",
    "failed, in a pipeline, with a secret",
    [
      scanned(1, { pipeline, failed: true, secrets: 1 }),
      scanned(2, { pipeline, failed: true, secrets: 0 }),
      scanned(3, { pipeline, failed: false, secrets: 1 }),
      scanned(4, { failed: true, secrets: 1 }),
      gate(5, "gate-failed", { pipeline, secrets: 2 }),
      gate(6, "gate-passed", { pipeline, secrets: 2 }),
    ],
    2,
    5,
  ],
  [
    "managed-credentials",
    "each job by its newest run; one without credentials does not count",
    [
      ran(9, "train", "1", 3),
      ran(2, "train", "2", 0),
      fetched(2, "2", {}),
      ran(2, "lint", "3", 0),
      ran(2, "push", "4", 1),
      audited(2, "build", "short-lived"),
      audited(2, "deploy", "short-lived", "static"),
    ],
    50,
    4,
  ],
  [
    "static-credentials",
    "without an end, and not revoked since",
    [
      fetched(2, "1", { lifetime: "static", secret: "vault://a" }),
      fetched(1, "2", { lifetime: "static", secret: "vault://a" }),
      fetched(1, "3", { secret: "vault://short" }),
      audited(3, "deploy", "static", "short-lived"),
      seen(5, "k"),
      revoked(4),
      seen(5, "dead", false),
      ran(6, "train", "8", 9),
      ran(5, "train", "9", 1),
    ],
    3,
    9,
  ],
  [
    "blocked-commits",
    "of the last 30 days",
    [commit(1, "ana", true), commit(2, "ana", true), commit(3, "bo"), commit(31, "ana", true)],
    2,
    3,
  ],
  [
    "wildcard-roles",
    "as last looked at",
    [role(9, "a", 2), role(2, "a", 0), role(3, "b", 1)],
    1,
    2,
  ],
  [
    "credential-lifetime",
    "over those that have an end",
    [
      fetched(1, "1", { ttl: 2700 }),
      fetched(2, "2", { lifetime: "static" }),
      audited(3, "a", "short-lived", "static"),
    ],
    1800,
    2,
  ],
  [
    "denied-jobs",
    "of all jobs that were seen",
    [
      ran(1, "train", "1", 0),
      happened(2, { type: "access-denied", job: "train", action: "s3:ListAllMyBuckets" }),
    ],
    1,
    2,
  ],
  [
    "time-to-detect",
    "from the first anomalous use to the alert",
    [
      alert(1, { anomalyAt: daysAgo(2) }),
      alert(5, { anomalyAt: daysAgo(9) }),
      alert(1, { kind: "other" }),
    ],
    2.5 * day,
    2,
  ],
  [
    "anomalous-behaviour",
    "only GuardDuty's, of that kind",
    [
      alert(1, { kind: "UnauthorizedAccess:IAMUser/AnomalousBehavior" }),
      alert(2),
      alert(3, { source: "canary", kind: "AnomalousBehavior" }),
    ],
    1,
    2,
  ],
  [
    "tripped-canaries",
    "different ones, tests left out",
    [
      planted(99, "a"),
      planted(99, "b"),
      tripped(2, "a"),
      tripped(1, "a"),
      tripped(1, "b", true),
      tripped(40, "b"),
    ],
    1,
    6,
  ],
  [
    "time-to-remediate",
    "from alert to confirmed revocation, drills only",
    [
      alert(10, { drill: "1" }),
      revoked(9.9, { drill: "1", confirmed: false }),
      revoked(9, { drill: "1" }),
      alert(5, { drill: "2" }),
      alert(5),
      revoked(4),
    ],
    day,
    1,
  ],
  [
    "exercised-developers",
    "of those who commit, or took part, in half a year",
    [
      commit(1, "ana"),
      commit(2, "bo", true),
      commit(400, "long-gone"),
      tabletop(9, ["ana", "manager"]),
      tabletop(300, ["bo"]),
    ],
    (100 * 2) / 3,
    2,
  ],
  [
    "improving-tabletops",
    "of the last year",
    [tabletop(1, [], 2), tabletop(9, [], 0), tabletop(400, [], 3)],
    1,
    2,
  ],
];
