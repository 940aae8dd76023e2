import { createHash } from "node:crypto";
import { TareError } from "../../core/error.ts";
import type { Traffic } from "../../core/report.ts";
import {
  type BucketPlace,
  bucketPlaceOf,
  nameInside,
  shownBucket,
  wantedOf,
} from "../../sources/bucket/place.ts";
import type { Store, StoredObject } from "../../sources/bucket/store.ts";
import type { FileTarget, GapTarget } from "../../sources/files.ts";
import { readSeen } from "../../sources/git/seen.ts";
import { http, Remotes, trafficSince } from "../../sources/remote.ts";
import type { Asked } from "../git/listing.ts";

/** What listing leaves behind, and who is told how far it is. */
export interface Kept {
  readonly network: Traffic[];
  readonly tell: (what: string) => void;
}

/**
 * Lists the objects of a bucket.
 *
 * @throws {TareError} `usage`: there is no such bucket, or nothing in it of that name, or tare may not list it.
 * `machine`: the store does not answer.
 */
export async function* listBucket(
  target: string,
  asked: Asked,
  { network, tell }: Kept,
): AsyncGenerator<FileTarget | GapTarget> {
  tell(target);
  const place = bucketPlaceOf(target);
  const before = { ...http.traffic };
  const count = yield* listPlace(place, asked);
  network.push(trafficSince(before));
  if (count === 0 && place.prefix !== "")
    throw new TareError("usage", `nothing in '${shownBucket(place)}' is called '${place.prefix}'`, {
      hint: "name an object or a folder, or end the start of a name with *",
    });
}

/**
 * As `listBucket`, of a place that was found elsewhere and may be empty.
 *
 * @returns How many objects are there, with those that were looked at before.
 */
export async function* listPlace(
  place: BucketPlace,
  { versions = false, seen }: Asked,
): AsyncGenerator<FileTarget | GapTarget, number> {
  const store = await new Remotes().store(place);
  const known = seen === undefined ? new Set<string>() : await readSeen(seen);
  let count = 0;
  for await (const object of wantedIn(store, place, versions)) {
    count++;
    const each = targetOf(object, store.place);
    if (each.kind === "gap" || !known.has(each.remembered ?? "")) yield each;
  }
  return count;
}

async function* wantedIn(
  store: Store,
  place: BucketPlace,
  versions: boolean,
): AsyncGenerator<StoredObject> {
  for (const { prefix, exact } of wantedOf(place))
    for await (const object of store.list({ prefix, versions })) {
      // Keys ascend, so that all of this key come first.
      if (exact && object.key !== prefix) break;
      yield object;
    }
}

function targetOf(object: StoredObject, place: BucketPlace): FileTarget | GapTarget {
  const { key, size, etag, version, unreadable } = object;
  const shown = `${shownBucket(place)}/${key}${version === undefined ? "" : `?${version}`}`;
  if (unreadable !== undefined)
    return { kind: "gap", gap: { path: shown, reason: `unavailable: ${unreadable}`, bytes: size } };
  return {
    kind: "file",
    path: shown,
    shown,
    name: nameInside(place, key),
    size,
    remote: { kind: "object", place, object },
    remembered: createHash("sha256").update(`${shown}\0${etag}\0${size}`).digest("hex"),
  };
}
