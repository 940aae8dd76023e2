import { TareError } from "../../../core/error.ts";
import { idToken } from "../id-token.ts";
import { accessTokenIn, postForm } from "../oauth.ts";
import type { World } from "../world.ts";

/** Whom a workload's identity token is made for. */
const exchangeAudience = "api://AzureADTokenExchange";

/**
 * A token for a resource of Azure, by what the environment says: the identity of the workload,
 * then the secret of an application, then the identity of the machine.
 *
 * @param resource `https://vault.azure.net`.
 * @throws {TareError} `usage`: nothing says who tare is; `machine`: Entra says no.
 */
export async function azureToken(world: World, resource: string): Promise<string> {
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client } = world.env;
  const proof = tenant && client ? await proofOf(world) : undefined;
  if (tenant && client && proof)
    return ofApplication(world, tenant, {
      client_id: client,
      scope: `${resource}/.default`,
      ...proof,
    });
  return ofMachine(world, resource);
}

/** What proves that this is the application. */
async function proofOf(world: World): Promise<Readonly<Record<string, string>> | undefined> {
  const assertion = await idToken(world, {
    fileVariable: "AZURE_FEDERATED_TOKEN_FILE",
    audience: exchangeAudience,
  });
  if (assertion !== undefined)
    return {
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
    };
  const secret = world.env["AZURE_CLIENT_SECRET"];
  return secret ? { client_secret: world.discretion.add(secret) } : undefined;
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function ofApplication(
  world: World,
  tenant: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const authority = world.env["AZURE_AUTHORITY_HOST"] || "https://login.microsoftonline.com";
  const address = `${authority.replace(/\/+$/, "")}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`;
  const form = { grant_type: "client_credentials", ...parameters };
  return accessTokenIn(world, await postForm(world, address, form), "signing in to Azure");
}

/** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
async function ofMachine(world: World, resource: string): Promise<string> {
  const {
    IDENTITY_ENDPOINT: service,
    IDENTITY_HEADER: header,
    AZURE_CLIENT_ID: client,
  } = world.env;
  const base = world.env["AZURE_POD_IDENTITY_AUTHORITY_HOST"] || "http://169.254.169.254";
  const url = new URL(service || `${base.replace(/\/+$/, "")}/metadata/identity/oauth2/token`);
  url.searchParams.set("api-version", service ? "2019-08-01" : "2018-02-01");
  url.searchParams.set("resource", resource);
  if (client) url.searchParams.set("client_id", client);
  const headers: Readonly<Record<string, string>> = service
    ? { "x-identity-header": header ?? "" }
    : { metadata: "true" };
  const answer = await world.call(url, { headers, local: true }).catch((cause: unknown) => {
    throw new TareError("usage", "nothing says who tare is to Azure", {
      hint: "set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE or AZURE_CLIENT_SECRET",
      cause,
    });
  });
  return accessTokenIn(world, answer, "asking for the machine's identity");
}
