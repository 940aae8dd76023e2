import { TareError } from "../core/error.ts";
import type { OwnHost } from "../verify/hosts.ts";
import { checkedRules } from "../verify/questions.ts";
import type { Shell } from "./command.ts";
import { list, text, type Values, wholeNumber } from "./options.ts";
import type { Settings } from "./settings.ts";

/** Calls a minute to one host, where nobody says otherwise. */
const usualRate = 60;

/** How providers are asked. */
export interface Asking {
  readonly own: readonly OwnHost[];
  readonly proxy: string | undefined;
  readonly perMinute: number;
}

/**
 * How the command line, and a file of settings that it names, want providers to
 * be asked. A file that was only found may be a part of what is scanned, and has
 * no say in this.
 *
 * @throws {TareError} `usage`: a host, the proxy or the rate is wrong.
 */
export function askingOf(values: Values, { config }: Settings, shell: Shell): Asking {
  const isNamed = text(values, "config") !== undefined;
  if (config.verify && !isNamed)
    shell.err("tare: note: 'verify' in settings counts only where --config names the file\n");
  const { hosts = [], proxy, rate = usualRate } = (isNamed ? config.verify : undefined) ?? {};
  return {
    own: [...list(values, "verify-host"), ...hosts].map(ownHostOf),
    proxy: checkedProxy(text(values, "verify-proxy") ?? proxy),
    perMinute: wholeNumber(values, "verify-rate", 1) ?? rate,
  };
}

function checkedProxy(proxy: string | undefined): string | undefined {
  if (proxy === undefined || (/^https?:/.test(proxy) && URL.canParse(proxy))) return proxy;
  // What is wrong may hold a password: it is not shown.
  throw new TareError("usage", "the proxy to verify through has no address of one", {
    hint: "write it as http://proxy.example:3128",
  });
}

/** Services that people run themselves, of which a provider can be asked. */
const services = [
  ...new Set(checkedRules.flatMap(({ check }) => check.selfHosted ?? [])),
].toSorted();

/** `gitlab=HOST`, or a host that has the name of its service in it. */
function ownHostOf(given: string): OwnHost {
  const [, named, host = ""] = /^(?:([a-z]+)=)?(.*)$/s.exec(given.toLowerCase()) ?? [];
  const known = services.filter((each) => (named ?? host).includes(each));
  const [service] = known;
  if (service === undefined || known.length > 1 || (named !== undefined && named !== service))
    throw new TareError("usage", `--verify-host ${given}: which service runs there?`, {
      hint: `write it as SERVICE=HOST; services are ${services.join(", ")}`,
    });
  if (!isHostName(host) || (named === undefined && host === service))
    throw new TareError("usage", `--verify-host ${given}: no host`, {
      hint: `write it as ${service}=host.example, with :PORT where it has one`,
    });
  return { service, host };
}

const isHostName = (host: string): boolean =>
  URL.canParse(`https://${host}/`) && new URL(`https://${host}/`).host === host;
