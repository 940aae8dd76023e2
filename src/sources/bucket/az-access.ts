import { createHmac } from "node:crypto";
import { TareError } from "../../core/error.ts";
import type { Connecting, StoredObject } from "./store.ts";

/** How a container is asked. */
export interface AzAccess {
  /** Whether the right to read is in the address, or a token is needed, or nothing. */
  readonly kind: "address" | "token";
  /** Of the account, without a slash at its end. */
  readonly endpoint: string;
  /**
   * The query that gives the right to list the container, or to read one of its objects; empty
   * where there is none. It is a secret.
   */
  readonly sas: (object?: Signable) => string;
}

/** What of an object a right to read is for. */
type Signable = Pick<StoredObject, "key" | "version">;

/** How long an address works that is made for one request after the other. */
const lifeMs = 60 * 60_000;
/** What addresses are made by. */
const signedVersion = "2021-12-02";

/**
 * How a container is asked, by what the environment says of its account: a connection string, a
 * shared access signature, the account's key; else by a token of Entra.
 *
 * @throws {TareError} `usage`: what the environment says is of no use.
 */
export function azAccessOf({ world: { env, discretion }, place }: Connecting): AzAccess {
  const { account, bucket } = place;
  const given = { ...fromVariables(env, account), ...fromConnectionString(env, account) };
  const endpoint = given.endpoint ?? `https://${account}.blob.core.windows.net`;
  if (given.sas) {
    const sas = discretion.add(given.sas.replace(/^\?/, ""));
    return { kind: "address", endpoint, sas: () => sas };
  }
  if (!given.key) return { kind: "token", endpoint, sas: () => "" };
  const key = discretion.add(given.key);
  return {
    kind: "address",
    endpoint,
    sas: (object) => signedFor({ account, bucket, key, object }),
  };
}

interface Given {
  readonly endpoint?: string;
  readonly sas?: string | undefined;
  readonly key?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Keys of another account are told to nobody. */
function fromVariables(env: Environment, account: string): Given {
  const named = env["AZURE_STORAGE_ACCOUNT"];
  if (named !== account && !(named === undefined && env["AZURE_STORAGE_SAS_TOKEN"])) return {};
  return { sas: env["AZURE_STORAGE_SAS_TOKEN"], ...(named && { key: env["AZURE_STORAGE_KEY"] }) };
}

/** https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string */
function fromConnectionString(env: Environment, account: string): Given {
  const text = env["AZURE_STORAGE_CONNECTION_STRING"];
  if (!text) return {};
  const fields = new Map(
    text
      .split(";")
      .filter((each) => each.includes("="))
      .map((each) => [each.slice(0, each.indexOf("=")).trim(), each.slice(each.indexOf("=") + 1)]),
  );
  const endpoint = fields.get("BlobEndpoint")?.replace(/\/+$/, "");
  const named = fields.get("AccountName") ?? accountIn(endpoint);
  if (named === undefined)
    throw new TareError("usage", "AZURE_STORAGE_CONNECTION_STRING names no account", {
      hint: "copy it from the account's access keys",
    });
  if (named !== account) return {};
  const protocol = fields.get("DefaultEndpointsProtocol") ?? "https";
  const suffix = fields.get("EndpointSuffix") ?? "core.windows.net";
  return {
    endpoint: endpoint ?? `${protocol}://${account}.blob.${suffix}`,
    sas: fields.get("SharedAccessSignature"),
    key: fields.get("AccountKey"),
  };
}

const accountIn = (endpoint: string | undefined): string | undefined =>
  /^https?:\/\/([a-z0-9]+)\.blob\./.exec(endpoint ?? "")?.[1];

interface Signing {
  readonly account: string;
  readonly bucket: string;
  readonly key: string;
  readonly object: Signable | undefined;
}

/**
 * The right to list and to read one container for an hour, signed with the account's key; of a
 * snapshot or an old version, the right to read that.
 *
 * https://learn.microsoft.com/rest/api/storageservices/create-service-sas
 */
function signedFor({ account, bucket, key, object }: Signing): string {
  const expiry = new Date(Date.now() + lifeMs).toISOString().replace(/\.\d+Z$/, "Z");
  const [, kind, time = ""] = /^(snapshot|versionid)=(.*)$/.exec(object?.version ?? "") ?? [];
  const resource = { snapshot: "bs", versionid: "bv" }[kind ?? ""] ?? "c";
  const permissions = resource === "c" ? "rl" : "r";
  const inside = resource === "c" || !object ? "" : `/${object.key}`;
  const toSign = [
    permissions,
    "",
    expiry,
    `/blob/${account}/${bucket}${inside}`,
    "",
    "",
    "",
    signedVersion,
    resource,
    decodeURIComponent(time),
    ...Array.from({ length: 6 }, () => ""),
  ].join("\n");
  const signature = createHmac("sha256", Buffer.from(key, "base64"))
    .update(toSign)
    .digest("base64");
  const fields = { sv: signedVersion, se: expiry, sr: resource, sp: permissions, sig: signature };
  return new URLSearchParams(fields).toString();
}
