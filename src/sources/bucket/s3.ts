import { AwsV4Signer } from "aws4fetch";
import { type Identity, identityOf } from "../cloud/aws/credentials.ts";
import { domainOf, namedAddressOf } from "../cloud/aws/signed.ts";
import { renewed } from "../cloud/renewed.ts";
import type { HttpResponse } from "../http/connections.ts";
import type { RemoteFile } from "../http/ranges.ts";
import { addressableKey, type BucketPlace, encoded, queryOf, shownBucket } from "./place.ts";
import { headersStarting, refusalOf, refusedObject } from "./refusal.ts";
import type { Connecting, Fields, Listed, Store, StoredObject } from "./store.ts";
import { childOf, type Element, elementIn, textOf } from "./xml.ts";

/** Where a bucket is that nothing is known of: any region of AWS says where it really is. */
const usualRegion = "us-east-1";
/** What must be restored before it can be read. */
const archived = new Set(["GLACIER", "DEEP_ARCHIVE"]);
/** What headers say besides what users have written: names, folders, accounts. */
const telling = [
  "content-disposition",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-website-redirect-location",
];
const hint =
  "set AWS_PROFILE or AWS_ACCESS_KEY_ID, or AWS_NO_SIGN_REQUEST=1 for a public bucket; " +
  "AWS_REQUEST_PAYER=requester where you pay";

/** A bucket of Amazon S3, or of what speaks as it does. https://docs.aws.amazon.com/AmazonS3/latest/API/ */
export class S3Store implements Store {
  readonly #connecting: Connecting;
  readonly #identity: () => Promise<Identity>;
  /** Keys that were derived from the secret one, by day and region. */
  readonly #derived = new Map<string, ArrayBuffer>();
  #region: string;

  constructor(connecting: Connecting) {
    this.#connecting = connecting;
    const { place, world } = connecting;
    this.#region = place.region ?? usualRegion;
    this.#identity = renewed(async () =>
      isSet(world.env["AWS_NO_SIGN_REQUEST"])
        ? { credentials: undefined, region: world.env["AWS_REGION"] ?? usualRegion }
        : identityOf(world, usualRegion),
    );
  }

  get place(): BucketPlace {
    return { ...this.#connecting.place, region: this.#region };
  }

  async *list({ prefix, versions }: Listed): AsyncGenerator<StoredObject> {
    if (this.#connecting.place.region === undefined) this.#region = (await this.#identity()).region;
    let next: Fields | undefined = {};
    while (next) {
      const page: Element = await this.#page({
        ...(versions ? { versions: "" } : { "list-type": "2" }),
        "encoding-type": "url",
        prefix,
        ...next,
      });
      const decode = textOf(page, "EncodingType") === "url" ? decoded : (key: string) => key;
      for (const each of page.children)
        if (each.name === "Contents" || each.name === "Version") yield objectIn(each, decode);
      next = textOf(page, "IsTruncated") === "true" ? nextOf(page, decode) : undefined;
    }
  }

  file({ key, size, version }: StoredObject): RemoteFile {
    const url = this.#address(addressableKey(key)) + (version === undefined ? "" : `?${version}`);
    return { url, size, headers: async () => this.#signed(url), refused: refusedObject };
  }

  metadata(headers: Headers): Fields {
    return headersStarting(headers, "x-amz-meta-", telling);
  }

  /** A page of the listing, from the region where the bucket is. */
  async #page(query: Fields): Promise<Element> {
    const answer = await this.#asked(query);
    const region = answer.headers.get("x-amz-bucket-region");
    if (answer.status === 200 || region === null || region === this.#region)
      return this.#listing(answer);
    this.#region = region;
    return this.#listing(await this.#asked(query));
  }

  async #asked(query: Fields): Promise<HttpResponse> {
    const url = this.#address("", query);
    return this.#connecting.client.request(url, {
      headers: {
        ...(await this.#signed(url)),
        "x-amz-optional-object-attributes": "RestoreStatus",
      },
    });
  }

  #listing(answer: HttpResponse): Element {
    const shown = shownBucket(this.place);
    const text = answer.body.toString("utf8");
    if (answer.status === 200) return elementIn(text, shown);
    const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1];
    throw refusalOf(answer, { shown, code, hint });
  }

  /** The address of a key in the bucket, or of the bucket itself where the key is empty. */
  #address(key: string, query: Fields = {}): string {
    const { world, place } = this.#connecting;
    const named = namedAddressOf(world.env, "s3");
    const domain = `s3.${this.#region}.${domainOf(this.#region)}`;
    // Certificates of AWS are for one name before the domain, without dots.
    const base =
      named === undefined && /^[a-z0-9-]+$/.test(place.bucket)
        ? `https://${place.bucket}.${domain}/`
        : `${named ?? `https://${domain}/`}${place.bucket}/`;
    return `${base}${key}${queryOf(query)}`;
  }

  /** What is said with a request, so that the store knows who asks. */
  async #signed(url: string): Promise<Fields> {
    const { env } = this.#connecting.world;
    const payer = env["AWS_REQUEST_PAYER"];
    const headers: Fields = payer ? { "x-amz-request-payer": payer } : {};
    const { credentials } = await this.#identity();
    if (!credentials) return headers;
    const signer = new AwsV4Signer({
      ...credentials,
      url,
      headers,
      service: "s3",
      region: this.#region,
      cache: this.#derived,
    });
    return Object.fromEntries((await signer.sign()).headers.entries());
  }
}

const isSet = (value: string | undefined): boolean =>
  !["", "0", "no", "false"].includes((value ?? "").toLowerCase());

/** As the listing's `encoding-type` has it. */
const decoded = (key: string): string => decodeURIComponent(key.replaceAll("+", "%20"));

function objectIn(element: Element, decode: (key: string) => string): StoredObject {
  const version = textOf(element, "VersionId");
  const isOld = element.name === "Version" && textOf(element, "IsLatest") !== "true";
  const storage = textOf(element, "StorageClass") ?? "";
  const isRestored = textOf(childOf(element, "RestoreStatus"), "RestoreExpiryDate") !== undefined;
  return {
    key: decode(textOf(element, "Key") ?? ""),
    size: Number(textOf(element, "Size") ?? 0),
    etag: textOf(element, "ETag") ?? "",
    ...(isOld && version !== undefined && { version: `versionId=${encoded(version)}` }),
    ...(archived.has(storage) &&
      !isRestored && { unreadable: `archived as ${storage}: it must be restored first` }),
  };
}

/** What asks for the next page. */
function nextOf(page: Element, decode: (key: string) => string): Fields | undefined {
  const token = textOf(page, "NextContinuationToken");
  if (token !== undefined) return { "continuation-token": token };
  const [key, version] = [textOf(page, "NextKeyMarker"), textOf(page, "NextVersionIdMarker")];
  if (key === undefined) return undefined;
  return {
    "key-marker": decode(key),
    ...(version !== undefined && { "version-id-marker": version }),
  };
}
