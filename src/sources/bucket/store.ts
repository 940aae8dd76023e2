import type { HttpClient } from "../http/client.ts";
import type { RemoteFile } from "../http/ranges.ts";
import type { World } from "../cloud/world.ts";
import type { BucketPlace } from "./place.ts";

export type Fields = Readonly<Record<string, string>>;

/** An object as a store lists it. Plain data, so that it can be sent to a worker. */
export interface StoredObject {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** Changes whenever its bytes do. */
  readonly etag: string;
  /** Which of its versions, as the query of an address names it: `versionId=…`; the current one where none is given. */
  readonly version?: string;
  /** What somebody wrote beside its bytes, as far as the listing says it. */
  readonly metadata?: Fields;
  /** Why its bytes are not to be had, if so. */
  readonly unreadable?: string;
}

export interface Listed {
  readonly prefix: string;
  /** Whether old versions are wanted, too, and what is deleted. */
  readonly versions: boolean;
}

/** A bucket that tare can ask. */
export interface Store {
  /** The bucket, with what was found out about where it is. */
  readonly place: BucketPlace;
  /**
   * Lists objects, keys ascending.
   *
   * @throws {TareError} `usage`: there is no such bucket, or tare may not list it; `machine`: it does not answer.
   */
  list(listed: Listed): AsyncGenerator<StoredObject>;
  /** @throws {TareError} `machine`: no address can hold its key. */
  file(object: StoredObject): RemoteFile;
  /** What was written beside an object's bytes, by the headers of an answer that has them. */
  metadata(headers: Headers): Fields;
}

/** What connecting to a store needs. */
export interface Connecting {
  readonly world: World;
  readonly client: HttpClient;
  readonly place: BucketPlace;
}
