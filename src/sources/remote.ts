// Loaded only where a target is on a server, since what asks servers takes time to load.
import type { Origin } from "../core/blob.ts";
import { HttpClient } from "./http/client.ts";
import type { RemoteFile } from "./http/ranges.ts";
import { RemoteBlob } from "./http/remote.ts";
import { hubAccess } from "./hub/access.ts";

/** A file on a server, and how that is asked for it. Plain data, so that it can be sent to a worker. */
export interface RemoteTarget {
  readonly kind: "hub";
  readonly url: string;
}

/** What is said with requests, and what refusals mean. */
type Access = Pick<RemoteFile, "headers" | "refused">;

const accesses: Readonly<Record<RemoteTarget["kind"], (target: RemoteTarget) => Access>> = {
  hub: hubAccess,
};

/** Who wants to know that a server asks to be left alone for a while. */
export const onWait = new Set<(host: string, ms: number) => void>();

/** The client of this thread. */
export const http: HttpClient = new HttpClient({
  onWait: (host, ms) => {
    for (const tell of onWait) tell(host, ms);
  },
});

export interface RemoteOptions {
  readonly origin: Origin;
  readonly size: number;
  /** How much of it may be fetched. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** Opens a file on a server for random reads. */
export const openRemote = (target: RemoteTarget, { size, ...options }: RemoteOptions): RemoteBlob =>
  new RemoteBlob(http, { url: target.url, size, ...accesses[target.kind](target) }, options);
