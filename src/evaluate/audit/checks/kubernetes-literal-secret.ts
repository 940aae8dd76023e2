import type { Check } from "../check.ts";
import { isForTests } from "../hygiene/credential-files.ts";
import type { Data, DataEntry } from "../resources/data.ts";
import { isPlainValue } from "../resources/literal.ts";
import type { Resource } from "../resources/resource.ts";
import { isSecretName } from "../shell/secrecy.ts";

/** What is in base64, if it is text. */
function decoded(text: string): string {
  const plain = Buffer.from(text, "base64").toString();
  return plain.includes("\uFFFD") && plain.length >= shortest ? text : plain;
}

/** In characters: what is shorter keeps nobody out. */
const shortest = 4;

/** Names that say that the value is no secret of its own. */
const harmless =
  /(?:user(?:name)?|host|port|namespace|type|url|region|name|\.crt|ca\.\w+|\.pub|database|db)$/i;

export const kubernetesLiteralSecret: Check = {
  id: "kubernetes-literal-secret",
  title: "Secret of Kubernetes stands in the repository",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "high",
  why: "`data` is base64, which is no encryption, and `stringData` is plain text: whoever can read the repository can read the values, in its whole history.",
  instead:
    "Take the values back, and commit what refers to them (External Secrets) or what is encrypted (Sealed Secrets, SOPS).",
  references: ["https://kubernetes.io/docs/concepts/security/secrets-good-practices/"],
  examples: {
    found: [
      {
        path: "k8s/hub.yaml",
        text: "apiVersion: v1\nkind: Secret\nmetadata:\n  name: hub\nstringData:\n  «token»: 3f9ab2c4d5\n  username: train\n",
      },
      {
        path: "k8s/db.yaml",
        text: "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  «password»: Y29ycmVjdC1ob3JzZQ==\n",
      },
    ],
    ignored: [
      {
        path: "k8s/short.yaml",
        text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  password: dmFsdWUtMg0K\n  "19": xw==\n',
      },

      {
        path: "k8s/hub.yaml",
        text: 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: hub\nstringData:\n  token: ${HF_TOKEN}\n  password: ""\ndata:\n  key: Y2hhbmdlbWU=\n',
      },
      {
        path: "k8s/sealed.yaml",
        text: "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nspec:\n  encryptedData:\n    token: AgBx\n",
      },
      {
        path: "k8s/sops.yaml",
        text: "apiVersion: v1\nkind: Secret\nstringData:\n  token: ENC[AES256_GCM,data:x]\nsops:\n  version: 3.8\n",
      },
    ],
  },

  *run({ system, source, resources }) {
    if (system !== "kubernetes") return;
    for (const { name, data } of resources.filter(isWrittenOut))
      for (const { key, keyAt } of valuesIn(data))
        yield {
          message: `${name} holds ${key} in plain text`,
          source,
          at: keyAt,
          ...(isForTests(source.path) && { severity: "low" }),
        };
  },
};

/** Whether a person wrote its values, and did not encrypt them. */
const isWrittenOut = ({ type, data }: Resource): boolean =>
  type === "Secret" &&
  !data.get("sops") &&
  !(data.get("type")?.text ?? "").endsWith("service-account-token");

const valuesIn = (data: Data): readonly DataEntry[] =>
  ["stringData", "data"]
    .flatMap((list) =>
      (data.get(list)?.entries() ?? []).map((entry) => ({
        entry,
        text: list === "data" ? decoded(entry.value.text ?? "") : (entry.value.text ?? ""),
      })),
    )
    .filter(
      ({ entry: { key }, text }) =>
        text.trim().length >= shortest &&
        isPlainValue(text) &&
        (!harmless.test(key) || isSecretName(key)),
    )
    .map(({ entry }) => entry);
