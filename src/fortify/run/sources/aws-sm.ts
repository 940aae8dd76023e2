import { TareError } from "../../../core/error.ts";
import { callJson } from "../../../sources/cloud/aws/json-call.ts";
import { signIn } from "../../../sources/cloud/aws/credentials.ts";
import { type Json, textAt } from "../../../sources/cloud/json.ts";
import { once } from "../../../sources/cloud/once.ts";
import type { SecretSource } from "../source.ts";

/** AWS Secrets Manager: a secret by its name or ARN, and one key of its JSON. */
export const awsSm: SecretSource = {
  scheme: "aws-sm",
  id: "aws-secrets-manager",
  example: "aws-sm://prod/hub#token",

  connect: (world) => {
    const account = once(async () => signIn(world));
    return {
      read: async (place) => {
        const answer = await callJson(world, await account(), {
          service: "secretsmanager",
          target: "secretsmanager.GetSecretValue",
          input: { SecretId: place },
          what: `'aws-sm://${place}'`,
        });
        return { content: { kind: "text", text: secretIn(answer, place) }, lifetime: "static" };
      },
    };
  },
};

function secretIn(answer: Json, place: string): string {
  const binary = textAt(answer, "SecretBinary");
  const text =
    textAt(answer, "SecretString") ?? (binary && Buffer.from(binary, "base64").toString());
  if (text) return text;
  throw new TareError("machine", `'aws-sm://${place}' is empty`, { hint: "put a value into it" });
}
