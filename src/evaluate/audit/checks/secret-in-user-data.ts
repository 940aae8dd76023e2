import type { Check } from "../check.ts";
import { isPlainValue } from "../resources/literal.ts";
import { isSecretName } from "../shell/secrecy.ts";
import { span } from "../../../core/span.ts";

/** Where machines are told what to do at their start. */
const places =
  /^(?:user_data|user_data_base64|startup_script|startup-script|custom_data|metadata_startup_script|UserData|customData|on_start|on_create)$/;
const filledIn = /\$\{(?:var|local|random_password|module|data)\.([\w.]+)[^}]*\}/g;
const set = /\b([A-Za-z_]\w*)=["']?([^\s"'$<\\;&]{4,})/g;

export const secretInUserData: Check = {
  id: "secret-in-user-data",
  title: "Start script of a machine holds a secret",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "medium",
  why: "Each process on the machine can ask the metadata service for it, training code and notebooks too; so can whoever may describe the machine. It stands in `cloud-init`'s logs, and in images that are made of the disk.",
  instead: "Let the script fetch it from a secrets manager with the role of the machine.",
  references: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"],
  examples: {
    found: [
      {
        path: "main.tf",
        text: 'resource "aws_instance" "gpu" {\n  user_data = <<-EOF\n    #!/bin/bash\n    export HF_TOKEN=«${var.hf_token}»\n    «WANDB_API_KEY=3f9ab2c4d5» python train.py\n  EOF\n}\n',
      },
    ],
    ignored: [
      {
        path: "main.tf",
        text: 'resource "aws_instance" "gpu" {\n  user_data = <<-EOF\n    #!/bin/bash\n    export HF_TOKEN=$(aws secretsmanager get-secret-value --secret-id ${var.secret_id})\n    EPOCHS=${var.epochs} python train.py\n  EOF\n}\n',
      },
    ],
  },

  *run({ source, resources }) {
    for (const { data } of resources)
      for (const { key, value } of data.entries()) {
        if (!places.test(key)) continue;
        const text = source.text.slice(value.at.start, value.at.end);
        const found = [
          ...[...text.matchAll(filledIn)].filter(({ 1: name = "" }) => isSecretName(lastOf(name))),
          ...[...text.matchAll(set)].filter(
            ({ 1: name = "", 2: plain = "" }) => isSecretName(name) && isPlainValue(plain),
          ),
        ];
        for (const { index, 0: whole } of found)
          yield {
            message: "writes a secret into a machine's start script",
            source,
            at: span(value.at.start + index, value.at.start + index + whole.length),
          };
      }
  },
};

const lastOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
