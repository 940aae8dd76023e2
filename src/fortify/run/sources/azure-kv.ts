import { TareError } from "../../../core/error.ts";
import { azureToken } from "../../../sources/cloud/azure/token.ts";
import { isLoopback } from "../../../sources/http/address.ts";
import { granted, type Json, numberAt, objectAt, textAt } from "../../../sources/cloud/json.ts";
import type { SecretSource } from "../source.ts";
import type { World } from "../../../sources/cloud/world.ts";
import { secondsTo } from "../token-time.ts";

/** Azure Key Vault: a secret of a vault, by the names of both, and its version where it is not the newest. */
export const azureKv: SecretSource = {
  scheme: "azure-kv",
  id: "azure-key-vault",
  example: "azure-kv://ml-vault/hub-token",

  connect: (world) => {
    const tokens = new Map<string, Promise<string>>();
    const tokenFor = async (resource: string): Promise<string> => {
      const token = tokens.get(resource) ?? azureToken(world, resource);
      tokens.set(resource, token);
      return token;
    };
    return {
      read: async (place) => {
        const { address, resource } = parsed(place);
        const secret = await secretAt(world, address, await tokenFor(resource), place);
        const text = textAt(secret, "value");
        if (text === undefined)
          throw new TareError("machine", `'azure-kv://${place}' is empty`, {
            hint: "put a value into it",
          });
        const end = numberAt(objectAt(secret, "attributes"), "exp");
        return {
          content: { kind: "text", text },
          lifetime: "static",
          ...(end !== undefined && { ttl: secondsTo(end) }),
        };
      },
    };
  },
};

/** https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret */
async function secretAt(world: World, address: URL, token: string, place: string): Promise<Json> {
  const answer = await world.call(address, { headers: { authorization: `Bearer ${token}` } });
  return granted(answer, `'azure-kv://${place}'`, world, (json) =>
    textAt(objectAt(json, "error"), "code"),
  );
}

/** A token for vaults goes to these alone: whoever gets one can read all that tare may. */
const domains = ["vault.azure.net", "vault.azure.cn", "vault.usgovcloudapi.net"];

/** @throws {TareError} `usage`: it is not of the form `VAULT/NAME` or `VAULT/NAME/VERSION`. */
function parsed(place: string): { readonly address: URL; readonly resource: string } {
  const [, vault, name, version] =
    /^([\w.:-]+)\/([A-Za-z0-9-]+)(?:\/([0-9a-f]+))?$/.exec(place) ?? [];
  if (vault === undefined || name === undefined)
    throw new TareError("usage", `'azure-kv://${place}' names no secret`, {
      hint: "write azure-kv://VAULT/NAME or azure-kv://VAULT/NAME/VERSION",
    });
  const here = isLoopback(vault.replace(/:\d+$/, ""));
  const host = vault.includes(".") ? vault : `${vault}.${domains[0]}`;
  const domain = domains.find((each) => host.endsWith(`.${each}`));
  if (domain === undefined && !here)
    throw new TareError("usage", `'${vault}' is no key vault of Azure`, {
      hint: `name the vault alone, or a host in ${domains.join(", ")}`,
    });
  const path = [name, version].filter((each) => each !== undefined).join("/");
  return {
    address: new URL(`${here ? "http" : "https"}://${host}/secrets/${path}?api-version=7.4`),
    resource: `https://${domain ?? domains[0]}`,
  };
}
