import { TareError } from "../../../core/error.ts";
import { type Json, numberAt, objectAt, textAt } from "../../../sources/cloud/json.ts";
import { once } from "../../../sources/cloud/once.ts";
import type { Grant, SecretSource } from "../source.ts";
import { agreed, ask, type Vault, vaultOf } from "../vault/client.ts";
import { Leases } from "../vault/leases.ts";
import { login } from "../vault/login.ts";

/**
 * HashiCorp Vault and OpenBao: the key-value engines in both versions, and whatever makes
 * credentials when it is read, such as `aws/creds/ROLE`. What such an engine is to be told
 * stands behind `?`: `kubernetes/creds/train?kubernetes_namespace=ml`.
 */
export const vault: SecretSource = {
  scheme: "vault",
  id: "vault",
  example: "vault://secret/data/hub#token",

  connect: (world) => {
    let leases: Leases | undefined;
    const opened = once(async () => {
      const session = await login(await vaultOf(world));
      leases = new Leases(session);
      return { vault: session.vault, leases };
    });
    return {
      read: async (place) => {
        const { vault, leases } = await opened();
        const answer = await readAt(vault, place);
        const grant = grantIn(answer, place);
        const id = textAt(answer, "lease_id");
        if (id !== undefined) leases.add(id, place, grant.ttl ?? 0, grant.renewed === true);
        return grant;
      },
      close: async () => leases?.close(),
    };
  },
};

/** Some engines make credentials only for who writes: Kubernetes, PKI. */
async function readAt(vault: Vault, place: string): Promise<Json> {
  const first = await ask(vault, place);
  const [path = "", query = ""] = place.split("?");
  const answer =
    first.status === 405
      ? await ask(vault, path, Object.fromEntries(new URLSearchParams(query)))
      : first;
  return agreed(vault, answer, `'vault://${place}'`);
}

function grantIn(answer: Json, place: string): Grant {
  const data = objectAt(answer, "data");
  if (!data)
    throw new TareError("machine", `'vault://${place}' holds nothing`, {
      hint: "put a value into it, or name another version",
    });
  const versioned = objectAt(data, "metadata") && objectAt(data, "data");
  const content = { kind: "fields", fields: versioned ?? data } as const;
  const ttl = numberAt(answer, "lease_duration");
  // The first version of the key-value engine says how soon to read again, and makes no lease.
  if (textAt(answer, "lease_id") === undefined || ttl === undefined)
    return { content, lifetime: "static" };
  return { content, lifetime: "short-lived", ttl, renewed: answer["renewable"] === true };
}
