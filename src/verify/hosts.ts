import type { LiveCheck } from "../core/live-check.ts";

/** Where somebody runs a service: `gitlab`, `gitlab.corp.example:8443`. */
export interface OwnHost {
  readonly service: string;
  readonly host: string;
}

/** A host that may be asked. */
export interface AskedHost {
  readonly host: string;
  /** Whether a credential that it refuses works nowhere else. */
  readonly isFinal: boolean;
}

/** Stands for a host that only the user can name. */
const unnamed = "{host}";

/** The host in a check's address, which may be a template. */
export const hostIn = ({ url }: LiveCheck): string => /^https:\/\/([^/?]+)/.exec(url)?.[1] ?? "";

/** What follows the host in a check's address. */
export const pathIn = ({ url }: LiveCheck): string => url.replace(/^https:\/\/[^/?]+/, "");

/**
 * The hosts that may be asked, and no others: those of the check, or, where the
 * user runs its service or says that nobody else does, the hosts that are named.
 */
export function hostsOf(check: LiveCheck, own: readonly OwnHost[]): readonly AskedHost[] {
  const { selfHosted, otherHosts = [] } = check;
  const named = own.filter(({ service }) => service === selfHosted);
  if (named.length > 0) return named.map(({ host }) => ({ host, isFinal: true }));
  return [hostIn(check), ...otherHosts]
    .filter((host) => host !== unnamed)
    .map((host) => ({ host, isFinal: selfHosted === undefined }));
}

/**
 * Whether an address goes to a host as the template says it: what was put into
 * it is no more than one label, `acme` in `{shop}.myshopify.com`.
 */
export function isHost(address: URL, template: string): boolean {
  const pattern = template
    .split(/\{\w+\}/)
    .map((part) => part.replaceAll(/[.\\+*?^$()[\]{}|]/g, String.raw`\$&`))
    .join("[a-z0-9-]+");
  return new RegExp(`^${pattern}$`).test(address.host);
}
