import type { LedgerEvent, PipelineJob, ReleaseDetail, Verdict } from "../../../src/server/api.ts";
import { projects } from "./findings.ts";
import type { Random } from "./random.ts";

const dayMs = 86_400_000;
const verdicts: readonly Verdict[] = ["findings", "findings", "clean", "incomplete", "blocked"];

export const releasesOf = (count: number, random: Random, now: number): ReleaseDetail[] =>
  Array.from({ length: count }, (_, index) => releaseOf(index, random, now));

function releaseOf(index: number, random: Random, now: number): ReleaseDetail {
  const project = random.pick(projects);
  const verdict = random.pick(verdicts);
  const gaps = verdict === "incomplete" ? 2 : 0;
  const isFound = verdict === "findings" || verdict === "blocked";
  return {
    id: `r${index}`,
    project,
    target: `releases/${project}-${1 + random.upTo(12)}.zip`,
    time: new Date(now - index * 2.4 * dayMs - random.upTo(dayMs)).toISOString(),
    actor: random.pick(["ana", "bruno", "ci"]),
    by: verdict === "blocked" ? "gate" : "scan",
    verdict,
    findings: isFound
      ? { critical: 1 + random.upTo(3), high: random.upTo(4), medium: random.upTo(9), info: 3 }
      : {},
    gaps,
    ...(index % 5 === 4 ? {} : { opened: random.upTo(4), closed: random.upTo(6) }),
    coverage: {
      files: 40 + random.upTo(90),
      bytesSeen: 4_812_000_000,
      bytesRead: 31_000_000,
      durationMs: 2400,
      gaps:
        gaps === 0
          ? []
          : [
              {
                path: "release.zip!/extra.7z",
                reason: "encrypted: the archive needs a password",
                bytes: 81_000_000,
              },
              {
                path: "release.zip!/dump.bin",
                reason: "too deep: containers nested more than 16 deep",
                bytes: 0,
              },
            ],
    },
    checks:
      verdict === "blocked"
        ? [
            { check: "no secret of high severity", passed: false, reason: "3 secrets" },
            { check: "everything was inspected", passed: true },
          ]
        : [],
    dossier,
    receipts: isFound
      ? []
      : [
          {
            id: `p${index}`,
            time: new Date(now).toISOString(),
            kind: "proved",
            holds: true,
            edits: 12,
          },
        ],
  };
}

/** As of `tare brief --format json`, schema `tare/brief/v1`, as far as the map reads it. */
const dossier = {
  schema: "tare/brief/v1",
  entities: [
    ["person", "asmith"],
    ["person", "Ana Smith"],
    ["account", "acme-ml"],
    ["credential", "AWS access key AKIA…"],
    ["credential", "Hugging Face token hf_Q…"],
    ["service", "huggingface.co"],
    ["storage", "s3://acme-training-eu"],
    ["storage", "s3://acme-models"],
    ["machine", "model-builder.internal.corp"],
    ["machine", "gpu-07"],
    ["network", "internal.corp"],
    ["project", "sentiment"],
    ["software", "torch 1.9.0"],
    ["software", "CUDA 11.1"],
  ].map(([kind, name]) => ({ id: `${kind}:${name}`, kind, name })),
  links: [
    ["person:asmith", "machine:gpu-07", "uses"],
    ["person:asmith", "project:sentiment", "works-with"],
    ["person:Ana Smith", "account:acme-ml", "uses"],
    ["credential:AWS access key AKIA…", "storage:s3://acme-training-eu", "opens"],
    ["credential:AWS access key AKIA…", "storage:s3://acme-models", "opens"],
    ["credential:Hugging Face token hf_Q…", "service:huggingface.co", "opens"],
    ["person:asmith", "credential:Hugging Face token hf_Q…", "owns"],
    ["machine:model-builder.internal.corp", "network:internal.corp", "in-network"],
    ["project:sentiment", "software:torch 1.9.0", "runs-on"],
    ["machine:gpu-07", "software:CUDA 11.1", "runs-on"],
  ].map(([from, to, kind]) => ({ from, to, kind, why: "both stand in logs/train.log" })),
  attacks: [
    {
      title: "Read the training data with the AWS key",
      why: "The key id and its secret stand side by side, and the log names two buckets.",
      fix: "Deactivate the key in IAM, then read CloudTrail.",
    },
  ],
};

export const jobsOf = (random: Random, now: number): PipelineJob[] =>
  (
    [
      ["train.yml / train", "short-lived", "oidc", "AWS_ROLE", 3600],
      ["train.yml / evaluate", "managed", "vault", "HUB_TOKEN", undefined],
      ["release.yml / publish", "static", "github-secret", "HF_TOKEN", undefined],
      ["nightly.yml / ingest", "short-lived", "vault", "DB_PASSWORD", 900],
      ["python train.py", "static", "environment", "WANDB_API_KEY", undefined],
    ] as const
  ).map(([name, kind, source, variable, ttlSeconds], index) => ({
    id: `j${index}`,
    project: projects[index % projects.length] ?? "",
    name,
    lastRunAt: new Date(now - random.upTo(40) * 3_600_000).toISOString(),
    runs: 20 + random.upTo(300),
    failed: random.upTo(4),
    credentials: [
      {
        name: variable,
        kind,
        source,
        ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
        lastSeenAt: new Date(now).toISOString(),
      },
      {
        name: "SESSION",
        kind: "short-lived",
        source: "vault",
        ttlSeconds: 1200,
        lastSeenAt: new Date(now).toISOString(),
      },
    ],
    kind,
  }));

export const eventsOf = (count: number, random: Random, now: number): LedgerEvent[] =>
  Array.from({ length: count }, (_, index): LedgerEvent => {
    const [type, stage, data] = random.pick([
      [
        "scan-finished",
        "reconnaissance",
        {
          target: "releases/sentiment-3.zip",
          findings: { critical: 1, medium: 4 },
          gaps: 0,
          durationMs: 2400,
        },
      ],
      [
        "commit-blocked",
        "fortify",
        { findings: [{ rule: "huggingface-user-token", severity: "critical" }] },
      ],
      [
        "finding-opened",
        "evaluation",
        { target: "releases/ranker-1.zip", finding: { rule: "internal-host", severity: "medium" } },
      ],
      ["job-finished", "fortify", { command: "python train.py", status: 0, masked: 12 }],
    ] as const);
    return {
      id: `e${index}`,
      time: new Date(now - index * 9_000_000).toISOString(),
      actor: random.pick(["ana", "bruno", "chen", "ci"]),
      project: random.pick(projects),
      stage,
      type,
      data,
    };
  });
