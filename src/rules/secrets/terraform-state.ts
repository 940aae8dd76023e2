import type { Rule } from "../../core/rule.ts";

export const terraformState: readonly Rule[] = [
  {
    id: "terraform-sensitive-value",
    title: "Sensitive value in Terraform's state",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Use it as whatever it is: the state keeps what is marked sensitive in plain text.",
    remedy: "Rotate it, and keep the state in a backend that few can read.",
    keywords: ['"sensitive"'],
    pattern:
      /"value"\s{0,3}:\s{0,3}"(?<value>[^"\s]{6,4000})"(?=,\s{0,20}(?:"type"\s{0,3}:\s{0,3}"string",\s{0,20})?"sensitive"\s{0,3}:\s{0,3}true)/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://developer.hashicorp.com/terraform/language/manage-sensitive-data"],
    examples: {
      found: [
        '"db_password": {\n  "value": "«Kd82-wQz91p»",\n  "type": "string",\n  "sensitive": true\n}',
      ],
      ignored: [
        '"region": {"value": "eu-west-1a", "type": "string"}',
        '{"value": "none", "type": "string", "sensitive": true}',
      ],
    },
  },
  {
    id: "terraform-sensitive-output",
    title: "Sensitive output of Terraform",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Use it as whatever it is.",
    remedy: "Rotate it, and do not save outputs to files.",
    keywords: ['"sensitive"'],
    pattern:
      /"sensitive"\s{0,3}:\s{0,3}true,\s{0,20}(?:"type"\s{0,3}:\s{0,3}"string",\s{0,20})?"value"\s{0,3}:\s{0,3}"(?<value>[^"\s]{6,4000})"/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://developer.hashicorp.com/terraform/cli/commands/output"],
    examples: {
      found: [
        '"db_password": {\n  "sensitive": true,\n  "type": "string",\n  "value": "«Kd82-wQz91p»"\n}',
      ],
      ignored: ['{"sensitive": false, "type": "string", "value": "Kd82-wQz91p"}'],
    },
  },
  {
    id: "terraform-random-password",
    title: "Random password in Terraform's state",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in wherever the configuration uses it.",
    remedy:
      "Make a new one with `terraform apply -replace`, and keep the state where few can read it.",
    keywords: ["random_password"],
    pattern:
      /"type"\s{0,3}:\s{0,3}"random_password"[^]{0,1600}?"result"\s{0,3}:\s{0,3}"(?<value>(?:[^"\\\n]|\\.){6,200})"/,
    lines: "many",
    references: [
      "https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/password",
    ],
    examples: {
      found: [
        '{"mode":"managed","type":"random_password","name":"db","instances":[{"attributes":{"length":12,"result":"«Kd82-wQz91p»"}}]}',
      ],
      ignored: ['{"type":"random_password","name":"db","instances":[]}'],
    },
  },
];
