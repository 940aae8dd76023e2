import type { Finding, Location } from "../core/finding.ts";
import { crc32 } from "../core/crc32.ts";
import type { Report } from "../core/report.ts";
import type { BuiltPage } from "./html.ts";
import type { RenderOptions } from "./renderer.ts";

/** Options as of a terminal with 80 columns that knows no colour. */
export const plainOptions: RenderOptions = {
  colour: false,
  columns: 80,
  verbose: false,
  quiet: false,
};

/** A page without what the build makes: its data, and the text for whoever runs no script. */
export const noScript: BuiltPage = { script: "", style: "" };

/** What a sample says of a rule; the rest of a finding follows from it. */
type Kind = Pick<Finding, "rule" | "class" | "severity" | "title" | "harm" | "remedy">;

const kinds = {
  awsId: {
    rule: "aws-access-key-id",
    class: "secret",
    severity: "high",
    title: "AWS access key id",
    harm: "Names the key and its account; with the secret key beside it, acts as its owner.",
    remedy: "Deactivate the key in IAM, then look in CloudTrail for what it did.",
  },
  awsSecret: {
    rule: "aws-secret-access-key",
    class: "secret",
    severity: "critical",
    title: "AWS secret access key",
    harm: "Act as the key's owner: list and read every bucket, data set and model that its policies allow.",
    remedy: "Deactivate the key in IAM, then look in CloudTrail for what it did.",
  },
  hubToken: {
    rule: "huggingface-user-token",
    class: "secret",
    severity: "critical",
    title: "Hugging Face user access token",
    harm: "Read, and if its role allows it overwrite, every model and data set that the user can reach.",
    remedy:
      "Revoke it at huggingface.co/settings/tokens, then look at the account's recent commits.",
  },
  home: {
    rule: "home-folder",
    class: "identity",
    severity: "medium",
    title: "Home folder of a user",
    harm: "Tells a person's login name, which phishing and password guessing start from.",
    remedy: "Train in a folder such as /workspace, or store paths relative to the project.",
  },
  host: {
    rule: "internal-host",
    class: "host",
    severity: "medium",
    title: "Internal host name",
    harm: "Maps the network that models are built in: names, ports and services.",
    remedy: "Keep addresses in the environment, and out of logs and configuration.",
  },
  tfevents: {
    rule: "tensorboard-log",
    class: "debug",
    severity: "medium",
    title: "TensorBoard log",
    harm: "Holds the whole course of the training, and in its name the host and time.",
    remedy: "Leave the folder out of the release.",
  },
  bucket: {
    rule: "s3-bucket",
    class: "storage",
    severity: "low",
    title: "S3 bucket",
    harm: "Says where the training data lies, for whoever holds or guesses a key.",
    remedy: "Name data sets by what they are, not by where they are kept.",
  },
  version: {
    rule: "library-version",
    class: "stack",
    severity: "info",
    title: "Library version",
    harm: "Tells which known weaknesses to try.",
    remedy: "Publish versions on purpose, in requirements.txt, or not at all.",
  },
} as const satisfies Record<string, Kind>;

/** Made up, valid in form only, and put together here so that no scanner takes this file for a leak. */
export const sampleSecrets = {
  awsId: ["AK", "IA", "Q7RSTUVWXYZ2345A"].join(""),
  awsSecret: ["wJalrXUtnFEMI", "K7MDENGbPxRfiCY", "qP3zLw8sTuVn"].join("/"),
  hubToken: ["hf", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("_"),
} as const;

const masked = (secret: string): string =>
  `${secret.slice(0, 4)}**** (${secret.length} characters)`;

interface Sight extends Partial<Pick<Finding, "context" | "more" | "confidence" | "verified">> {
  readonly kind: keyof typeof kinds;
  readonly preview: string;
  readonly location: Location;
}

/** Hexadecimal digits that follow from a text. */
export const digits = (text: string, length: number): string =>
  Array.from({ length: length / 8 }, (_, round) =>
    crc32(new TextEncoder().encode(`${round}${text}`))
      .toString(16)
      .padStart(8, "0"),
  ).join("");

/** A finding as a scan makes it, from the little that a test wants to say. */
export function sampleFinding({ kind, ...sight }: Sight): Finding {
  return {
    id: digits(`${kind}${sight.preview}${JSON.stringify(sight.location)}`, 16),
    confidence: "high",
    verified: "unknown",
    ...kinds[kind],
    fingerprint: digits(kind + sight.preview, 32),
    ...sight,
  };
}

const log = "release.zip!/logs/train.log";
const pickle = "release.zip!/model.ckpt!/model/data.pkl";

/** A place in the log: line and column from 1, the offset of the value, and its length. */
const at = (
  [line, column]: readonly [number, number],
  start: number,
  length: number,
): Location => ({ path: log, line, column, span: { start, end: start + length } });

const inLog: readonly Sight[] = [
  {
    kind: "home",
    preview: "/home/asmith/sentiment/train.py",
    context: { before: "INFO running ", after: " --epochs 3" },
    location: at([2, 34], 121, 31),
    more: 2,
  },
  {
    kind: "version",
    preview: "torch 1.9.0",
    location: at([4, 5], 260, 11),
  },
  {
    kind: "awsId",
    preview: masked(sampleSecrets.awsId),
    context: { before: "AWS_ACCESS_KEY_ID=", after: "" },
    location: at([412, 19], 30_411, 20),
    more: 241,
  },
  {
    kind: "awsSecret",
    preview: masked(sampleSecrets.awsSecret),
    context: { before: "AWS_SECRET_ACCESS_KEY=", after: "" },
    location: at([413, 23], 30_454, 42),
    more: 241,
  },
  {
    kind: "host",
    preview: "model-builder.internal.corp:8080",
    context: { before: "POST http://", after: "/v1/runs 200 in 31 ms" },
    location: at([420, 13], 31_002, 32),
  },
];

const inModel: readonly Sight[] = [
  {
    kind: "hubToken",
    preview: masked(sampleSecrets.hubToken),
    location: {
      path: pickle,
      key: "$.hyper_parameters.hub_token",
      span: { start: 18_220, end: 18_257 },
    },
  },
  {
    kind: "home",
    preview: "/home/asmith/sentiment/train.py",
    location: {
      path: pickle,
      key: "$.hyper_parameters.script",
      span: { start: 18_301, end: 18_332 },
    },
  },
  {
    kind: "bucket",
    preview: "s3://acme-training-data/raw/reviews-2023",
    location: {
      path: pickle,
      key: "$.hyper_parameters.data_files.train[0]",
      span: { start: 18_377, end: 18_417 },
      coding: "json",
    },
    confidence: "low",
  },
  {
    kind: "version",
    preview: "pytorch-lightning 1.5.10",
    location: { path: pickle, key: "$.pytorch-lightning_version", span: { start: 60, end: 66 } },
  },
];

const inFolder: readonly Sight[] = [
  {
    kind: "tfevents",
    preview: "events.out.tfevents.1690000000.gpu-node-07.internal.corp.31337.0",
    location: {
      path: "release.zip!/runs/events.out.tfevents.1690000000.gpu-node-07.internal.corp.31337.0",
    },
  },
  {
    kind: "host",
    preview: "gpu-node-07.internal.corp",
    location: {
      path: "release.zip!/runs/events.out.tfevents.1690000000.gpu-node-07.internal.corp.31337.0",
    },
  },
  {
    kind: "home",
    preview: "/home/asmith/.cache/huggingface/bert-base-uncased",
    location: {
      path: "config.json",
      key: "$._name_or_path",
      line: 2,
      column: 22,
      span: { start: 24, end: 73 },
    },
    context: { before: '  "_name_or_path": "', after: '",' },
  },
  {
    kind: "version",
    preview: "transformers 4.30.2",
    location: {
      path: "config.json",
      key: "$.transformers_version",
      line: 27,
      column: 28,
      span: { start: 610, end: 616 },
    },
  },
];

/** The release that the battlecard tells of, as a scan of it would report it. */
export function sampleReport(changes: Partial<Report> = {}): Report {
  const findings = [...inLog, ...inModel, ...inFolder].map(sampleFinding);
  return {
    schema: "tare/report/v1",
    tool: { name: "tare", version: "0.1.0" },
    target: "release.zip config.json",
    startedAt: "2026-11-23T09:30:00.000Z",
    durationMs: 412,
    status: "complete",
    profile: "release",
    bytes: { seen: 1_204_331_008, read: 2_411_724, tensors: 1_190_221_312 },
    findings,
    gaps: [
      {
        path: "release.zip!/private/keys.7z",
        reason: "encrypted: member uses AES-256",
        bytes: 1_204_224,
      },
      {
        path: "release.zip!/model.ckpt!/archive/optimizer.bin",
        reason: "unsupported: compression method 97",
        bytes: 48_000_000,
      },
    ],
    summary: {
      files: 2,
      members: 31,
      formats: { zip: 2, pickle: 1, text: 18, json: 6, tfevents: 1 },
      byClass: countBy(findings, ({ class: kind }) => kind),
      bySeverity: countBy(findings, ({ severity }) => severity),
      benign: 31,
    },
    ...changes,
  };
}

function countBy<Key extends string>(
  findings: readonly Finding[],
  of: (finding: Finding) => Key,
): Partial<Record<Key, number>> {
  const counts: Partial<Record<Key, number>> = {};
  for (const each of findings) counts[of(each)] = (counts[of(each)] ?? 0) + 1;
  return counts;
}

/** The sample as `--reveal` would report it. */
export function revealedReport(): Report {
  const report = sampleReport();
  const values: Readonly<Record<string, string>> = {
    [kinds.awsId.rule]: sampleSecrets.awsId,
    [kinds.awsSecret.rule]: sampleSecrets.awsSecret,
    [kinds.hubToken.rule]: sampleSecrets.hubToken,
  };
  return {
    ...report,
    findings: report.findings.map((each) => ({
      ...each,
      value: values[each.rule] ?? each.preview,
    })),
  };
}

/** The sample with so many findings, half of them of values that occur again. */
export function largeReport(findings: number): Report {
  const report = sampleReport();
  return {
    ...report,
    findings: Array.from({ length: findings }, (_, index) => {
      const one = report.findings[index % report.findings.length] as Finding;
      const copy = Math.floor(index / report.findings.length);
      return {
        ...one,
        id: digits(`${index}`, 16),
        fingerprint: copy % 2 === 0 ? digits(`${index}`, 32) : one.fingerprint,
        location: {
          ...one.location,
          path: one.location.path.replace("release", `release-${copy % 40}`),
        },
      };
    }),
  };
}
