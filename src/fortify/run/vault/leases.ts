import { TareError } from "../../../core/error.ts";
import { numberAt, objectAt } from "../../../sources/cloud/json.ts";
import { agreed, ask, type Vault } from "./client.ts";
import type { Session } from "./login.ts";

/** Something that ends unless it is renewed. */
interface Lease {
  /** In messages: `the lease of aws/creds/train`. */
  readonly what: string;
  /** In seconds. */
  readonly ttl: number;
  /** @returns The seconds that it has now. */
  readonly renew: () => Promise<number>;
}

/** `setTimeout` knows no longer time. */
const longestMs = 2 ** 31 - 1;

/** What a run has lent from a server: renewed while it goes on, given back when it is over. */
export class Leases {
  readonly #session: Session;
  readonly #ids: string[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(session: Session) {
    this.#session = session;
    const { renewable, ttl, vault } = session;
    if (renewable && ttl !== undefined)
      this.#keep({ what: "the token of Vault", ttl, renew: async () => renewedToken(vault) });
  }

  /** Takes care of a lease from now on. */
  add(id: string, what: string, ttl: number, renewable: boolean): void {
    this.#ids.push(id);
    const { vault } = this.#session;
    if (renewable)
      this.#keep({ what: `the lease of ${what}`, ttl, renew: async () => renewedLease(vault, id) });
  }

  /** Renews when half of its time is over: what fails once can still be tried again. */
  #keep(lease: Lease): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        void this.#renew(lease);
      },
      Math.min(longestMs, lease.ttl * 500),
    );
    timer.unref();
    this.#timers.add(timer);
  }

  async #renew(lease: Lease): Promise<void> {
    const { warn } = this.#session.vault.world;
    try {
      const ttl = await lease.renew();
      if (ttl < lease.ttl / 2) warn(`${lease.what} ends in ${ttl} seconds and is not renewed`);
      else this.#keep({ ...lease, ttl });
    } catch (error) {
      if (!(error instanceof TareError)) throw error;
      warn(`${lease.what} was not renewed: ${error.message}`);
      if (lease.ttl > shortest) this.#keep({ ...lease, ttl: lease.ttl / 2 });
    }
  }

  /**
   * Gives all back. Taking back the token that was made for this run takes its leases with
   * it; a token that was there before stays, and its leases go one by one.
   *
   * @throws {TareError} `machine`: something lives on to its end.
   */
  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    const { vault, isOwn } = this.#session;
    if (isOwn) return revoked(vault, "auth/token/revoke-self", {}, "the token of Vault");
    const failed: unknown[] = [];
    for (const id of this.#ids)
      await revoked(
        vault,
        "sys/leases/revoke",
        { lease_id: id, sync: true },
        `the lease ${id}`,
      ).catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw failed[0];
  }
}

/** In seconds: a lease that has less is not tried again. */
const shortest = 2;

async function revoked(
  vault: Vault,
  path: string,
  input: Readonly<Record<string, unknown>>,
  what: string,
): Promise<void> {
  const answer = await ask(vault, path, input);
  if (answer.status !== 204) agreed(vault, answer, `giving back ${what}`);
}

async function renewedToken(vault: Vault): Promise<number> {
  const answer = await ask(vault, "auth/token/renew-self", {});
  const auth = objectAt(agreed(vault, answer, "renewing"), "auth");
  return numberAt(auth, "lease_duration") ?? 0;
}

async function renewedLease(vault: Vault, id: string): Promise<number> {
  const answer = await ask(vault, "sys/leases/renew", { lease_id: id });
  return numberAt(agreed(vault, answer, "renewing"), "lease_duration") ?? 0;
}
