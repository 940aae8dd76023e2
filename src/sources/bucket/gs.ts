import { TareError } from "../../core/error.ts";
import { googleToken } from "../cloud/gcp/token.ts";
import { type Json, jsonIn, objectAt, textAt } from "../cloud/json.ts";
import { renewed } from "../cloud/renewed.ts";
import type { HttpResponse } from "../http/connections.ts";
import type { RemoteFile } from "../http/ranges.ts";
import { type BucketPlace, encoded, queryOf, shownBucket } from "./place.ts";
import { refusalOf, refusedObject } from "./refusal.ts";
import type { Connecting, Fields, Listed, Store, StoredObject } from "./store.ts";

const hint =
  "set GOOGLE_APPLICATION_CREDENTIALS, or run: gcloud auth application-default login; " +
  "GOOGLE_CLOUD_QUOTA_PROJECT=PROJECT where you pay";

/** A bucket of Google Cloud Storage. https://cloud.google.com/storage/docs/json_api/v1 */
export class GsStore implements Store {
  readonly place: BucketPlace;
  readonly #connecting: Connecting;
  readonly #base: string;
  readonly #token: () => Promise<string | undefined>;

  constructor(connecting: Connecting) {
    this.#connecting = connecting;
    this.place = connecting.place;
    const { world } = connecting;
    const emulator = world.env["STORAGE_EMULATOR_HOST"];
    this.#base = emulator ? originOf(emulator) : "https://storage.googleapis.com";
    // Tokens are for Google alone.
    this.#token = renewed(async () => (emulator ? undefined : tokenOrNone(connecting)));
  }

  async *list({ prefix, versions }: Listed): AsyncGenerator<StoredObject> {
    let next: Fields | undefined = {};
    while (next) {
      const page: Json = await this.#page({
        prefix,
        maxResults: "1000",
        ...(versions && { versions: "true" }),
        ...next,
      });
      const { items } = page;
      for (const each of Array.isArray(items) ? (items as Json[]) : []) yield objectIn(each);
      const token = textAt(page, "nextPageToken");
      next = token === undefined ? undefined : { pageToken: token };
    }
  }

  file({ key, size, version }: StoredObject): RemoteFile {
    // A name that is one part of the path, with its slashes: https://cloud.google.com/storage/docs/request-endpoints#encoding
    const name = encoded(key);
    const query = `?alt=media${version === undefined ? "" : `&${version}`}`;
    return {
      url: `${this.#address()}/${name}${query}`,
      size,
      // What was stored packed is wanted as it was stored: unpacked by Google it has no parts.
      headers: async () => ({ ...(await this.#headers()), "accept-encoding": "gzip" }),
      refused: refusedObject,
    };
  }

  metadata(): Fields {
    return {};
  }

  #address(): string {
    return `${this.#base}/storage/v1/b/${encoded(this.place.bucket)}/o`;
  }

  async #page(query: Fields): Promise<Json> {
    const url = `${this.#address()}${queryOf(query)}`;
    const answer = await this.#connecting.client.request(url, { headers: await this.#headers() });
    const json = jsonIn(answer.body.toString("utf8"));
    if (answer.status === 200 && json) return json;
    throw this.#refusal(answer, json);
  }

  #refusal(answer: HttpResponse, json: Json | undefined): TareError {
    const errors = objectAt(json, "error")?.["errors"];
    const [first] = Array.isArray(errors) ? (errors as Json[]) : [];
    return refusalOf(answer, {
      shown: shownBucket(this.place),
      code: textAt(first, "reason"),
      hint,
    });
  }

  async #headers(): Promise<Fields> {
    const token = await this.#token();
    const payer = this.#connecting.world.env["GOOGLE_CLOUD_QUOTA_PROJECT"];
    return {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(payer && { "x-goog-user-project": payer }),
    };
  }
}

/** As the client libraries take it: with or without a scheme. */
const originOf = (emulator: string): string =>
  (emulator.includes("://") ? emulator : `http://${emulator}`).replace(/\/+$/, "");

/** A public bucket needs none. */
const tokenOrNone = async ({ world }: Connecting): Promise<string | undefined> =>
  googleToken(world).catch((error: unknown) => {
    if (error instanceof TareError && error.message.startsWith("nothing says")) return undefined;
    throw error;
  });

/** What a resource says besides what users have written: names, folders, accounts. */
const telling = ["contentDisposition", "kmsKeyName"];

function objectIn(item: Json): StoredObject {
  const metadata = fieldsOf({
    ...objectAt(item, "metadata"),
    ...Object.fromEntries(telling.map((name) => [name, item[name]])),
  });
  const generation = textAt(item, "generation");
  const isOld = item["timeDeleted"] !== undefined;
  return {
    key: textAt(item, "name") ?? "",
    size: Number(item["size"] ?? 0),
    etag: generation ?? textAt(item, "etag") ?? "",
    ...(isOld && generation !== undefined && { version: `generation=${generation}` }),
    metadata,
    ...(item["customerEncryption"] !== undefined && {
      unreadable: "encrypted with a key that only its owner has",
    }),
  };
}

/** The texts of a JSON object. */
const fieldsOf = (json: Json): Fields =>
  Object.fromEntries(
    Object.entries(json).filter((each): each is [string, string] => typeof each[1] === "string"),
  );
