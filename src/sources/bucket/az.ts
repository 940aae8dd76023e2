import { azureToken } from "../cloud/azure/token.ts";
import { renewed } from "../cloud/renewed.ts";
import { TareError } from "../../core/error.ts";
import type { HttpResponse } from "../http/connections.ts";
import type { RemoteFile } from "../http/ranges.ts";
import { type AzAccess, azAccessOf } from "./az-access.ts";
import { addressableKey, type BucketPlace, encoded, queryOf, shownBucket } from "./place.ts";
import { refusalOf, refusedObject } from "./refusal.ts";
import type { Connecting, Fields, Listed, Store, StoredObject } from "./store.ts";
import { childOf, type Element, elementIn, textOf } from "./xml.ts";

/** Of the service: the first that knows versions is 2019-12-12. */
export const apiVersion = "2021-12-02";
const hint =
  "set AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_ACCOUNT with AZURE_STORAGE_KEY or " +
  "AZURE_STORAGE_SAS_TOKEN, or what signs in to Azure";

/** A container of Azure Blob Storage. https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api */
export class AzStore implements Store {
  readonly place: BucketPlace;
  readonly #connecting: Connecting;
  readonly #access: AzAccess;
  readonly #token: () => Promise<string | undefined>;

  constructor(connecting: Connecting) {
    this.#connecting = connecting;
    this.place = connecting.place;
    this.#access = azAccessOf(connecting);
    this.#token = renewed(async () =>
      this.#access.kind === "token" ? tokenOrNone(connecting) : undefined,
    );
  }

  async *list({ prefix, versions }: Listed): AsyncGenerator<StoredObject> {
    let marker: string | undefined = "";
    while (marker !== undefined) {
      const page: Element = await this.#page({
        restype: "container",
        comp: "list",
        include: versions ? "metadata,snapshots,versions,deleted" : "metadata",
        ...(prefix !== "" && { prefix }),
        ...(marker !== "" && { marker }),
      });
      for (const each of childOf(page, "Blobs")?.children ?? []) yield objectIn(each);
      marker = textOf(page, "NextMarker");
    }
  }

  file({ key, size, version }: StoredObject): RemoteFile {
    const sas = this.#access.sas({ key, ...(version !== undefined && { version }) });
    return {
      url: this.#address(`/${addressableKey(key)}`, [version ?? "", sas]),
      size,
      headers: async () => this.#headers(),
      refused: refusedObject,
    };
  }

  metadata(): Fields {
    return {};
  }

  #address(path: string, query: readonly string[]): string {
    const all = query.filter((each) => each !== "").join("&");
    return `${this.#access.endpoint}/${this.place.bucket}${path}${all === "" ? "" : `?${all}`}`;
  }

  async #page(query: Fields): Promise<Element> {
    const url = this.#address("", [queryOf(query).slice(1), this.#access.sas()]);
    const answer = await this.#connecting.client.request(url, { headers: await this.#headers() });
    if (answer.status === 200)
      return elementIn(answer.body.toString("utf8"), shownBucket(this.place));
    throw this.#refusal(answer);
  }

  #refusal(answer: HttpResponse): TareError {
    const code = answer.headers.get("x-ms-error-code") ?? undefined;
    return refusalOf(answer, { shown: shownBucket(this.place), code, hint });
  }

  async #headers(): Promise<Fields> {
    const token = await this.#token();
    return {
      "x-ms-version": apiVersion,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    };
  }
}

/** A public container needs none. */
const tokenOrNone = async ({ world }: Connecting): Promise<string | undefined> =>
  azureToken(world, "https://storage.azure.com").catch((error: unknown) => {
    if (error instanceof TareError && error.message.startsWith("nothing says")) return undefined;
    throw error;
  });

function objectIn(blob: Element): StoredObject {
  const properties = childOf(blob, "Properties");
  const unreadable = unreadableBy(blob, properties);
  const version = versionOf(blob);
  const metadata = childOf(blob, "Metadata")?.children ?? [];
  return {
    key: textOf(blob, "Name") ?? "",
    size: Number(textOf(properties, "Content-Length") ?? 0),
    etag: textOf(properties, "Etag") ?? "",
    ...(version !== undefined && { version }),
    metadata: Object.fromEntries(metadata.map(({ name, text }) => [name, text])),
    ...(unreadable !== undefined && { unreadable }),
  };
}

/** A snapshot, or a version that is not the current one. */
function versionOf(blob: Element): string | undefined {
  const snapshot = textOf(blob, "Snapshot");
  if (snapshot !== undefined) return `snapshot=${encoded(snapshot)}`;
  const version = textOf(blob, "VersionId");
  const isCurrent = textOf(blob, "IsCurrentVersion") === "true";
  return version === undefined || isCurrent ? undefined : `versionid=${encoded(version)}`;
}

function unreadableBy(blob: Element, properties: Element | undefined): string | undefined {
  if (textOf(blob, "Deleted") === "true")
    return "deleted, and can be brought back: undelete it first";
  if (textOf(properties, "AccessTier") === "Archive")
    return "archived: it must be rehydrated first";
  return textOf(properties, "CustomerProvidedKeySha256") === undefined
    ? undefined
    : "encrypted with a key that only its owner has";
}
