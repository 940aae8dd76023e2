import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { TareError } from "../../core/error.ts";
import { Registry } from "./client.ts";

/** An image as an OCI layout in a temporary folder. */
export interface Pulled extends AsyncDisposable {
  readonly folder: string;
}

interface Descriptor {
  readonly mediaType?: string;
  readonly digest: string;
  readonly size?: number;
}

interface Manifest {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

/**
 * Fetches an image with all its platforms over the OCI distribution API. Each
 * part is compared with its digest.
 *
 * @param target `registry://HOST/NAME:TAG`, or `@sha256:…` in place of the tag.
 * @throws {TareError} `usage`: the name is wrong, or access is refused. `machine`: the registry does not answer.
 */
export async function pulled(target: string): Promise<Pulled> {
  const [, host, name, reference = "latest"] =
    /^registry:\/\/([\w.:[\]-]+)\/([\w./-]+?)(?:[:@](sha256:[0-9a-f]{64}|[\w.-]{1,128}))?$/.exec(
      target,
    ) ?? [];
  if (host === undefined || name === undefined)
    throw new TareError("usage", `'${target}' names no image`, {
      hint: "write registry://HOST/NAME:TAG",
    });
  const folder = await mkdtemp(join(tmpdir(), "tare-image-"));
  const dispose = async (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await mkdir(join(folder, "blobs/sha256"), { recursive: true });
    await using registry = new Registry(host, name);
    const layout = new Layout(folder, registry);
    const digest = await layout.manifest(reference);
    await writeFile(join(folder, "index.json"), JSON.stringify({ manifests: [{ digest }] }));
  } catch (error) {
    await dispose();
    throw error;
  }
  return { folder, [Symbol.asyncDispose]: dispose };
}

/** What is written of an image so far. */
class Layout {
  readonly #folder: string;
  readonly #registry: Registry;
  readonly #written = new Set<string>();

  constructor(folder: string, registry: Registry) {
    this.#folder = folder;
    this.#registry = registry;
  }

  /** Fetches a manifest and all that it names; returns its digest. */
  async manifest(reference: string): Promise<string> {
    const bytes = await this.#registry.manifest(reference);
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    if (reference.startsWith("sha256:") && reference !== digest)
      throw new TareError("machine", `the registry gave another manifest than ${reference}`);
    await writeFile(this.#path(digest), bytes);
    const { manifests = [], config, layers = [] } = JSON.parse(bytes.toString("utf8")) as Manifest;
    for (const each of manifests) await this.manifest(each.digest);
    for (const each of [...(config ? [config] : []), ...layers]) await this.#blob(each.digest);
    return digest;
  }

  async #blob(digest: string): Promise<void> {
    if (this.#written.has(digest)) return;
    this.#written.add(digest);
    const hash = createHash("sha256");
    const hashed = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const body = Readable.from(await this.#registry.blob(digest));
    await pipeline(body, hashed, createWriteStream(this.#path(digest), { mode: 0o600 }));
    if (`sha256:${hash.digest("hex")}` !== digest)
      throw new TareError("machine", `the registry gave other bytes than ${digest}`);
  }

  #path(digest: string): string {
    const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(digest) ?? [];
    if (hex === undefined) throw new TareError("machine", `a digest of another kind: ${digest}`);
    return join(this.#folder, "blobs/sha256", hex);
  }
}
