import type { Database } from "./database/database.ts";
import type { Current } from "./current.ts";
import type { Feed } from "./feed.ts";
import type { History } from "./history.ts";
import type { Limiter } from "./limiter.ts";
import type { Oidc } from "./auth/oidc.ts";
import type { Welcome } from "./auth/welcome.ts";
import type { Courier } from "./webhooks/courier.ts";

/** What all routes share. */
export interface Services {
  readonly database: Database;
  readonly feed: Feed;
  readonly current: Current;
  readonly history: History;
  readonly courier: Courier;
  /** The link of the first start. */
  readonly welcome: Welcome;
  /** Where people log in elsewhere, if anywhere. */
  readonly oidc?: Oidc;
  /** Whether people reach the server by https. */
  readonly isSecure: boolean;
  readonly limits: {
    readonly login: Limiter;
    readonly request: Limiter;
  };
}
