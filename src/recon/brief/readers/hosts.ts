import type { Finding } from "../../../core/finding.ts";
import { machineOf, servedAt } from "../mentions/machine.ts";
import { personOf } from "../mentions/person.ts";
import { addressIn } from "../names/hosts.ts";
import type { Reader, Said } from "../reader.ts";

/** What listens at the addresses that a rule finds; the key beside one says more. */
const types: Readonly<Record<string, string>> = {
  "tracking-server": "experiment tracker",
  "package-index": "package index",
};

/** Names beside an address that say what it is. */
const byKey: readonly (readonly [RegExp, string])[] = [
  [/mlflow|tracking_uri|wandb_base|clearml|prefect/i, "experiment tracker"],
  [/index[-_]url|pypi/i, "package index"],
  [/s3_endpoint|minio/i, "object storage"],
  [/label_studio/i, "labelling"],
  [/jupyter/i, "Jupyter"],
  [/vault/i, "secret store"],
];

function typeOf({ rule, location, context }: Finding): string | undefined {
  const near = `${location.key ?? ""} ${(context?.before ?? "").slice(-40)}`;
  return types[rule] ?? byKey.find(([pattern]) => pattern.test(near))?.[1];
}

/** A service where there is a port or a scheme, else a machine. */
function readAddress(finding: Finding): Said {
  // A password cuts the value: the host stands behind it, and is found by itself.
  const isCut = /^:[^\s/@]*@/.test(finding.context?.after ?? "");
  const address = isCut ? undefined : addressIn(finding.preview);
  if (!address) return {};
  if (address.port !== undefined || address.scheme !== undefined) {
    const { service, claims } = servedAt(address, typeOf(finding));
    return { mentions: [service], claims };
  }
  const { mention, claims } = machineOf(address.host);
  return { mentions: [mention], claims };
}

const addressReader: Reader = {
  rules: [
    "internal-host",
    "internal-subdomain",
    "internal-url",
    "cloud-host",
    "private-address",
    "private-service",
    "tracking-server",
    "package-index",
  ],
  read: readAddress,
};

const nameReader: Reader = {
  rules: ["host-variable", "host-field", "nccl-host", "run-folder-host", "tfevents-host"],
  read: ({ preview }) => {
    const { mention, claims } = machineOf(preview);
    return { mentions: [mention], claims };
  },
};

const shareReader: Reader = {
  rules: ["network-share"],
  read: ({ preview }) => {
    const [, host = "", share = ""] = /^\\+([\w.-]+)\\+([^\\]+)/.exec(preview) ?? [];
    const { mention, claims } = machineOf(host);
    if (!mention) return {};
    const storage = {
      kind: "storage",
      id: `share/${host.toLowerCase()}/${share.toLowerCase()}`,
      name: `\\\\${host}\\${share}`,
      facts: { provider: "file server" },
    } as const;
    return {
      mentions: [storage],
      claims: [...claims, { from: mention, kind: "holds", to: storage, why: "the path says so" }],
    };
  },
};

const databaseReader: Reader = {
  rules: ["database-address"],
  read: ({ preview }) => {
    const address = addressIn(preview.replace(/^jdbc:/, ""));
    if (!address) return {};
    const { service, claims } = servedAt(address, "database");
    const facts = { ...service.facts, database: address.path.replace(/^\//, "") || undefined };
    const login = address.user === undefined ? undefined : personOf(address.user);
    return {
      mentions: [{ ...service, facts: { ...facts, login: address.user } }, login],
      claims: [
        ...claims,
        login && { from: login, kind: "uses", to: service, why: "the address names the login" },
      ],
    };
  },
};

export const hosts: readonly Reader[] = [addressReader, nameReader, shareReader, databaseReader];
