import type { World } from "../../sources/cloud/world.ts";

/** What stands at one place of a source. */
export type Content =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "fields"; readonly fields: Readonly<Record<string, unknown>> };

/** Whether it was made for this run, or was there before. */
export type Lifetime = "short-lived" | "static";

/** What a source gave. */
export interface Grant {
  readonly content: Content;
  readonly lifetime: Lifetime;
  /** In seconds, where it ends by itself. */
  readonly ttl?: number;
  /** That it lives on while the command runs. */
  readonly renewed?: boolean;
}

/** A source for the time of one run. */
export interface Connection {
  /**
   * @param place What stands between `scheme:` and `#`.
   * @throws {TareError} `usage`: there is no such place in this source; `machine`: it does not give it.
   */
  readonly read: (place: string) => Promise<Grant>;
  /**
   * Gives back what was made for this run.
   *
   * @throws {TareError} `machine`: something of it lives on.
   */
  readonly close?: () => Promise<void>;
}

/** Where secrets come from. */
export interface SecretSource {
  /** What its references start with, without the colon: `vault`. */
  readonly scheme: string;
  /** As the ledger calls it: `hashicorp-vault`. */
  readonly id: string;
  /** A reference, for help and errors. */
  readonly example: string;
  readonly connect: (world: World) => Connection;
}
