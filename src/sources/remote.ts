import type { Origin } from "../core/blob.ts";
import { TareError } from "../core/error.ts";
import { storeOf } from "./bucket/connect.ts";
import { type BucketPlace, shownBucket } from "./bucket/place.ts";
import type { Fields, Store, StoredObject } from "./bucket/store.ts";
import { caller } from "./cloud/http.ts";
import { Discretion } from "./cloud/discretion.ts";
import type { World } from "./cloud/world.ts";
import { HttpClient } from "./http/client.ts";
import type { RemoteFile } from "./http/ranges.ts";
import { RemoteBlob } from "./http/remote.ts";

/** Where a file is that lies on no disk of this machine. Plain data, so that it can be sent to a worker. */
export interface RemotePlace {
  readonly kind: "object";
  readonly place: BucketPlace;
  readonly object: StoredObject;
}

/** A file of another machine, as long as its bytes are asked for. */
export interface RemoteOpened {
  readonly blob: RemoteBlob;
  /** What was written beside its bytes. @throws {TareError} `machine`: it cannot be had. */
  readonly metadata: () => Promise<Fields>;
}

/** How files of other machines are read. */
export interface Reading {
  readonly origin: Origin;
  /** How much of the file may be fetched. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The machines that files are on, each asked as the environment says who tare is. One for each thread. */
export class Remotes implements AsyncDisposable {
  readonly client: HttpClient;
  readonly #world: World;
  readonly #stores = new Map<string, Promise<Store>>();

  constructor(env: Environment = process.env) {
    this.client = new HttpClient({ env });
    this.#world = { env, call: caller(env), discretion: new Discretion(), warn: () => undefined };
  }

  /** @throws {TareError} `usage`: the environment says something wrong of who tare is. */
  async store(place: BucketPlace): Promise<Store> {
    const name = shownBucket(place);
    const known =
      this.#stores.get(name) ?? storeOf({ world: this.#world, client: this.client, place });
    this.#stores.set(name, known);
    return known;
  }

  /** Opens a file; nothing of it is asked for before its first byte is read. */
  async open({ place, object }: RemotePlace, reading: Reading): Promise<RemoteOpened> {
    const store = await this.store(place);
    const file = store.file(object);
    let headers: Headers | undefined;
    const blob = new RemoteBlob(
      this.client,
      { ...file, answered: (given) => void (headers ??= given) },
      reading,
    );
    return {
      blob,
      metadata: async () =>
        object.metadata ?? store.metadata(headers ?? (await this.#headersOf(file))),
    };
  }

  /** What an answer says besides the bytes, where none were asked for: an empty object has none. */
  async #headersOf(file: RemoteFile): Promise<Headers> {
    const said = await file.headers?.();
    const answer = await this.client.stream(file.url, said && { headers: said });
    answer.discard();
    const { status, headers } = answer;
    if (status === 200) return headers;
    throw file.refused?.(status, headers) ?? new TareError("machine", `status ${status}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client[Symbol.asyncDispose]();
  }
}
