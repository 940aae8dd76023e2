/** An address, taken apart. Whoever stood before the @ with a password is left out. */
export interface Address {
  readonly scheme?: string;
  readonly user?: string;
  /** In lower case. */
  readonly host: string;
  readonly port?: string;
  /** Without query and fragment. */
  readonly path: string;
}

const address =
  /^(?:(?<scheme>[a-z][a-z0-9+.-]{0,30}(?::[a-z][a-z0-9+]{0,20})?):\/\/)?(?:(?<user>[^\s/@:]{1,200})(?::[^\s/@]{0,400})?@)?(?<host>\[[0-9a-f:]{2,45}\]|[a-z0-9_][a-z0-9_.-]{0,250}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7})(?::(?<port>\d{1,5}))?(?<path>[/:][^\s?#]{0,1000})?/i;

/** The address in a URL, in `host:port`, or a host alone; none where it is no address. */
export function addressIn(text: string): Address | undefined {
  const found = address.exec(text)?.groups;
  if (found?.["host"] === undefined) return undefined;
  const { scheme, user, host, port, path } = found;
  return {
    ...(scheme !== undefined && { scheme: scheme.toLowerCase() }),
    ...(user !== undefined && { user }),
    host: host.toLowerCase().replace(/^\[|\]$|\.$/g, ""),
    ...(port !== undefined && { port }),
    path: path ?? "",
  };
}

/** Private ranges: RFC 1918, RFC 6598, RFC 3927, RFC 4193. */
const ranges: readonly (readonly [RegExp, string])[] = [
  [/^10\./, "10.0.0.0/8"],
  [/^172\.(?:1[6-9]|2\d|3[01])\./, "172.16.0.0/12"],
  [/^192\.168\./, "192.168.0.0/16"],
  [/^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./, "100.64.0.0/10"],
  [/^169\.254\./, "169.254.0.0/16"],
  [/^f[cd][0-9a-f]{2}:/, "fc00::/7"],
];

/** EC2 names a machine by its private address: `ip-10-0-12-7.eu-west-1.compute.internal`. */
const ec2Name = /^ip-(\d{1,3})-(\d{1,3})-(\d{1,3})-(\d{1,3})(?:\.|$)/;

const isAddress = (host: string): boolean => /^[\d.]+$|:/.test(host);

/** The network that a host is in: `*.internal.corp`, or a private range; none of a bare name. */
export function networkOf(host: string): string | undefined {
  const [, ...parts] = ec2Name.exec(host) ?? [];
  const numeric = parts.length === 4 ? parts.join(".") : host;
  const range = ranges.find(([pattern]) => pattern.test(numeric));
  if (range) return range[1];
  if (isAddress(host) || !host.includes(".")) return undefined;
  return `*.${domainOf(host)}`;
}

/** Second levels under which organisations register: `co.uk`, `ac.jp`. */
const sharedSecond = /^(?:co|com|ac|edu|gov|net|org|or|ne|go)$/;

/** The part of a name that an organisation registers, or that its network is called by. */
export function domainOf(host: string): string {
  const labels = host.split(".");
  const [second = "", top = ""] = labels.slice(-2);
  return labels.slice(top.length === 2 && sharedSecond.test(second) ? -3 : -2).join(".");
}

/** Top levels that no public name has, and names that only a network of its own knows. */
const ownTop = /\.(?:internal|corp|intra(?:net)?|lan|local(?:domain)?|private|arpa|svc|cluster)$/;
const ownLabel = /\.(?:internal|corp|intra(?:net)?|lan|int)\./;

/** Whether only machines of the same network can reach it. */
export const isInternal = (host: string): boolean =>
  ranges.some(([pattern]) => pattern.test(host)) ||
  ec2Name.test(host) ||
  (!host.includes(".") && !isAddress(host)) ||
  ownTop.test(host) ||
  ownLabel.test(host);
