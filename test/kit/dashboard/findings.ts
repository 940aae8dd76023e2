import type { FindingClass, Severity } from "../../../src/core/finding.ts";
import type { FindingDetail, FindingState, LedgerEvent } from "../../../src/server/api.ts";
import type { Random } from "./random.ts";

/** What a rule says, and where it finds it: as scans of real releases do. */
export interface Kind {
  readonly rule: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  readonly title: string;
  readonly preview: string;
  readonly places: readonly string[];
  readonly harm: string;
  readonly remedy: string;
}

export const kinds: readonly Kind[] = [
  {
    rule: "aws-secret-access-key",
    class: "secret",
    severity: "critical",
    title: "AWS secret access key",
    preview: "wJal**** (40 characters)",
    places: [
      "release.zip!/logs/train.log",
      "release.zip!/run.ckpt!/run/data.pkl#$.env.AWS_SECRET_ACCESS_KEY",
    ],
    harm: "Act as the key's owner: list and read every bucket, data set and model that its policies allow.",
    remedy: "Deactivate the key in IAM, then look in CloudTrail for what it did.",
  },
  {
    rule: "huggingface-user-token",
    class: "secret",
    severity: "critical",
    title: "Hugging Face user access token",
    preview: "hf_Q**** (37 characters)",
    places: [
      "model.ckpt!/model/data.pkl#$.hyper_parameters.hub_token",
      "notebooks/eval.ipynb#cells[4]",
    ],
    harm: "Read, and if its role allows it overwrite, every model and data set that the user can reach.",
    remedy:
      "Revoke it at huggingface.co/settings/tokens, then look at the account's recent commits.",
  },
  {
    rule: "wandb-api-key",
    class: "secret",
    severity: "high",
    title: "Weights & Biases API key",
    preview: "9c4f**** (40 characters)",
    places: ["release.zip!/wandb/run-3/config.yaml#$.api_key", "logs/debug.log"],
    harm: "Read every run, artefact and configuration of the team.",
    remedy: "Revoke it at wandb.ai/authorize.",
  },
  {
    rule: "home-folder",
    class: "identity",
    severity: "medium",
    title: "Home folder of a user",
    preview: "/home/asmith/sentiment/train.py",
    places: ["release.zip!/logs/train.log", "model.safetensors#__metadata__.source"],
    harm: "Tells a person's login name, which phishing and password guessing start from.",
    remedy: "Train in a folder such as /workspace, or store paths relative to the project.",
  },
  {
    rule: "internal-host",
    class: "host",
    severity: "medium",
    title: "Internal host name",
    preview: "model-builder.internal.corp:8080",
    places: ["config.json#$.tracking_uri", "release.zip!/logs/train.log"],
    harm: "Maps the network that models are built in: names, ports and services.",
    remedy: "Keep addresses in the environment, and out of logs and configuration.",
  },
  {
    rule: "s3-bucket",
    class: "storage",
    severity: "low",
    title: "S3 bucket",
    preview: "s3://acme-training-eu/raw-images/",
    places: ["release.zip!/dvc.yaml#$.stages.train.deps[0]", "README.md"],
    harm: "Says where the training data lies, for whoever holds or guesses a key.",
    remedy: "Name data sets by what they are, not by where they are kept.",
  },
  {
    rule: "optimizer-state",
    class: "debug",
    severity: "low",
    title: "Optimizer state",
    preview: "optimizer_states",
    places: ["model.ckpt!/model/data.pkl#$.optimizer_states"],
    harm: "Triples the size, and tells how the training went.",
    remedy: "Save the weights alone.",
  },
  {
    rule: "library-version",
    class: "stack",
    severity: "info",
    title: "Library version",
    preview: "torch 1.9.0",
    places: ["release.zip!/logs/train.log", "requirements.txt"],
    harm: "Tells which known weaknesses to try.",
    remedy: "Publish versions on purpose, or not at all.",
  },
];

export const projects = ["sentiment", "speech-to-text", "ranker", "vision-base"] as const;
const people = ["ana", "bruno", "chen", "ci"] as const;
const states: readonly FindingState[] = [
  "open",
  "open",
  "open",
  "accepted",
  "rotated",
  "closed",
  "closed",
  "closed",
];
const dayMs = 86_400_000;

/** Findings of a year, the worst first; always the same for one seed. */
export function findingsOf(count: number, random: Random, now: number): FindingDetail[] {
  return Array.from({ length: count }, (_, index) => findingOf(index, random, now)).sort(
    (one, other) => weight(one) - weight(other) || one.id.localeCompare(other.id),
  );
}

const order: readonly Severity[] = ["critical", "high", "medium", "low", "info"];
const weight = ({ severity }: FindingDetail): number => order.indexOf(severity);

function findingOf(index: number, random: Random, now: number): FindingDetail {
  const kind = random.pick(kinds);
  const [path = "", key] = random.pick(kind.places).split("#");
  const project = random.pick(projects);
  const openedAt = new Date(now - random.upTo(360) * dayMs - random.upTo(dayMs)).toISOString();
  const state = random.pick(states);
  const changedAt =
    state === "open"
      ? openedAt
      : new Date(Date.parse(openedAt) + random.upTo(9) * dayMs).toISOString();
  const target = `releases/${project}-${1 + random.upTo(12)}.zip`;
  const { rule, severity, title, harm, remedy, preview } = kind;
  const finding = {
    fingerprint: index.toString(16).padStart(32, "0"),
    rule,
    class: kind.class,
    severity,
  };
  const event = (type: LedgerEvent["type"], time: string, data: object): LedgerEvent => ({
    id: `${index}-${type}`,
    time,
    actor: random.pick(people),
    project,
    stage: "evaluation",
    type,
    data: { finding, ...data },
  });
  return {
    id: `f${index}`,
    project,
    fingerprint: finding.fingerprint,
    rule,
    class: kind.class,
    severity,
    title,
    preview,
    verified: kind.class === "secret" && random.upTo(5) === 0 ? "active" : "unknown",
    state,
    isReopened: random.upTo(20) === 0,
    targets: [target],
    path: `${target}!/${path}`,
    ...(key === undefined ? { line: 1 + random.upTo(4000) } : { key }),
    openedAt,
    changedAt,
    changedBy: random.pick(people),
    ...(state === "accepted"
      ? {
          reason: "Public since the paper; the bucket is read-only.",
          expires: new Date(now + 40 * dayMs).toISOString().slice(0, 10),
        }
      : {}),
    confidence: "high",
    harm,
    remedy,
    history: [
      event("finding-opened", openedAt, { target }),
      ...(state === "closed" ? [event("finding-closed", changedAt, { target })] : []),
      ...(state === "accepted"
        ? [event("finding-accepted", changedAt, { reason: "Public since the paper" })]
        : []),
    ],
  };
}
