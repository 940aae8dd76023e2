// Loaded only where a target is on a server, since what asks servers takes time to load.
import type { Origin } from "../core/blob.ts";
import { TareError } from "../core/error.ts";
import type { Traffic } from "../core/report.ts";
import { storeOf } from "./bucket/connect.ts";
import { type BucketPlace, shownBucket } from "./bucket/place.ts";
import type { Fields, Store, StoredObject } from "./bucket/store.ts";
import { Discretion } from "./cloud/discretion.ts";
import { caller } from "./cloud/http.ts";
import type { World } from "./cloud/world.ts";
import { HttpClient } from "./http/client.ts";
import type { RemoteFile } from "./http/ranges.ts";
import { RemoteBlob } from "./http/remote.ts";
import { hubAccess } from "./hub/access.ts";
import { trackingHeaders } from "./mlflow/access.ts";

/** A file on a hub. */
export interface HubFile {
  readonly kind: "hub";
  readonly url: string;
}

/** An object of a bucket. */
export interface BucketObject {
  readonly kind: "object";
  readonly place: BucketPlace;
  readonly object: StoredObject;
}

/** A file that a tracking server of MLflow hands through. */
export interface MlflowArtifact {
  readonly kind: "artifact";
  readonly url: string;
}

/** A file on a server, and how that is asked for it. Plain data, so that it can be sent to a worker. */
export type RemoteTarget = HubFile | BucketObject | MlflowArtifact;

/** Who wants to know that a server asks to be left alone for a while. */
export const onWait = new Set<(host: string, ms: number) => void>();

/** The client of this thread. */
export const http: HttpClient = new HttpClient({
  onWait: (host, ms) => {
    for (const tell of onWait) tell(host, ms);
  },
});

/** What went over the network since then, on this thread. */
export function trafficSince({ requests, bytes }: Traffic): Traffic {
  return {
    requests: http.traffic.requests - requests,
    bytes: http.traffic.bytes - bytes,
  };
}

export interface RemoteOptions {
  readonly origin: Origin;
  readonly size: number;
  /** How much of it may be fetched. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** A file on a server, open for random reads. */
export interface RemoteOpened {
  readonly blob: RemoteBlob;
  /** What was written beside its bytes. @throws {TareError} `machine`: it cannot be had. */
  readonly metadata?: () => Promise<Fields>;
}

/** The servers that files are on, each asked as the environment says who tare is. */
export class Remotes {
  readonly env: World["env"];
  readonly #world: World;
  readonly #before: Traffic = { ...http.traffic };
  readonly #stores = new Map<string, Promise<Store>>();

  constructor(env: World["env"] = process.env) {
    this.env = env;
    this.#world = { env, call: caller(env), discretion: new Discretion(), warn: () => undefined };
  }

  /** What went over the network since these were made, on this thread. */
  get traffic(): Traffic {
    return trafficSince(this.#before);
  }

  /** @throws {TareError} `usage`: the environment says something wrong of who tare is. */
  async store(place: BucketPlace): Promise<Store> {
    const name = shownBucket(place);
    const known = this.#stores.get(name) ?? storeOf({ world: this.#world, client: http, place });
    this.#stores.set(name, known);
    return known;
  }

  /** Opens a file; nothing of it is asked for before its first byte is read. */
  async open(target: RemoteTarget, { size, ...options }: RemoteOptions): Promise<RemoteOpened> {
    switch (target.kind) {
      case "hub": {
        const file = { url: target.url, size, ...hubAccess() };
        return { blob: new RemoteBlob(http, file, options) };
      }
      case "artifact": {
        const headers = (): Fields => trackingHeaders(this.env);
        return { blob: new RemoteBlob(http, { url: target.url, size, headers }, options) };
      }
      case "object":
        return this.#object(target, options);
    }
  }

  async #object(
    { place, object }: BucketObject,
    options: Omit<RemoteOptions, "size">,
  ): Promise<RemoteOpened> {
    const store = await this.store(place);
    const file = store.file(object);
    let headers: Headers | undefined;
    const answered = (given: Headers): void => void (headers ??= given);
    return {
      blob: new RemoteBlob(http, { ...file, answered }, options),
      metadata: async () => object.metadata ?? store.metadata(headers ?? (await headersOf(file))),
    };
  }
}

/** What an answer says besides the bytes, where none were asked for: an empty object has none. */
async function headersOf(file: RemoteFile): Promise<Headers> {
  const said = await file.headers?.();
  const answer = await http.stream(file.url, said && { headers: said });
  answer.discard();
  const { status, headers } = answer;
  if (status === 200) return headers;
  throw file.refused?.(status, headers) ?? new TareError("machine", `status ${status}`);
}
