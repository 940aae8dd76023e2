import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/** IANA's special-purpose registries: what no public service is at. Ranges and their prefixes. */
const special: Readonly<Record<"ipv4" | "ipv6", readonly (readonly [string, number])[]>> = {
  ipv4: [
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ],
  // Public IPv6 is 2000::/3; these are what is not, and what carries an IPv4 address inside.
  ipv6: [
    ["::", 3],
    ["2001::", 23],
    ["2001:db8::", 32],
    ["2002::", 16],
    ["3fff::", 20],
    ["4000::", 2],
    ["8000::", 1],
  ],
};

/** One for each family: a list of both takes each IPv4 address for one of IPv6 as well. */
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const family of ["ipv4", "ipv6"] as const)
  for (const [network, prefix] of special[family])
    blocked[family].addSubnet(network, prefix, family);

/** Whether an IP address is one of the internet's, rather than this machine's or network's. */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const family = version === 6 ? "ipv6" : "ipv4";
  return !blocked[family].check(address, family);
}

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** Finds the addresses of a host, as `node:dns` does. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

const resolved: Resolve = async (host) => lookup(host, { all: true });

/**
 * The address to connect to, so that no second look-up can give another one.
 *
 * @param allowed Hosts that are let through although they are internal.
 * @throws {Error} One of the host's addresses is internal: then none is used.
 */
export async function publicAddress(
  host: string,
  allowed: readonly string[],
  resolve: Resolve = resolved,
): Promise<Address> {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  const addresses = await resolve(bare);
  const internal = addresses.find(({ address }) => !isPublic(address));
  if (internal && !allowed.includes(host)) throw new Error("the host has an internal address");
  const [first] = addresses;
  if (!first) throw new Error("the host has no address");
  return first;
}
