import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const hashicorp: readonly Rule[] = [
  {
    id: "consul-acl-token",
    title: "Consul or Nomad token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Do in the cluster what its policies allow; a management token everything.",
    remedy: "Delete it with `consul acl token delete` or `nomad acl token delete`.",
    keywords: ["consul", "nomad", "secretid", "secret id"],
    pattern:
      /(?:(?:consul|nomad)[\w .-]{0,24}?token["'\]]{0,3}[ \t]{0,4}[:=,][ \t]{0,4}["']?|x-(?:consul|nomad)-token["']?[ \t]{0,3}[:,][ \t]{0,3}["']?|Secret ?ID["']?[ \t]{0,4}[:=][ \t]{0,16}["']?|(?:agent|default|initial_management|master|replication)["']?[ \t]{0,3}[:=][ \t]{0,3}["'](?=[0-9a-f-]{36}["'])|(?:consul|nomad)[ \t][^\n|]{0,120}?-token[ \t=]["']?)(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9A-Za-z-])/i,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    references: [
      "https://developer.hashicorp.com/consul/docs/secure/acl/token",
      "https://developer.hashicorp.com/nomad/docs/secure/acl",
    ],
    examples: {
      found: [
        "CONSUL_HTTP_TOKEN=«eca27bbb-deda-41cd-a4c9-f9e3dbb7e402»",
        "SecretID:         «0f8371fb-aef8-4134-aa19-d4e48eb4668a»",
        "X-Nomad-Token: «cfa6de76-5b8f-4b5e-a273-cfad663ba852»",
      ],
      ignored: [
        "AccessorID:       14ae5aae-ed2f-4650-a43a-7dbd83ce033a",
        "CONSUL_HTTP_TOKEN=00000000-0000-0000-0000-000000000000",
      ],
    },
  },
  {
    id: "gossip-key",
    title: "Gossip key of Consul, Nomad or Serf",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read the cluster's membership traffic, and join it as a machine.",
    remedy: "Rotate it with `consul keyring` or `nomad operator gossip keyring`.",
    keywords: ["encrypt", "gossip"],
    pattern:
      /(?<![A-Za-z0-9_])(?:encrypt|encrypt_key|gossip[-_]?(?:encryption[-_]?)?key)["']?[ \t]{0,3}[:=][ \t]{0,3}["'](?<value>[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22}==)["']/i,
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://developer.hashicorp.com/consul/docs/secure/encryption/gossip/enable"],
    examples: {
      found: [
        'encrypt = "«s4fQKfSf5+DEr+ntUSEjXqyxDb8EzP480aEWwZSiQ8P=»"',
        '{"encrypt": "«z+6uwLs1+9fXES+lXFLvT2==»"}',
      ],
      ignored: ['encrypt = "true"'],
    },
  },
  {
    id: "vault-approle-secret",
    title: "HashiCorp Vault AppRole secret id",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the role id: sign in to the vault as the application, and read its secrets.",
    remedy: "Destroy it with `vault write auth/approle/role/NAME/secret-id/destroy`.",
    keywords: ["secret_id", "secret-id", "secretid"],
    pattern: assigned(
      /(?:vault|approle|bao)[\w ./-]{0,32}?secret[-_]?id|(?<![a-z])secret[-_]id(?![-_]?accessor)/,
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://developer.hashicorp.com/vault/docs/auth/approle"],
    examples: {
      found: [
        "VAULT_SECRET_ID=«c52b259b-10b8-46a5-a12b-51b232288dc2»",
        "vault write auth/approle/login role_id=de078651-42e3-470f-a530-873aa48b85ae secret_id=«0fc64553-0159-4e5e-a90d-41218fcabdc1»",
      ],
      ignored: [
        "secret_id_accessor: 36d4e5f1-403a-4a5e-acb9-9af218fa0042",
        "role_id=0f1557bd-a6c3-465b-a2e9-03494475b97f",
      ],
    },
  },
  {
    id: "boundary-token",
    title: "HashiCorp Boundary token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Open sessions to the hosts that the user may reach.",
    remedy: "Delete it with `boundary auth-tokens delete`.",
    keywords: ["at_"],
    pattern: token(/at_[0-9A-Za-z]{10}_s1[1-9A-HJ-NP-Za-km-z]{40,400}/),
    proofs: [{ kind: "entropy", min: 4.5 }],
    references: ["https://developer.hashicorp.com/boundary/docs/commands/auth-tokens"],
    examples: {
      found: [
        "BOUNDARY_TOKEN=«at_NmBPbDnwQt_s1Hruqg1eSBmvhHJXfGbwK3ftVxmdmhFXx9xrUVZ7c4vLmtYd6JpyQBayYBmYQZcCG7HXUmv5SNy7D7XLAuPzuzdZ1yi9KYUC8mJULmwRJZeBtL3Yewuq5wev2»",
      ],
      ignored: ["look_at_this_s1"],
    },
  },
];
