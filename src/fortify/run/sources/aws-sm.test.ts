import { expect, test } from "vitest";
import { type Received, type Reply, serviceOf, worldOf } from "../../../sources/cloud/testing.ts";
import { awsSm } from "./aws-sm.ts";

// A fake of one operation of AWS Secrets Manager, as its documentation has it; `aws.test.ts` asks a
// real moto: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html

const secrets: Readonly<Record<string, Reply>> = {
  text: { json: { SecretString: '{"token": "of the manager"}' } },
  binary: { json: { SecretBinary: Buffer.from("of bytes").toString("base64") } },
  empty: { json: { SecretString: "" } },
};
const absent: Reply = { status: 400, json: { __type: "com.amazonaws#ResourceNotFoundException" } };

/** What reading these places one after the other gives, and what was asked. */
async function read(...places: readonly string[]) {
  const asked: Received[] = [];
  await using service = await serviceOf((received) => {
    asked.push(received);
    return secrets[JSON.parse(received.body).SecretId] ?? absent;
  });
  const world = worldOf({
    AWS_ENDPOINT_URL: service.url,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "the-key-id",
    AWS_SECRET_ACCESS_KEY: "the-secret-key",
  });
  const source = awsSm.connect(world);
  const grants = [];
  for (const place of places) grants.push(await source.read(place));
  return { grants, asked };
}

test("gives the text of a secret, or its bytes as text", async () => {
  const { grants, asked } = await read("text", "binary");
  expect(grants).toEqual([
    { content: { kind: "text", text: '{"token": "of the manager"}' }, lifetime: "static" },
    { content: { kind: "text", text: "of bytes" }, lifetime: "static" },
  ]);
  expect(asked.map(({ headers }) => headers["x-amz-target"])).toEqual([
    "secretsmanager.GetSecretValue",
    "secretsmanager.GetSecretValue",
  ]);
  expect(asked[0]?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=the-key-id\/\d{8}\/eu-central-1\/secretsmanager\/aws4_request/,
  );
});

test("says which secret is empty or not there", async () => {
  await expect(read("empty")).rejects.toThrow("'aws-sm://empty' is empty");
  await expect(read("none")).rejects.toThrow(
    "'aws-sm://none' failed: status 400, ResourceNotFoundException",
  );
});
