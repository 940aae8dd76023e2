import { TareError } from "../../../core/error.ts";
import { readText } from "../../text-file.ts";
import { type Json, jsonIn, textAt } from "../json.ts";
import type { World } from "../world.ts";
import type { Credentials } from "./signed.ts";

/** What the container (ECS, EKS, SageMaker) or the machine (EC2) that tare runs on gives; nothing elsewhere. */
export async function machineCredentials(world: World): Promise<Credentials | undefined> {
  return (await ofContainer(world)) ?? (await ofInstance(world));
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
async function ofContainer({ env, call }: World): Promise<Credentials | undefined> {
  const relative = env["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  const address = relative
    ? `http://169.254.170.2${relative}`
    : env["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
  if (!address) return undefined;
  refuseStranger(address);
  const file = env["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
  const token = file
    ? (await readText(file, "container token")).trim()
    : env["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
  const headers = token ? { authorization: token } : {};
  return credentialsIn(jsonIn((await call(address, { local: true, headers })).text));
}

/** The addresses of ECS and EKS, and the machine itself. */
const containerHosts =
  /^(?:169\.254\.170\.(?:2|23)|\[fd00:ec2::23\]|localhost|127(?:\.\d+){3}|\[::1\])$/;

/** The container's token is for the container's service alone. */
function refuseStranger(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && (url.protocol === "https:" || containerHosts.test(url.hostname))) return;
  throw new TareError("usage", "AWS_CONTAINER_CREDENTIALS_FULL_URI is no address of a container", {
    hint: "use https, or the address that ECS or EKS gives",
  });
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html, version 2 */
async function ofInstance({ env, call }: World): Promise<Credentials | undefined> {
  if (env["AWS_EC2_METADATA_DISABLED"] === "true") return undefined;
  const base = env["AWS_EC2_METADATA_SERVICE_ENDPOINT"] ?? "http://169.254.169.254";
  const root = `${base.replace(/\/$/, "")}/latest`;
  try {
    const asked = { "x-aws-ec2-metadata-token-ttl-seconds": "300" };
    const put = { method: "PUT", local: true, headers: asked } as const;
    const token = (await call(`${root}/api/token`, put)).text;
    const get = { local: true, headers: { "x-aws-ec2-metadata-token": token } };
    const folder = `${root}/meta-data/iam/security-credentials/`;
    const role = (await call(folder, get)).text.split("\n")[0] ?? "";
    return credentialsIn(jsonIn((await call(folder + role, get)).text));
  } catch {
    // There is no such service here: this is no machine of AWS.
    return undefined;
  }
}

function credentialsIn(json: Json | undefined): Credentials | undefined {
  const accessKeyId = textAt(json, "AccessKeyId");
  const secretAccessKey = textAt(json, "SecretAccessKey");
  const sessionToken = textAt(json, "Token");
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
