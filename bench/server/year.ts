import { createHash } from "node:crypto";
import { type Event, type Happening, stageOf } from "../../src/ledger/event.ts";

/** What a large team does, by how often: of a hundred events, so many. */
const shares: readonly (readonly [number, (at: number) => Happening])[] = [
  [27, () => ({ type: "commit-passed", files: 3 })],
  [3, (at) => ({ type: "commit-blocked", findings: [refOf(at)] })],
  [12, (at) => ({ type: "push-passed", files: at % 40 })],
  [
    14,
    (at) => ({
      type: "scan-finished",
      target: `model-${at % 50}`,
      findings: { critical: at % 7 === 0 ? 1 : 0, high: at % 3, low: 5 },
      gaps: at % 11 === 0 ? 1 : 0,
      durationMs: 900,
      scan: `scan-${at % 100_000}`,
      secrets: at % 3,
      ...(at % 2 === 0 && { pipeline: "github-actions", failed: at % 5 === 0 }),
    }),
  ],
  [
    8,
    (at) => ({
      type: "finding-opened",
      target: `model-${at % 50}`,
      finding: refOf(at),
      view: viewOf(at),
      scan: `scan-${at % 100_000}`,
    }),
  ],
  [
    6,
    (at) => ({
      type: "finding-closed",
      target: `model-${at % 50}`,
      finding: refOf(at),
      scan: `scan-${at % 100_000}`,
    }),
  ],
  [
    12,
    (at) => ({
      type: "secret-fetched",
      name: `TOKEN_${at % 30}`,
      source: at % 10 === 0 ? "environment" : "vault",
      lifetime: at % 4 === 0 ? "static" : "short-lived",
      ...(at % 4 !== 0 && { ttl: 900 + (at % 10) * 300 }),
      secret: `vault://secret/${at % 200}`,
      job: `job-${at % 50_000}`,
    }),
  ],
  [
    9,
    (at) => ({
      type: "job-finished",
      command: `train-${at % 100}`,
      status: at % 20 === 0 ? 1 : 0,
      masked: 1,
      job: `job-${at % 50_000}`,
      variables: at % 9 === 0 ? 2 : 0,
    }),
  ],
  [1, (at) => ({ type: "gate-passed", target: `model-${at % 50}`, checks: [] })],
  [
    1,
    (at) => ({
      type: "policy-analysed",
      provider: "aws",
      role: `role-${at % 300}`,
      wildcards: at % 4,
    }),
  ],
  [
    1,
    (at) => ({
      type: "alert-raised",
      source: "guardduty",
      kind: at % 5 === 0 ? "AnomalousBehavior" : "Recon",
      anomalyAt: "2026-01-01T00:00:00.000Z",
      drill: `drill-${at % 500}`,
    }),
  ],
  [
    1,
    (at) => ({
      type: "credential-revoked",
      credential: `key-${at % 90}`,
      confirmed: true,
      drill: `drill-${at % 500}`,
    }),
  ],
  [
    1,
    (at) => ({
      type: "tabletop-finished",
      scenario: "leak",
      participants: [`person-${at % 200}`],
      improvements: at % 3,
    }),
  ],
  [1, (at) => ({ type: "canary-planted", canary: `canary-${at % 300}`, place: "README.md" })],
  [1, (at) => ({ type: "canary-tripped", canary: `canary-${at % 300}` })],
  [1, (at) => ({ type: "release-published", target: `model-${at % 50}` })],
  [
    1,
    (at) => ({
      type: "inventory-finished",
      organisation: `github:${at % 9}`,
      repositories: 90,
      sensitive: at % 4,
      names: [],
      leaking: 0,
      gaps: 0,
      ways: [],
      read: true,
    }),
  ],
];

/** Which of the hundred each is. */
const kinds = shares.flatMap(([count, make]) => Array.from({ length: count }, () => make));

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");

/** 40,000 different values in a million events. */
const refOf = (at: number) => ({
  fingerprint: digest(`value ${at % 40_000}`).slice(0, 32),
  rule: `rule-${at % 300}`,
  class: at % 3 === 0 ? ("host" as const) : ("secret" as const),
  severity: at % 5 === 0 ? ("critical" as const) : ("high" as const),
});

const viewOf = (at: number) => ({
  title: "A key of a service",
  preview: "abcd…wxyz",
  confidence: "high" as const,
  verified: "unknown" as const,
  harm: "Whoever has it reads and overwrites all that its owner can reach.",
  remedy: "Revoke it at the service, and make a new one.",
  path: `release.zip!/run-${at % 900}.ckpt!/data.pkl`,
  key: "$.hyper_parameters.token",
});

const yearMs = 365 * 86_400_000;
const end = Date.now();

/** The events of a year of 40 projects and 200 people, always the same but for the year's end. */
export function* yearOf(total: number): Generator<Event> {
  for (let at = 0; at < total; at++) yield eventAt(at, total);
}

/** One of them, by its number from 0 on. Those behind the last happen now. */
export function eventAt(at: number, total: number): Event {
  // A stride that meets all kinds at all times.
  const make = kinds[(at * 37) % kinds.length];
  if (!make) throw new RangeError("there is no such kind");
  const happening = make(Math.imul(at, 2_654_435_761) >>> 0);
  const time = at < total ? end - (yearMs * (total - at - 1)) / total : Date.now();
  return {
    schema: "tare/event/v1",
    id: digest(`event ${at}`).slice(0, 32),
    time: new Date(time).toISOString(),
    actor: `person-${at % 200}`,
    project: `project-${at % 40}`,
    stage: stageOf[happening.type],
    happening,
    previous: "0".repeat(64),
  };
}
