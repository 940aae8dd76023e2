import type { Check } from "../check.ts";
import { isPlainValue } from "../resources/literal.ts";
import { isSecretName } from "../shell/secrecy.ts";

export const secretInConfigMap: Check = {
  id: "secret-in-config-map",
  title: "ConfigMap holds a secret",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "medium",
  why: "A ConfigMap is for settings: it is not encrypted at rest where Secrets are, everybody in the namespace may usually read it, and it is printed by tools that leave out Secrets.",
  instead: "Take the value back; keep the new one in a Secret that is not in the repository.",
  references: ["https://kubernetes.io/docs/concepts/configuration/configmap/"],
  examples: {
    found: [
      {
        path: "k8s/train.yaml",
        text: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: train\ndata:\n  EPOCHS: '3'\n  «WANDB_API_KEY»: 3f9ab2c4d5\n",
      },
    ],
    ignored: [
      {
        path: "k8s/train.yaml",
        text: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: train\ndata:\n  MAX_TOKENS: '4096'\n  TOKEN_FILE: /run/token\n  DB_PASSWORD: ''\n",
      },
    ],
  },

  *run({ system, source, resources }) {
    if (system !== "kubernetes") return;
    for (const { type, name, data } of resources)
      for (const { key, keyAt, value } of type === "ConfigMap"
        ? (data.get("data")?.entries() ?? [])
        : [])
        if (isSecretName(key) && isPlainValue(value.text ?? ""))
          yield { message: `${name} holds ${key}`, source, at: keyAt };
  },
};
