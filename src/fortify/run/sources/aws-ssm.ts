import { TareError } from "../../../core/error.ts";
import { callJson } from "../../../sources/cloud/aws/json-call.ts";
import { signIn } from "../../../sources/cloud/aws/credentials.ts";
import { objectAt, textAt } from "../../../sources/cloud/json.ts";
import { once } from "../../../sources/cloud/once.ts";
import type { SecretSource } from "../source.ts";

/** AWS SSM Parameter Store: a parameter by its path, decrypted. */
export const awsSsm: SecretSource = {
  scheme: "aws-ssm",
  id: "aws-parameter-store",
  example: "aws-ssm:///prod/hub/token",

  connect: (world) => {
    const account = once(async () => signIn(world));
    return {
      read: async (place) => {
        const answer = await callJson(world, await account(), {
          service: "ssm",
          target: "AmazonSSM.GetParameter",
          input: { Name: place, WithDecryption: true },
          what: `'aws-ssm://${place}'`,
        });
        const text = textAt(objectAt(answer, "Parameter"), "Value");
        if (text !== undefined) return { content: { kind: "text", text }, lifetime: "static" };
        throw new TareError("machine", `'aws-ssm://${place}' is empty`, {
          hint: "put a value into it",
        });
      },
    };
  },
};
