import type { HappeningType } from "../../ledger/event.ts";
import type { Role } from "./sessions.ts";

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
