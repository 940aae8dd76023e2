import type { User } from "./administration.ts";

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
  /** Nobody has made the first account yet: follow the one-time link that `tare serve` printed. */
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
