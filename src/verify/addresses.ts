import { type LookupAddress, lookup } from "node:dns";
import { BlockList, type LookupFunction } from "node:net";

/** Networks of which no public service is a part (RFC 6890, RFC 4193, RFC 4291). */
const inside: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["224.0.0.0", 4, "ipv4"],
  ["240.0.0.0", 4, "ipv4"],
  ["::", 127, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];

const internal = new BlockList();
for (const each of inside) internal.addSubnet(...each);

/** Whether an address is of this machine or network, and so not a public service's. */
const isInternal = ({ address, family }: LookupAddress): boolean =>
  internal.check(address, family === 6 ? "ipv6" : "ipv4");

/** The code of the error where a name leads inside. */
export const internalCode = "EINTERNAL";

/**
 * Looks up a name as usual, but refuses one that leads to an address inside.
 * The connection is made to what was looked at.
 *
 * @param own Names that may.
 */
export function publicLookup(own: ReadonlySet<string>): LookupFunction {
  return (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found) => {
      const failure = error ?? (own.has(name) ? undefined : refusal(found));
      const [first] = found ?? [];
      if (failure || !first) done(failure ?? new Error("no address"), "", 0);
      else if (options.all === true) done(null, found);
      else done(null, first.address, first.family);
    });
  };
}

const refusal = (found: readonly LookupAddress[]): Error | undefined =>
  found.some(isInternal)
    ? Object.assign(new Error("an internal address"), { code: internalCode })
    : undefined;
