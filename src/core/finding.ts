import type { Span } from "./span.ts";

export const severities = ["info", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export const confidences = ["low", "medium", "high"] as const;
export type Confidence = (typeof confidences)[number];

/** What a finding gives away. Severity, confidence and class are separate axes. */
export const findingClasses = {
  secret: "keys, tokens, passwords",
  identity: "user names, e-mails, authors",
  host: "internal names and addresses",
  path: "folders of the machine it was made on",
  storage: "buckets, data sets, repositories",
  stack: "library versions, hardware",
  debug: "logs, optimizer state, dumps",
  hidden: "bytes that no reader sees",
  exposure: "a check that failed",
} as const;
export type FindingClass = keyof typeof findingClasses;

/** What shows that a value is what its rule says, besides its form. */
export type Evidence =
  /** A checksum that the value carries is right, or is not: then it was changed, or made up. */
  | { readonly kind: "checksum"; readonly holds: boolean }
  /** It decodes as what it should be, and says this in plain: `{ account: "123456789012" }`. */
  | { readonly kind: "decoded"; readonly as: string; readonly facts: Facts }
  /** The other half of it stands nearby: the rule that found that. */
  | { readonly kind: "beside"; readonly rule: string };

/** What a credential says of itself in plain: an account, an end. Times are ISO 8601, UTC. */
export type Facts = Readonly<Record<string, string>>;

/** Whether a credential works. */
export type Verified = "active" | "inactive" | "unknown";

/** What may belong to a credential, by what it is, nearest first. */
export type Companions = Readonly<Record<string, readonly string[]>>;

/** What came of asking the provider of a credential whether it works. */
export interface LiveAnswer {
  /** The host that was asked last; none where nothing was sent. */
  readonly host?: string;
  /** Why it is not known, in some words. */
  readonly reason?: string;
  /** What the provider says of it: whose it is, what it may do. */
  readonly facts?: Facts;
  /** The severity before the answer, where that changed it. */
  readonly severityBefore?: Severity;
}

export interface Location {
  /** Nested containers joined with `!/`: `release.zip!/run.ckpt!/data.pkl`. */
  readonly path: string;
  /** The place inside the innermost format: `$.hyper_parameters.api_key`. */
  readonly key?: string;
  /** Byte offsets of the coded value in the innermost blob. A name has none. */
  readonly span?: Span;
  /** The parts of `span` that hold the value, where other bytes cut it. */
  readonly pieces?: readonly Span[];
  /** How the bytes at `span` spell the value, where they are not the value as it stands. */
  readonly coding?: string;
  /** From 1. Only where the blob is text. */
  readonly line?: number;
  /** In bytes, from 1. */
  readonly column?: number;
}

/** A step on the way of a secret from where it is kept to where it gets out. */
export interface WayStep {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** What happens there: `runs train.py with it`. */
  readonly what: string;
}

/** A commit that a finding has to do with. */
export interface CommitNote {
  readonly id: string;
  readonly author: string;
  readonly email: string;
  /** When it was committed: ISO 8601. */
  readonly date: string;
}

/** Where in a repository's history a finding stands. */
export interface History {
  /** The name of a git object that holds it. */
  readonly object: string;
  /** How many versions of the file hold it. */
  readonly versions: number;
  /** The first commit that brought it; none where it was never committed. */
  readonly introduced?: CommitNote;
  /** The last commit that took it away. It can still be read in the history. */
  readonly removed?: CommitNote;
  /** Whether the files of HEAD still have it; not there where HEAD cannot be read, which is a gap then. */
  readonly head?: boolean;
}

/** Where in an image a finding stands. */
export interface InLayer {
  /** From 1, the lowest first; and how many there are. */
  readonly number: number;
  readonly of: number;
  readonly digest: string;
  /** The line of the Dockerfile that made it, as the image remembers it. */
  readonly instruction?: string;
  /** Whether a later layer hides the file. Whoever has the image can still read it. */
  readonly state: "present" | "deleted" | "replaced";
  /** The layer that hides it. */
  readonly hiddenBy?: number;
}

/** Where on a hub a finding stands. */
export interface InHub {
  readonly kind: "file" | "commit" | "discussion";
  /** `org/name`, `datasets/org/name`, `spaces/org/name`. */
  readonly repository: string;
  /** The commit that was read; none for a discussion. */
  readonly commit?: string;
  /** The branches, tags and pull requests that have the file as it is: `main`, `refs/pr/3`. Where there are none, it can still be read in the history. */
  readonly revisions: readonly string[];
  /** The first commit that has the file as it is, where the history was looked at. */
  readonly introduced?: { readonly id: string; readonly author: string; readonly date: string };
  /** Where a person can see it. */
  readonly page: string;
}

/** How a finding stands that a baseline knows. */
export type Standing =
  /** Still to be dealt with. */
  | { readonly state: "open" }
  | {
      readonly state: "accepted";
      readonly reason?: string;
      /** Who answers for it. */
      readonly owner?: string;
      /** The last day on which it holds, `2027-01-31`. */
      readonly expires?: string;
    };

export interface Finding {
  /** The same for the same value at the same place, 16 hexadecimal digits. */
  readonly id: string;
  /** The id of the rule or check that reports it. */
  readonly rule: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly evidence?: readonly Evidence[];
  /** Whether the credential works: `inactive` where it says itself that its time is over, else `unknown` unless somebody asked its provider. */
  readonly verified: Verified;
  /** What its provider said, where the user let tare ask. */
  readonly live?: LiveAnswer;
  readonly title: string;
  readonly harm: string;
  readonly remedy: string;
  /** The value, masked where it is a secret. */
  readonly preview: string;
  /** What stands around the value on its line, secrets masked. */
  readonly context?: { readonly before: string; readonly after: string };
  /** HMAC of rule and value, 32 hexadecimal digits: the same wherever the value stands. */
  readonly fingerprint: string;
  readonly location: Location;
  /** How many more places of the same value in the same blob are not listed by themselves. */
  readonly more?: number;
  /** How a secret gets from where it is kept to where it gets out, in its order. */
  readonly way?: readonly WayStep[];
  /** Where it stands in a git history. */
  readonly history?: History;
  /** Where it stands in an image. */
  readonly layer?: InLayer;
  /** Where it stands on a hub. */
  readonly hub?: InHub;
  /** The names of the git objects that hold it: only until the report is put together. */
  readonly objects?: readonly string[];
  /** What its provider has to be told besides the value, by name, nearest first: only until it was asked. */
  readonly companions?: Companions;
  /** That a comment lets it pass: only until the report is put together, which counts it instead. */
  readonly allowedBy?: "comment";
  /** How it stands in the baseline; only on those that one knows. */
  readonly standing?: Standing;
  /** The value itself. Present only where the user asked for it. */
  readonly value?: string;
}

/** Orders severities; higher is worse. */
export const rank = (severity: Severity): number => severities.indexOf(severity);
