import type { Confidence, FindingClass, Severity } from "../core/finding.ts";
import type { HappeningType, Stage } from "../ledger/event.ts";

/**
 * What the server says and is told, as JSON: types only, so that the dashboard
 * and the server mean the same. Times are ISO 8601 in UTC, days `2026-11-30`.
 * A list that may be long comes in pages. Changes only by addition.
 */

/** Every answer with a status from 400 on. */
export interface ApiError {
  readonly error: {
    readonly code:
      | "bad-request"
      | "unauthenticated"
      | "forbidden"
      | "not-found"
      | "conflict"
      | "too-large"
      | "too-many-requests"
      | "timeout"
      | "unavailable"
      | "bug";
    readonly message: string;
    /** What the reader can do about it. */
    readonly hint?: string;
  };
}

/** A page of a list. `next` goes into `?cursor=` for the page after it; absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
  /** How many there are in all pages. */
  readonly total: number;
}

// ── Sessions ────────────────────────────────────────────────────────────────

/** `viewer` reads, `member` also changes findings, `admin` also users, tokens and webhooks. */
export type Role = "viewer" | "member" | "admin";

/** `GET /api/session`: who is asking. 401 where nobody is logged in. */
export interface Session {
  readonly user: User;
  /** Goes into the header `X-CSRF-Token` of each request that changes something. */
  readonly csrfToken: string;
  readonly expiresAt: string;
}

/** `GET /api/login`: which ways there are; needs no session. */
export interface LoginWays {
  readonly password: boolean;
  /** A link to follow, where people log in elsewhere by OpenID Connect. */
  readonly oidc?: { readonly title: string; readonly href: "/login/oidc" };
  /** Nobody has an account yet: follow the one-time link that `tare serve` printed. */
  readonly isNew: boolean;
}

/** `POST /api/login` → `Session` and a cookie. `DELETE /api/session` logs out (204). */
export interface PasswordLogin {
  readonly name: string;
  readonly password: string;
}

/**
 * `POST /api/login/link` → `Session`. The link that the first start prints is
 * `http://HOST:PORT/#/welcome/TOKEN`: the page asks for a name and a password, and sends all three.
 */
export interface LinkLogin {
  readonly token: string;
  readonly name: string;
  /** 12 characters or more. */
  readonly password: string;
}

// ── Users, tokens, webhooks, audit: for admins ──────────────────────────────

/** `GET /api/users` → `Page<User>`. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Which projects this user sees; all where absent. */
  readonly projects?: readonly string[];
  readonly login: "password" | "oidc";
  readonly createdAt: string;
  readonly lastSeenAt?: string;
  readonly isDisabled: boolean;
}

/** `POST /api/users` → 201 `User`. */
export interface NewUser {
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly projects?: readonly string[];
}

/** `PATCH /api/users/:id` → `User`. */
export interface UserChange {
  readonly role?: Role;
  readonly password?: string;
  readonly isDisabled?: boolean;
  /** `null`: all. */
  readonly projects?: readonly string[] | null;
}

/** `ingest` sends events, `read` reads, `triage` changes the state of findings. */
export type Scope = "ingest" | "read" | "triage";

/** `GET /api/tokens` → `Page<ApiToken>`. `DELETE /api/tokens/:id` → 204. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  /** The first characters, to tell them apart. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  /** All projects where absent. */
  readonly projects?: readonly string[];
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly lastUsedAt?: string;
}

/** `POST /api/tokens` → 201 `MadeToken`. */
export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly projects?: readonly string[];
  readonly expiresAt?: string;
}

export interface MadeToken extends ApiToken {
  /** Shown this once: only its hash is kept. */
  readonly token: string;
}

export type WebhookKind = "generic" | "slack" | "teams";

/** `GET /api/webhooks` → `Page<Webhook>`. `DELETE /api/webhooks/:id` → 204; `POST /api/webhooks/:id/test` → `WebhookDelivery`. */
export interface Webhook {
  readonly id: string;
  readonly kind: WebhookKind;
  /** Only the origin: the rest of the address is often a secret. */
  readonly address: string;
  /** Which events are sent; all of them where empty. */
  readonly types: readonly HappeningType[];
  readonly projects?: readonly string[];
  readonly createdAt: string;
  readonly lastDelivery?: WebhookDelivery;
}

export interface WebhookDelivery {
  readonly time: string;
  readonly state: "delivered" | "retrying" | "failed";
  readonly status?: number;
  readonly reason?: string;
}

/** `POST /api/webhooks` → 201 `MadeWebhook`. */
export interface NewWebhook {
  readonly kind: WebhookKind;
  readonly url: string;
  readonly types?: readonly HappeningType[];
  readonly projects?: readonly string[];
}

export interface MadeWebhook extends Webhook {
  /** Signs each delivery: `Tare-Signature: t=SECONDS,v1=HMAC-SHA-256 of "t.body"`. Shown this once. */
  readonly secret: string;
}

/** `GET /api/audit?cursor=` → `Page<AuditEntry>`, the newest first. */
export interface AuditEntry {
  readonly id: string;
  readonly time: string;
  /** The name of a user or a token, or `tare` itself. */
  readonly actor: string;
  /** `user.created`, `token.deleted`, `finding.accepted`, `login.failed`. */
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

// ── The ledger ──────────────────────────────────────────────────────────────

/** An event as it is stored. */
export interface LedgerEvent {
  readonly id: string;
  readonly time: string;
  readonly actor: string;
  readonly project: string;
  readonly stage: Stage;
  readonly type: HappeningType;
  /** What `happening` says besides its type, as of `src/ledger/events/`. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** `GET /api/ledger?project=&stage=&type=&finding=&cursor=` → `Page<LedgerEvent>`, the newest first. */
export type LedgerPage = Page<LedgerEvent>;

/** `POST /api/ledger` takes lines of `.tare/ledger.jsonl` as `{"events": […]}`, up to 1,000; needs `ingest`. */
export interface Ingested {
  /** Stored by this request. */
  readonly stored: number;
  /** Were there before, by their id. */
  readonly known: number;
  /** Not events that the server knows; sending them again changes nothing. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * `GET /api/events`: server-sent events. Each has an `id`, so that a browser that
 * was away gets what it missed. `event: ledger` has `LedgerEvent`; `event:
 * changed` says which parts of the page are out of date.
 */
export interface Changed {
  readonly gauges: boolean;
  readonly findings: readonly string[];
  readonly releases: boolean;
}

/** `GET /api/projects` → `Page<Project>`. */
export interface Project {
  readonly name: string;
  readonly firstEventAt: string;
  readonly lastEventAt: string;
  readonly events: number;
  readonly open: Readonly<Partial<Record<Severity, number>>>;
}

// ── Gauges ──────────────────────────────────────────────────────────────────

export type GaugeUnit = "count" | "percent" | "seconds";

/** What a gauge shows at one moment. */
export type GaugeReading =
  | {
      readonly state: "value";
      /** In the gauge's unit: percent 0 to 100. */
      readonly value: number;
      /** How many events it was computed from. */
      readonly events: number;
      /** The time of the newest of them. */
      readonly freshAt: string;
    }
  /** Nothing was recorded. Never to be shown as 0. */
  | { readonly state: "no-data" };

/** `GET /api/gauges?project=` → `{ gauges: Gauge[] }`, in the order of the card. */
export interface Gauge {
  /** `public-repositories`. */
  readonly id: string;
  readonly stage: Stage;
  readonly title: string;
  readonly kind: "metric" | "signal";
  readonly unit: GaugeUnit;
  /** The past that is looked at, in days; absent where it is how things stand now. */
  readonly windowDays?: number;
  readonly goal: GaugeGoal;
  readonly reading: GaugeReading;
  /** Oldest first, a point a week for 13 weeks; `null` where there was nothing. */
  readonly trend: readonly (number | null)[];
  /** `better` and `worse` by the goal, from the first to the last point of the trend. */
  readonly direction: "better" | "worse" | "same" | "unknown";
  /** Whether the reading meets the goal; absent where there is no reading or no goal. */
  readonly meetsGoal?: boolean;
  /** What of the card it measures, in a sentence. */
  readonly practice: string;
  /** What to do so that there is a value: a sentence, and a command to copy. */
  readonly noData: { readonly text: string; readonly command?: string };
}

export type GaugeGoal =
  | { readonly kind: "at-most" | "at-least"; readonly value: number }
  /** A signal: it is there to be seen, neither good nor bad. */
  | { readonly kind: "none" };

/** `GET /api/gauges` */
export interface Gauges {
  readonly gauges: readonly Gauge[];
  readonly at: string;
}

/** `GET /api/gauges/:id?project=` */
export interface GaugeDetail extends Gauge {
  /** How it is computed, in words. */
  readonly definition: string;
  /** How it is computed, in fact. `$at` and `$projects` stand for what is asked. */
  readonly sql: string;
  /** Of which types its events are. */
  readonly types: readonly HappeningType[];
  /** The newest events behind the reading, up to 100; all by `GET /api/ledger?type=…`. */
  readonly events: readonly LedgerEvent[];
}

/** `GET /api/gauges/:id/history?by=day|week&from=2026-01-01&to=&project=`: up to 400 points, oldest first. */
export interface GaugeHistory {
  readonly id: string;
  readonly by: "day" | "week";
  readonly points: readonly { readonly day: string; readonly value: number | null }[];
}

/** `GET /api/stages/:stage?project=` */
export interface StagePage {
  readonly stage: Stage;
  readonly gauges: readonly Gauge[];
  /** How many of each type were recorded in the last 90 days. */
  readonly counts: readonly { readonly type: HappeningType; readonly count: number }[];
  /** The newest 50. */
  readonly events: readonly LedgerEvent[];
}

// ── Findings ────────────────────────────────────────────────────────────────

/** `accepted`: until its end. `rotated`: it is still there and opens nothing any more. `closed`: a scan saw that it is gone. */
export type FindingState = "open" | "accepted" | "rotated" | "closed";

/**
 * `GET /api/findings?q=&sort=&cursor=&limit=` → `Page<FindingRow>`; `limit` up to 500, 100 where absent.
 *
 * `q` has tokens with spaces between, all of which must hold: `class:secret`,
 * `severity:high,critical`, `project:model`, `state:open`, `rule:aws-access-key-id`, `target:…`,
 * `age:>30d`, `age:<12h`; `!` before one turns it round; quotes hold spaces; any
 * other word is looked for in title, rule, place and preview.
 *
 * `sort` is one of `FindingSort`, with `-` before it the other way round.
 */
export type FindingPage = Page<FindingRow>;

export type FindingSort = "severity" | "opened" | "changed" | "project" | "rule";

/** A value in a project, wherever it stands there. */
export interface FindingRow {
  readonly id: string;
  readonly project: string;
  readonly fingerprint: string;
  readonly rule: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  readonly title: string;
  /** Masked. Empty where the event that brought it has none. */
  readonly preview: string;
  readonly verified: "active" | "inactive" | "unknown";
  readonly state: FindingState;
  /** Was closed, and came back. */
  readonly isReopened: boolean;
  /** Targets in which it is, as they were given to `tare scan`. */
  readonly targets: readonly string[];
  /** Where it was last seen: containers joined by `!/`. Empty where it was not said. */
  readonly path: string;
  readonly key?: string;
  readonly line?: number;
  /** First opened, and last changed. */
  readonly openedAt: string;
  readonly changedAt: string;
  /** Why it is accepted, until when (a day), and by whom. */
  readonly reason?: string;
  readonly expires?: string;
  readonly changedBy: string;
}

/** `GET /api/findings/:id` */
export interface FindingDetail extends FindingRow {
  readonly confidence?: Confidence;
  readonly harm: string;
  readonly remedy: string;
  /** Oldest first. */
  readonly history: readonly LedgerEvent[];
}

/** `GET /api/findings/counts?q=`: how many there are by what can be filtered. */
export interface FindingCounts {
  readonly total: number;
  readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
  readonly byClass: Readonly<Partial<Record<FindingClass, number>>>;
  readonly byState: Readonly<Partial<Record<FindingState, number>>>;
  readonly byProject: Readonly<Record<string, number>>;
}

/** `POST /api/findings/changes` → `FindingsChanged`: up to 1,000 findings at once; members and `triage` tokens. */
export type FindingsChange =
  | {
      readonly action: "accept";
      readonly ids: readonly string[];
      readonly reason: string;
      /** The last day on which it holds. */
      readonly expires: string;
    }
  | {
      readonly action: "rotate" | "reopen";
      readonly ids: readonly string[];
      readonly note?: string;
    };

export interface FindingsChanged {
  /** As they are now. */
  readonly findings: readonly FindingRow[];
  /** Ids that there are not, or not for this user. */
  readonly missing: readonly string[];
}

// ── Releases ────────────────────────────────────────────────────────────────

/** `blocked`: a gate said no. `incomplete`: nothing was found, but something was not inspected. */
export type Verdict = "clean" | "findings" | "incomplete" | "blocked";

/** `GET /api/releases?project=&target=&verdict=&cursor=` → `Page<ReleaseRow>`, the newest first: each scan or gate of a target. */
export interface ReleaseRow {
  /** The id of its event. */
  readonly id: string;
  readonly project: string;
  readonly target: string;
  readonly time: string;
  readonly actor: string;
  readonly by: "scan" | "gate";
  readonly verdict: Verdict;
  readonly findings: Readonly<Partial<Record<Severity, number>>>;
  readonly gaps: number;
  /** Against the one before of the same target; absent on the first. */
  readonly opened?: number;
  readonly closed?: number;
}

/** `GET /api/releases/:id` */
export interface ReleaseDetail extends ReleaseRow {
  readonly coverage: {
    readonly files?: number;
    readonly bytesSeen?: number;
    readonly bytesRead?: number;
    readonly durationMs?: number;
    /** What was not inspected, up to 100. */
    readonly gaps: readonly {
      readonly path: string;
      readonly reason: string;
      readonly bytes: number;
    }[];
  };
  /** Why a gate said no or yes. */
  readonly checks: readonly {
    readonly check: string;
    readonly passed: boolean;
    readonly reason?: string;
  }[];
  readonly difference?: {
    /** The release before, and what came and went since. */
    readonly before: string;
    readonly opened: readonly FindingRow[];
    readonly closed: readonly FindingRow[];
  };
  /** What `tare brief --format json` said of the target, the last time before the next release. */
  readonly dossier?: unknown;
  readonly receipts: readonly {
    readonly id: string;
    readonly time: string;
    readonly kind: "cleaned" | "proved";
    readonly holds?: boolean;
    readonly edits?: number;
    readonly dropped?: number;
    readonly left?: number;
  }[];
}

// ── Pipelines and credentials ───────────────────────────────────────────────

/** `static`: there until somebody revokes it. `managed`: the same, but kept in a vault. `short-lived`: made for the job. */
export type CredentialKind = "static" | "managed" | "short-lived";

/** `GET /api/pipelines?project=` → `Page<PipelineJob>`: each job by its project and name. */
export interface PipelineJob {
  readonly id: string;
  readonly project: string;
  /** A workflow's file and job, or the program that `tare run` ran. */
  readonly name: string;
  readonly lastRunAt: string;
  readonly runs: number;
  readonly failed: number;
  readonly credentials: readonly JobCredential[];
  /** The weakest of them: what decides the colour. */
  readonly kind?: CredentialKind;
}

export interface JobCredential {
  /** Of the variable or the secret. Never its value. */
  readonly name: string;
  readonly kind: CredentialKind;
  /** `vault`, `aws-secrets-manager`, `environment`, `github-secret`, `oidc`. */
  readonly source: string;
  readonly ttlSeconds?: number;
  readonly lastSeenAt: string;
}

// ── Besides ─────────────────────────────────────────────────────────────────
// `GET /metrics`: Prometheus text, needs a `read` token. `GET /openapi.json`: all of this, for programs.
// `GET /healthz`: 200 `ok` where the database answers; needs nothing.
