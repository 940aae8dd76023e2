import type { Connecting, Store } from "./store.ts";

/** The store that a bucket is in. Each is loaded only where it is asked for. */
export async function storeOf(connecting: Connecting): Promise<Store> {
  return new (await import("./s3.ts")).S3Store(connecting);
}
