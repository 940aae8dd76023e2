import { AwsV4Signer } from "aws4fetch";
import type { Answer } from "../http.ts";
import type { World } from "../world.ts";

/** What signs requests. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export type Service = "secretsmanager" | "ssm" | "sts";

export interface SignedRequest {
  readonly service: Service;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Asks a service of AWS, signed (SigV4). */
export async function callSigned(
  world: World,
  credentials: Credentials,
  { service, region, headers, body }: SignedRequest,
): Promise<Answer> {
  const url = addressOf(world, service, region);
  const signer = new AwsV4Signer({
    ...credentials,
    url,
    method: "POST",
    headers: { ...headers },
    body,
    service,
    region,
  });
  const signed = await signer.sign();
  return world.call(url, {
    method: "POST",
    headers: Object.fromEntries(signed.headers.entries()),
    body,
  });
}

const variables: Readonly<Record<Service | "s3", string>> = {
  s3: "AWS_ENDPOINT_URL_S3",
  secretsmanager: "AWS_ENDPOINT_URL_SECRETS_MANAGER",
  ssm: "AWS_ENDPOINT_URL_SSM",
  sts: "AWS_ENDPOINT_URL_STS",
};

/**
 * The service's address in a region, or the one that the environment names.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function addressOf({ env }: World, service: Service, region: string): string {
  return namedAddressOf(env, service) ?? `https://${service}.${region}.${domainOf(region)}/`;
}

/** The address that the environment names for a service, with a slash at its end. */
export function namedAddressOf(env: World["env"], service: Service | "s3"): string | undefined {
  const named = env[variables[service]] ?? env["AWS_ENDPOINT_URL"];
  return named === undefined ? undefined : `${named.replace(/\/$/, "")}/`;
}

/** The domain of AWS that a region is in. */
export const domainOf = (region: string): string =>
  region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
