import type { Check } from "../check.ts";

/** Resources that are keys, and the attribute that says when they end. */
const keys: readonly (readonly [RegExp, string | undefined])[] = [
  [/^(?:aws_iam_access_key|AWS::IAM::AccessKey)$/, undefined],
  [/^(?:google_service_account_key|google_storage_hmac_key)$/, undefined],
  [/^azuread_(?:application|service_principal)_password$/, "end_date"],
];

export const longLivedKey: Check = {
  id: "long-lived-key",
  title: "Code makes a key that lives on",
  looksAt: "infrastructure",
  severity: "medium",
  confidence: "high",
  why: "Such a key works from anywhere until somebody takes it back, and it stands in the state of the infrastructure. Jobs write it into logs and checkpoints, where it is found years later.",
  instead:
    "Let the job take a role (OpenID Connect, workload identity, the role of the instance); its credentials end by themselves.",
  references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"],
  examples: {
    found: [
      {
        path: "main.tf",
        text: '«resource "aws_iam_access_key" "ci"» {\n  user = "ci"\n}\n«resource "google_service_account_key" "train"» {\n  service_account_id = "x"\n}\n',
      },
      {
        path: "stack.yaml",
        text: "Resources:\n  «Key»:\n    Type: AWS::IAM::AccessKey\n    Properties: { UserName: ci }\n",
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "azuread_application_password" "ci" {\n  end_date_relative = "24h"\n}\nresource "aws_iam_role" "train" {\n  name = "train"\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const { type, name, at, data } of resources) {
      const key = keys.find(([types]) => types.test(type));
      const ends = key?.[1];
      if (key && (ends === undefined || !data.entries().some((each) => each.key.startsWith(ends))))
        yield { message: `makes the key ${name}, which does not end`, source, at };
    }
  },
};
