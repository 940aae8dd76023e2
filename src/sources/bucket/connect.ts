import type { Connecting, Store } from "./store.ts";

/** The store that a bucket is in. Each is loaded only where it is asked for. */
export async function storeOf(connecting: Connecting): Promise<Store> {
  switch (connecting.place.kind) {
    case "s3":
      return new (await import("./s3.ts")).S3Store(connecting);
    case "gs":
      return new (await import("./gs.ts")).GsStore(connecting);
    case "az":
      return new (await import("./az.ts")).AzStore(connecting);
  }
}
