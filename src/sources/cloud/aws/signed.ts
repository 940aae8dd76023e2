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

const variables: Readonly<Record<Service, string>> = {
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
  const named = env[variables[service]] ?? env["AWS_ENDPOINT_URL"];
  if (named !== undefined) return `${named.replace(/\/$/, "")}/`;
  const domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://${service}.${region}.${domain}/`;
}
