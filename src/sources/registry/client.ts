import { setTimeout } from "node:timers/promises";
import type { ReadableStream } from "node:stream/web";
import { TareError } from "../../core/error.ts";

/** What a manifest may be. */
const manifests = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** How often a request is made, and how long is waited before the second one, in milliseconds; each time twice as long. */
const attempts = 5;
const firstWait = 500;
/** No registry that means well asks for more, in seconds. */
const longestWait = 60;

/** A repository in a registry, by the OCI distribution API. */
export class Registry {
  readonly #base: string;
  readonly #name: string;
  #token: string | undefined;

  /** @param host With a port where it has one. One on this machine is asked without TLS. */
  constructor(host: string, name: string) {
    const scheme = /^(?:localhost|127\.|\[::1\])/.test(host) ? "http" : "https";
    this.#base = `${scheme}://${host}/v2/${name}`;
    this.#name = name;
  }

  async manifest(reference: string): Promise<Buffer> {
    const response = await this.#get(`${this.#base}/manifests/${reference}`, { accept: manifests });
    return Buffer.from(await response.arrayBuffer());
  }

  async blob(digest: string): Promise<ReadableStream> {
    const { body } = await this.#get(`${this.#base}/blobs/${digest}`, {});
    if (!body) throw new TareError("machine", `the registry gave nothing for ${digest}`);
    return body;
  }

  /** @throws {TareError} It is refused, is not there, or the registry fails again and again. */
  async #get(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
    let why = "";
    for (let attempt = 0; attempt < attempts; attempt++) {
      const authorization = this.#token ?? credentials();
      const response = await fetch(url, {
        headers: { ...headers, ...(authorization !== undefined && { authorization }) },
      }).catch((error: unknown) => error as Error);
      if (response instanceof Error)
        why = (response.cause as Error | undefined)?.message ?? response.message;
      else if (response.ok) return response;
      else if (response.status === 401 && this.#token === undefined) {
        this.#token = await this.#tokenFrom(response);
        continue;
      } else if (response.status === 429 || response.status >= 500)
        why = `status ${response.status}`;
      else throw this.#refused(response.status, url);
      await setTimeout(waitBefore(response, attempt));
    }
    throw new TareError("machine", `the registry does not give ${this.#name}: ${why}`, {
      hint: "see whether its address is right, and try again",
    });
  }

  #refused(status: number, url: string): TareError {
    if (status === 404)
      return new TareError(
        "usage",
        `the registry has no ${url.slice(this.#base.length + 1)} of ${this.#name}`,
      );
    return new TareError("usage", `the registry refuses ${this.#name}: status ${status}`, {
      hint: "set TARE_REGISTRY_USER and TARE_REGISTRY_PASSWORD",
    });
  }

  /** Asks for a token where the registry says that one is to be had (distribution specification, "Token Authentication"). */
  async #tokenFrom(response: Response): Promise<string | undefined> {
    const challenge = response.headers.get("www-authenticate") ?? "";
    const field = (name: string): string | undefined =>
      new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
    const realm = field("realm");
    if (!/^bearer/i.test(challenge) || realm === undefined) throw this.#refused(401, "");
    const url = new URL(realm);
    url.searchParams.set("service", field("service") ?? "");
    url.searchParams.set("scope", field("scope") ?? `repository:${this.#name}:pull`);
    const authorization = credentials();
    const answer = await fetch(url, {
      ...(authorization !== undefined && { headers: { authorization } }),
    });
    if (!answer.ok) throw this.#refused(answer.status, "");
    const { token, access_token } = (await answer.json()) as Readonly<Record<string, string>>;
    return `Bearer ${token ?? access_token ?? ""}`;
  }
}

/** Who asks, by the environment. */
function credentials(): string | undefined {
  const user = process.env["TARE_REGISTRY_USER"];
  const password = process.env["TARE_REGISTRY_PASSWORD"];
  if (user === undefined || password === undefined) return undefined;
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}

/** In milliseconds: what the registry asks for, else twice as long each time. */
function waitBefore(response: Response | Error, attempt: number): number {
  const asked =
    response instanceof Error ? NaN : Number(response.headers.get("retry-after") ?? NaN);
  return Number.isFinite(asked) ? Math.min(asked, longestWait) * 1000 : firstWait * 2 ** attempt;
}
