import { TareError } from "../../../core/error.ts";
import { readText } from "../../../sources/text-file.ts";
import type { Answer, Request } from "../../../sources/cloud/http.ts";
import { granted, type Json } from "../../../sources/cloud/json.ts";
import type { World } from "../../../sources/cloud/world.ts";

/** A server, and what each request to it carries. */
export interface Vault {
  readonly world: World;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ca?: string;
}

/** A setting of Vault's or OpenBao's own command: `ADDR` of `VAULT_ADDR` or `BAO_ADDR`. */
export const setting = ({ env }: World, name: string): string | undefined =>
  env[`BAO_${name}`] || env[`VAULT_${name}`] || undefined;

/** @throws {TareError} `usage`: nothing says where it is, or its certificates cannot be read. */
export async function vaultOf(world: World): Promise<Vault> {
  const address = setting(world, "ADDR");
  if (address === undefined)
    throw new TareError("usage", "nothing says where Vault is", {
      hint: "set VAULT_ADDR or BAO_ADDR to https://host:8200",
    });
  const namespace = setting(world, "NAMESPACE");
  const file = setting(world, "CACERT");
  return {
    world,
    address: address.replace(/\/+$/, ""),
    headers: {
      "x-vault-request": "true",
      ...(namespace !== undefined && { "x-vault-namespace": namespace }),
    },
    ...(file !== undefined && { ca: await readText(file, "certificates") }),
  };
}

/** A server to which somebody has signed in. */
export const withToken = (vault: Vault, token: string): Vault => ({
  ...vault,
  headers: { ...vault.headers, "x-vault-token": token },
});

/** Asks below `/v1/`. A standby sends on to the server that is active. */
export async function ask(vault: Vault, path: string, input?: Json): Promise<Answer> {
  const { world, address, headers, ca } = vault;
  const request: Request = {
    headers,
    ...(ca !== undefined && { ca }),
    ...(input && { method: "POST", body: JSON.stringify(input) }),
  };
  const url = new URL(`${address}/v1/${path}`);
  const answer = await world.call(url, request);
  const location = answer.headers["location"];
  if (answer.status !== 307 || typeof location !== "string") return answer;
  return world.call(new URL(location, url), request);
}

/**
 * The answer of the server, where it is not that all went wrong.
 *
 * @param what Was asked for, in messages.
 * @throws {TareError} `machine`: the server says no.
 */
export const agreed = (vault: Vault, answer: Answer, what: string): Json =>
  granted(answer, what, vault.world, ({ errors, warnings }) =>
    [errors, warnings]
      .flat()
      .filter((each) => typeof each === "string")
      .join(", "),
  );
