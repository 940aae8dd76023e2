import { TareError } from "../../core/error.ts";
import { encoded, queryOf } from "../bucket/place.ts";
import { type Json, jsonIn, textAt } from "../cloud/json.ts";
import type { HttpClient } from "../http/client.ts";
import type { HttpRequest, HttpResponse } from "../http/connections.ts";
import { trackingHeaders, trackingServer } from "./access.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** How many things a page of a list has: the server's own limits are higher. */
const pageSize = 100;

/** A tracking server of MLflow. https://mlflow.org/docs/latest/api_reference/rest-api.html */
export class MlflowServer {
  readonly #client: HttpClient;
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  /** @throws {TareError} `usage`: the environment names no server. */
  constructor(client: HttpClient, env: Environment) {
    this.#client = client;
    this.#base = trackingServer(env);
    this.#headers = trackingHeaders(env);
  }

  /** @throws {TareError} `usage`: there is no such thing, or tare may not see it. */
  async get(path: string, query: Readonly<Record<string, string>>): Promise<Json> {
    return this.#asked(
      `/api/2.0/mlflow/${path}${queryOf(query)}`,
      {},
      Object.values(query).join(" "),
    );
  }

  /**
   * All items of a list.
   *
   * @param search Names its path, what is asked for, and the field that holds the items.
   */
  async *all(search: Search): AsyncGenerator<Json> {
    let token: string | undefined = "";
    while (token !== undefined) {
      const page: Json | undefined = await this.#page(search, token);
      if (!page) return;
      for (const each of itemsAt(page, search.field)) yield each;
      token = textAt(page, "next_page_token");
    }
  }

  async #page(search: Search, token: string): Promise<Json | undefined> {
    const { path, asked, method, what, since } = search;
    const fields = { ...asked, max_results: pageSize, ...(token !== "" && { page_token: token }) };
    try {
      if (method === "POST") return await this.#asked(path, posted(fields), what);
      const texts = Object.entries(fields).map(([name, value]) => [name, String(value)]);
      return await this.#asked(`${path}${queryOf(Object.fromEntries(texts))}`, {}, what);
    } catch (error) {
      if (since !== undefined && error instanceof MissingError) return undefined;
      throw error;
    }
  }

  /**
   * The files of a folder that the server hands through.
   *
   * @param folder Below the root of its artifacts.
   */
  async *files(folder: string): AsyncGenerator<ArtifactFile> {
    const listed = await this.#asked(
      `/api/2.0/mlflow-artifacts/artifacts${queryOf({ path: folder })}`,
      {},
      folder,
    );
    for (const each of itemsAt(listed, "files")) {
      const path = `${folder}/${(textAt(each, "path") ?? "").replace(/^.*\//, "")}`;
      if (each["is_dir"] === true) yield* this.files(path);
      else yield { path, size: Number(each["file_size"] ?? 0) };
    }
  }

  /** The address of a file that the server hands through. */
  addressOf(path: string): string {
    return `${this.#base}/api/2.0/mlflow-artifacts/artifacts/${path.split("/").map(encoded).join("/")}`;
  }

  /** Whether an address is the server's own. */
  isOwn(address: string): boolean {
    return URL.canParse(address) && new URL(address).host === new URL(this.#base).host;
  }

  async #asked(path: string, request: HttpRequest, what: string): Promise<Json> {
    const answer = await this.#client.request(`${this.#base}${path}`, {
      ...request,
      headers: { ...this.#headers, ...request.headers },
    });
    const json = jsonIn(answer.body.toString("utf8"));
    if (answer.status === 200 && json) return json;
    throw refusal(answer, json, what);
  }
}

/** A list that the server gives page by page. */
export interface Search {
  /** From the root of the server. */
  readonly path: string;
  readonly method: "GET" | "POST";
  readonly asked: Json;
  readonly field: string;
  /** What is asked for, in messages. */
  readonly what: string;
  /** The version of MLflow from which on there is such a list: before, it is empty. */
  readonly since?: string;
}

export interface ArtifactFile {
  /** Below the root of the server's artifacts. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** The objects of a list in a JSON object. */
export const itemsAt = (json: Json | undefined, name: string): readonly Json[] => {
  const value = json?.[name];
  return Array.isArray(value) ? (value as Json[]) : [];
};

/** There is no such thing on the server. */
class MissingError extends TareError {}

/** A request that only asks, although it sends something. */
const posted = (fields: Json): HttpRequest => ({
  method: "POST",
  body: JSON.stringify(fields),
  headers: { "content-type": "application/json" },
  repeatable: true,
});

function refusal({ status }: HttpResponse, json: Json | undefined, what: string): TareError {
  const code = textAt(json, "error_code");
  if (code === "RESOURCE_DOES_NOT_EXIST" || status === 404)
    return new MissingError("usage", `the MLflow server has no '${what}'`, {
      hint: "look at its name, and at MLFLOW_TRACKING_URI",
    });
  const why = code === undefined ? `status ${status}` : `status ${status}, ${code}`;
  const message = `the MLflow server does not give '${what}': ${why}`;
  if (status === 401 || status === 403)
    return new TareError("usage", message, {
      hint: "set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN",
    });
  return new TareError("machine", message, { hint: "look at the server's log" });
}
