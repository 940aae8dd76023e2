import { TareError } from "../../core/error.ts";
import { isLoopback } from "../http/address.ts";
import { HttpClient, jsonOf } from "../http/client.ts";

/** What a manifest may be. */
const manifests = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** What is said of a request that was refused, and how it is made again. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
}

/** A repository in a registry, by the OCI distribution API. Its connections close when it is disposed of. */
export class Registry implements AsyncDisposable {
  readonly #http: HttpClient = new HttpClient();
  readonly #base: string;
  readonly #name: string;
  #token: string | undefined;

  /** @param host With a port where it has one. One on this machine is asked without TLS. */
  constructor(host: string, name: string) {
    const scheme = isLoopback(host.replace(/:\d+$/, "")) ? "http" : "https";
    this.#base = `${scheme}://${host}/v2/${name}`;
    this.#name = name;
  }

  async manifest(reference: string): Promise<Buffer> {
    const url = `${this.#base}/manifests/${reference}`;
    const { body } = await this.#allowed(url, async (headers) =>
      this.#http.request(url, { headers: { ...headers, accept: manifests } }),
    );
    return body;
  }

  async blob(digest: string): Promise<AsyncIterable<Buffer>> {
    const url = `${this.#base}/blobs/${digest}`;
    const { body } = await this.#allowed(url, async (headers) => {
      const answer = await this.#http.stream(url, { headers });
      if (answer.status !== 200) answer.discard();
      return answer;
    });
    return body;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#http[Symbol.asyncDispose]();
  }

  /** @throws {TareError} It is refused, is not there, or the registry fails again and again. */
  async #allowed<T extends Answer>(
    url: string,
    ask: (headers: Readonly<Record<string, string>>) => Promise<T>,
  ): Promise<T> {
    let answer = await ask(credentials(this.#token));
    if (answer.status === 401 && this.#token === undefined) {
      this.#token = await this.#tokenFrom(answer);
      answer = await ask(credentials(this.#token));
    }
    if (answer.status === 200) return answer;
    throw this.#refused(answer.status, url.slice(this.#base.length + 1));
  }

  #refused(status: number, what: string): TareError {
    if (status === 404)
      return new TareError("usage", `the registry has no ${what} of ${this.#name}`);
    return new TareError("usage", `the registry refuses ${this.#name}: status ${status}`, {
      hint: "set TARE_REGISTRY_USER and TARE_REGISTRY_PASSWORD",
    });
  }

  /** Asks for a token where the registry says that one is to be had (distribution specification, "Token Authentication"). */
  async #tokenFrom({ headers }: Answer): Promise<string> {
    const challenge = headers.get("www-authenticate") ?? "";
    const field = (name: string): string | undefined =>
      new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1];
    const realm = field("realm");
    if (!/^bearer/i.test(challenge) || realm === undefined || !URL.canParse(realm))
      throw this.#refused(401, "");
    const url = new URL(realm);
    url.searchParams.set("service", field("service") ?? "");
    url.searchParams.set("scope", field("scope") ?? `repository:${this.#name}:pull`);
    const answer = await this.#http.request(url, { headers: credentials() });
    if (answer.status !== 200) throw this.#refused(answer.status, "");
    const { token, access_token } = jsonOf(answer) as Readonly<Record<string, string>>;
    return `Bearer ${token ?? access_token ?? ""}`;
  }
}

/** Who asks: by the token, else by the environment. */
function credentials(token?: string): Readonly<Record<string, string>> {
  const user = process.env["TARE_REGISTRY_USER"];
  const password = process.env["TARE_REGISTRY_PASSWORD"];
  if (token !== undefined) return { authorization: token };
  if (user === undefined || password === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}
