import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../../../../test/kit/tools.ts";
import { freePort, serviceOf, startedServer, worldOf } from "../../../sources/cloud/testing.ts";
import { awsSm } from "./aws-sm.ts";
import { awsSsm } from "./aws-ssm.ts";

const moto = program("moto_server");
const region = "eu-central-1";
const role = "arn:aws:iam::123456789012:role/reader";

describe.skipIf(moto === undefined)("a real moto", () => {
  let url: string;
  let server: AsyncDisposable;
  let home: string;
  let keys: { readonly id: string; readonly secret: string };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "tare-aws-"));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = await startedServer(moto ?? "", ["-p", String(port)], `${url}/moto-api/`);
    await bidden("secretsmanager", "secretsmanager.CreateSecret", {
      Name: "prod/hub",
      SecretString: '{"token": "of the manager", "user": "ml"}',
    });
    await bidden("secretsmanager", "secretsmanager.CreateSecret", {
      Name: "binary",
      SecretBinary: Buffer.from("of bytes").toString("base64"),
    });
    await bidden("ssm", "AmazonSSM.PutParameter", {
      Name: "/prod/hub/token",
      Value: "of the store",
      Type: "SecureString",
    });
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
    });
    const trust = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
    });
    await iam({ Action: "CreateRole", RoleName: "reader", AssumeRolePolicyDocument: trust });
    const rolePolicy = { RoleName: "reader", PolicyName: "all", PolicyDocument: policy };
    await iam({ Action: "PutRolePolicy", ...rolePolicy });
    await iam({ Action: "CreateUser", UserName: "job" });
    await iam({
      Action: "PutUserPolicy",
      UserName: "job",
      PolicyName: "all",
      PolicyDocument: policy,
    });
    const made = await iam({ Action: "CreateAccessKey", UserName: "job" });
    const part = (name: string): string =>
      new RegExp(`<${name}>(.*?)</${name}>`).exec(made)?.[1] ?? "";
    keys = { id: part("AccessKeyId"), secret: part("SecretAccessKey") };
    await checking(true);
  }, 60_000);

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(home, { recursive: true });
  });

  /** Whether moto checks every signature and every permission. */
  const checking = async (wanted: boolean): Promise<unknown> =>
    fetch(`${url}/moto-api/reset-auth`, { method: "POST", body: wanted ? "0" : "inf" });

  const admin = new AwsClient({ accessKeyId: "a", secretAccessKey: "b", region });

  async function bidden(service: string, target: string, input: unknown): Promise<void> {
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target };
    const request = { method: "POST", headers, body: JSON.stringify(input), aws: { service } };
    const response = await admin.fetch(`${url}/`, request);
    if (!response.ok) throw new Error(await response.text());
  }

  async function iam(parameters: Record<string, string>): Promise<string> {
    const body = new URLSearchParams({ Version: "2010-05-08", ...parameters }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await admin.fetch(`${url}/`, {
      method: "POST",
      headers,
      body,
      aws: { service: "iam" },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  }

  const environment = (env: Record<string, string>) => ({
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    HOME: home,
    ...env,
  });
  const read = async (place: string, env: Record<string, string>): Promise<unknown> => {
    const source = place.startsWith("/") ? awsSsm : awsSm;
    return source.connect(worldOf(environment(env))).read(place);
  };
  const staticKeys = () => ({ AWS_ACCESS_KEY_ID: keys.id, AWS_SECRET_ACCESS_KEY: keys.secret });
  const file = (name: string, text: string): string => {
    writeFileSync(join(home, name), text);
    return join(home, name);
  };

  const text = (value: string) => ({ content: { kind: "text", text: value }, lifetime: "static" });
  const ofManager = text('{"token": "of the manager", "user": "ml"}');
  const ofStore = text("of the store");

  test("gives secrets and parameters for keys in the environment", async () => {
    expect(await read("prod/hub", staticKeys())).toEqual(ofManager);
    expect(await read("binary", staticKeys())).toEqual(text("of bytes"));
    expect(await read("/prod/hub/token", staticKeys())).toEqual(ofStore);
  });

  test("says what is missing or refused, without the key", async () => {
    await expect(read("none", staticKeys())).rejects.toThrow(
      "'aws-sm://none' failed: status 404, ResourceNotFoundException",
    );
    await expect(read("/none", staticKeys())).rejects.toThrow(
      "'aws-ssm:///none' failed: status 400, ParameterNotFound",
    );
    const wrong = { ...staticKeys(), AWS_SECRET_ACCESS_KEY: "wrong".repeat(8) };
    await expect(read("prod/hub", wrong)).rejects.toThrow(
      /^'aws-sm:\/\/prod\/hub' failed: status 40[03]/,
    );
    await expect(read("prod/hub", {})).rejects.toThrow("nothing says who tare is to AWS");
    await expect(read("prod/hub", { ...staticKeys(), AWS_REGION: "" })).rejects.toThrow(
      "in which region",
    );
  });

  test("takes the keys of a profile, from either file", async () => {
    file(
      "credentials-of-test",
      `[ml]\naws_access_key_id=${keys.id}\naws_secret_access_key = ${keys.secret}\n`,
    );
    file(
      "config-of-test",
      `# comment\n[default]\n[profile ml]\nregion = ${region}\ns3 =\n  x = 1\n`,
    );
    const env = {
      AWS_PROFILE: "ml",
      AWS_REGION: undefined as unknown as string,
      AWS_SHARED_CREDENTIALS_FILE: join(home, "credentials-of-test"),
      AWS_CONFIG_FILE: join(home, "config-of-test"),
    };
    expect(await read("prod/hub", env)).toEqual(ofManager);
    await expect(read("prod/hub", { ...env, AWS_PROFILE: "none" })).rejects.toThrow(
      "profile 'none' is missing",
    );
    await expect(read("prod/hub", { ...env, AWS_CONFIG_FILE: join(home, "none") })).rejects.toThrow(
      "no such file",
    );
  });

  test("takes on the role of a profile, with another profile's keys", async () => {
    const config = file(
      "roles",
      `[profile base]\naws_access_key_id=${keys.id}\naws_secret_access_key=${keys.secret}
[profile job]\nrole_arn=${role}\nsource_profile=base\nrole_session_name=night\nduration_seconds=900
[profile outside]\nrole_arn=${role}\ncredential_source=Environment
[profile round]\nrole_arn=${role}\nsource_profile=about
[profile about]\nrole_arn=${role}\nsource_profile=round
[profile sso]\nsso_session=company\n`,
    );
    const env = { AWS_CONFIG_FILE: config };
    expect(await read("prod/hub", { ...env, AWS_PROFILE: "job" })).toEqual(ofManager);
    const outside = { ...env, ...staticKeys(), AWS_PROFILE: "outside" };
    expect(await read("prod/hub", outside)).toEqual(ofManager);
    await expect(read("prod/hub", { ...env, AWS_PROFILE: "round" })).rejects.toThrow(
      "needs itself",
    );
    await expect(read("prod/hub", { ...env, AWS_PROFILE: "sso" })).rejects.toThrow(
      "sso_session, which tare",
    );
  });

  test("takes on a role with the token of an identity provider, before it uses keys", async () => {
    // moto cannot check signatures and take on a role without one.
    await checking(false);
    const token = file("web-token", "the-token-of-the-provider\n");
    const env = { AWS_ROLE_ARN: role, AWS_WEB_IDENTITY_TOKEN_FILE: token };
    const wrong = { AWS_ACCESS_KEY_ID: "AKIAWRONG", AWS_SECRET_ACCESS_KEY: "wrong".repeat(8) };
    expect(await read("prod/hub", { ...env, ...wrong })).toEqual(ofManager);
    const config = file(
      "web",
      `[profile web]\nrole_arn=${role}\nweb_identity_token_file=${token}\n`,
    );
    expect(await read("/prod/hub/token", { AWS_CONFIG_FILE: config, AWS_PROFILE: "web" })).toEqual(
      ofStore,
    );
    await using github = await serviceOf(({ query }) => ({
      json: query.get("audience") === "sts.amazonaws.com" ? { value: "a-token" } : {},
    }));
    const actions = {
      AWS_ROLE_ARN: role,
      ACTIONS_ID_TOKEN_REQUEST_URL: github.url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-job",
    };
    expect(await read("prod/hub", actions)).toEqual(ofManager);
    await checking(true);
  });

  test("takes what a container or a machine gives", async () => {
    const json = { AccessKeyId: keys.id, SecretAccessKey: keys.secret };
    await using service = await serviceOf(({ method, path, headers }) => {
      if (path === "/container")
        return headers.authorization === "pod" ? { json } : { status: 401, json: {} };
      if (path === "/latest/api/token" && method === "PUT") return { text: "session" };
      if (headers["x-aws-ec2-metadata-token"] !== "session") return { status: 401, text: "" };
      const folder = "/latest/meta-data/iam/security-credentials/";
      if (path === folder) return { text: "reader" };
      return path === `${folder}reader` ? { json } : { status: 404, text: "" };
    });
    const container = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${service.url}/container`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file("pod-token", "pod"),
    };
    expect(await read("prod/hub", container)).toEqual(ofManager);
    const machine = {
      AWS_EC2_METADATA_SERVICE_ENDPOINT: service.url,
      AWS_EC2_METADATA_DISABLED: "false",
    };
    expect(await read("prod/hub", machine)).toEqual(ofManager);
    const stranger = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://198.51.100.1/" };
    await expect(read("prod/hub", stranger)).rejects.toThrow("no address of a container");
  });
});
