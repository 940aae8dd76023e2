import { type Address, addressIn, isInternal, networkOf } from "../names/hosts.ts";
import type { Claim, Mention } from "../reader.ts";

/** A network by a host in it; none where the host names none. */
export function networkMention(host: string): Mention | undefined {
  const network = networkOf(host);
  if (network === undefined) return undefined;
  return {
    kind: "network",
    id: network,
    name: network,
    facts: { reach: isInternal(host) ? "internal" : "public" },
  };
}

export interface Machine {
  readonly mention?: Mention;
  readonly claims: readonly Claim[];
}

/**
 * The machine of a host name or address, and the network that it is in.
 *
 * @param seen Whether it is only known for what it serves: such a one is not where the work was done.
 */
export function machineOf(text: string, seen: "by name" | "as a server" = "by name"): Machine {
  const host = addressIn(text.trim())?.host;
  if (host === undefined || host === "localhost" || /^127\.|^0\.0\.0\.0$/.test(host))
    return { claims: [] };
  const mention: Mention = {
    kind: "machine",
    id: host,
    name: host,
    facts: { reach: isInternal(host) ? "internal" : "public", seen },
  };
  const network = networkMention(host);
  return {
    mention,
    claims: network
      ? [{ from: mention, kind: "in-network", to: network, why: "the name says so" }]
      : [],
  };
}

/** What is served at an address, the machine that it runs on, and its network. */
export interface Served {
  readonly service: Mention;
  readonly claims: readonly Claim[];
}

/** Ports by which a service is known, as IANA or its makers set them. */
const ports: Readonly<Record<string, string>> = {
  "22": "SSH",
  "2049": "NFS",
  "3306": "MySQL",
  "5000": "MLflow or a registry",
  "5432": "PostgreSQL",
  "6006": "TensorBoard",
  "6379": "Redis",
  "8265": "Ray dashboard",
  "8888": "Jupyter",
  "9000": "MinIO or ClickHouse",
  "10001": "Ray",
  "27017": "MongoDB",
  "29500": "PyTorch distributed",
};

/** @param type What it is, where the rule or a fact says it. */
export function servedAt(address: Address, type?: string): Served {
  const { scheme, host, port } = address;
  const id = port === undefined ? host : `${host}:${port}`;
  const known = type ?? (port === undefined ? undefined : ports[port]);
  const service: Mention = {
    kind: "service",
    id,
    name: scheme === undefined ? id : `${scheme}://${id}`,
    facts: { type: known, port, reach: isInternal(host) ? "internal" : "public" },
  };
  const { mention, claims } = machineOf(host, "as a server");
  if (!mention) return { service, claims: [] };
  if (isInternal(host))
    return {
      service,
      claims: [
        { from: service, kind: "runs-on", to: mention, why: "the address says so" },
        ...claims,
      ],
    };
  const network = networkMention(host);
  return {
    service,
    claims: network
      ? [{ from: service, kind: "in-network", to: network, why: "the address says so" }]
      : [],
  };
}
