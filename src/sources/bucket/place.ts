import { TareError } from "../../core/error.ts";

/** A bucket, and what of it is wanted. Plain data, so that it can be sent to a worker. */
export interface BucketPlace {
  readonly kind: "s3" | "gs" | "az";
  /** The storage account, which Azure alone has. */
  readonly account: string;
  /** The bucket, or Azure's container. */
  readonly bucket: string;
  /** What the wanted keys start with; see `wantedOf`. */
  readonly prefix: string;
  /** Where it is, which S3 alone asks for, once that is known. */
  readonly region?: string;
}

const forms = {
  s3: /^(?<bucket>[\w.-]{3,255})(?:\/(?<prefix>.*))?$/s,
  gs: /^(?<bucket>[\w.-]{3,222})(?:\/(?<prefix>.*))?$/s,
  az: /^(?<account>[a-z0-9]{3,24})\/(?<bucket>[$a-z0-9-]{3,63})(?:\/(?<prefix>.*))?$/s,
} as const;

const hints = {
  s3: "write s3://BUCKET or s3://BUCKET/PREFIX",
  gs: "write gs://BUCKET or gs://BUCKET/PREFIX",
  az: "write az://ACCOUNT/CONTAINER or az://ACCOUNT/CONTAINER/PREFIX",
} as const;

/** @throws {TareError} `usage`: the target names no bucket. */
export function bucketPlaceOf(target: string): BucketPlace {
  const [, kind = "", rest = ""] = /^(s3|gs|az):\/\/(.*)$/s.exec(target) ?? [];
  if (kind !== "s3" && kind !== "gs" && kind !== "az")
    throw new TareError("usage", `'${target}' names no bucket`);
  const { account = "", bucket, prefix = "" } = forms[kind].exec(rest)?.groups ?? {};
  if (bucket === undefined)
    throw new TareError("usage", `'${target}' names no bucket`, { hint: hints[kind] });
  return { kind, account, bucket, prefix };
}

/** As reports name a bucket: `s3://BUCKET`, without the prefix. */
export const shownBucket = ({ kind, account, bucket }: BucketPlace): string =>
  `${kind}://${account === "" ? "" : `${account}/`}${bucket}`;

/** What a store is asked for, and which of its answers are wanted. */
export interface Wanted {
  readonly prefix: string;
  /** Whether only the object of exactly this key is wanted. */
  readonly exact?: true;
}

/**
 * What to list for a prefix. One that ends in `/` is a folder, one that ends in `*` the
 * start of keys; any other is an object, or the folder of that name, as paths of files are.
 */
export function wantedOf({ prefix }: BucketPlace): readonly Wanted[] {
  if (prefix.endsWith("*")) return [{ prefix: prefix.slice(0, -1) }];
  if (prefix === "" || prefix.endsWith("/")) return [{ prefix }];
  return [{ prefix, exact: true }, { prefix: `${prefix}/` }];
}

/** What of a key is its name inside the target. */
export function nameInside({ prefix }: BucketPlace, key: string): string {
  const folder = prefix.endsWith("*")
    ? prefix.slice(0, prefix.lastIndexOf("/") + 1)
    : prefix.replace(/\/?$/, "/");
  if (folder !== "/" && key.startsWith(folder)) return key.slice(folder.length);
  return key === prefix ? key.slice(key.lastIndexOf("/") + 1) : key;
}

/**
 * A key as the path of an address.
 *
 * @throws {TareError} `machine`: no address can hold it.
 */
export function addressableKey(key: string): string {
  const parts = key.split("/");
  // Whoever reads an address takes these out of it.
  if (parts.some((part) => part === "." || part === ".."))
    throw new TareError("machine", "no address can hold a key with a part '.' or '..'");
  return parts.map(encoded).join("/");
}

/** The query of an address, with the question mark; nothing where it is empty. */
export function queryOf(fields: Readonly<Record<string, string>>): string {
  const query = Object.entries(fields).map(([name, value]) => `${name}=${encoded(value)}`);
  return query.length === 0 ? "" : `?${query.join("&")}`;
}

/** As RFC 3986 has it: `encodeURIComponent` leaves five characters that signatures want coded. */
export const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
