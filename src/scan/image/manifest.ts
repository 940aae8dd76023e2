import { TareError } from "../../core/error.ts";
import { type ImageFiles, type ImagePart, jsonOf } from "./files.ts";

/** One image: what a machine of one platform runs. */
export interface Image {
  /** A tag, or a platform; empty where there is but one image. */
  readonly name: string;
  readonly config: ImagePart | undefined;
  /** The lowest first. */
  readonly layers: readonly Layer[];
  /** Manifest, indexes, attestations, lists of parts, signatures: what comes with an image, by name. */
  readonly attached: readonly Attached[];
  /** What its manifest names and is not there. */
  readonly missing: readonly string[];
}

type Attached = readonly [name: string, part: ImagePart];

export interface Layer {
  readonly part: ImagePart;
  /** `sha256:…`, or the name of its file. */
  readonly digest: string;
  /** The line of the Dockerfile that made it, as the image remembers it. */
  readonly instruction: string | undefined;
}

interface Descriptor {
  readonly mediaType?: string;
  readonly digest: string;
  readonly platform?: { readonly os?: string; readonly architecture?: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

interface Saved {
  readonly Config: string;
  readonly RepoTags?: readonly string[] | null;
  readonly Layers: readonly string[];
}

interface Config {
  readonly history?: readonly { readonly created_by?: string; readonly empty_layer?: boolean }[];
}

/** An index may name indexes; none is deeper than this. */
const deepest = 4;

/**
 * The images of a layout or an archive.
 *
 * @throws {TareError} `usage`: there is no manifest.
 */
export async function imagesIn(files: ImageFiles, shown: string): Promise<readonly Image[]> {
  const index = await files.find("index.json");
  if (index) return ofIndex(files, { part: index, name: "", depth: 0 });
  const saved = await files.find("manifest.json");
  if (saved) return ofSaved(files, saved);
  throw new TareError("usage", `no image in '${shown}': neither index.json nor manifest.json`, {
    hint: "name a file that 'docker save' wrote, or an OCI layout",
  });
}

/** An index, and where it stands among others. */
interface Index {
  readonly part: ImagePart;
  /** Of its images, as far as the indexes above it tell; empty at the top. */
  readonly name: string;
  readonly depth: number;
}

async function ofIndex(files: ImageFiles, { part: index, name, depth }: Index): Promise<Image[]> {
  const images: Image[] = [];
  const { manifests = [] } = (await jsonOf(index)) as Manifest;
  for (const each of manifests) {
    const own = manifests.length === 1 ? name : [name, nameOf(each)].filter(Boolean).join(" ");
    const part = await files.find(blobName(each.digest));
    if (!part) images.push({ ...empty, name: own, missing: [each.digest] });
    else images.push(...(await ofEntry(files, { part, name: own, depth: depth + 1 })));
  }
  return images.map((image) => ({
    ...image,
    attached: [["index.json", index], ...image.attached],
  }));
}

/** What an index names: an image, or an index again. */
async function ofEntry(files: ImageFiles, entry: Index): Promise<readonly Image[]> {
  const { part, name, depth } = entry;
  const manifest = (await jsonOf(part)) as Manifest;
  if (manifest.manifests && depth <= deepest) return ofIndex(files, entry);
  const image = await ofManifest(files, manifest, name);
  return [{ ...image, attached: [["manifest.json", part], ...image.attached] }];
}

const empty: Image = { name: "", config: undefined, layers: [], attached: [], missing: [] };

/** `linux/amd64`, the tag, or the start of the digest. */
function nameOf({ platform, annotations = {}, digest }: Descriptor): string {
  const known = platform?.os !== undefined && platform.os !== "unknown";
  return known
    ? `${platform.os}/${platform.architecture ?? ""}`
    : (annotations["org.opencontainers.image.ref.name"] ?? digest.slice(0, 19));
}

const blobName = (digest: string): string => `blobs/${digest.replace(":", "/")}`;

/** What is no layer of files, such as an attestation. */
const isLayer = ({ mediaType = "" }: Descriptor): boolean => /tar|layer/.test(mediaType);

async function ofManifest(files: ImageFiles, manifest: Manifest, name: string): Promise<Image> {
  const missing: string[] = [];
  const find = async (descriptor: Descriptor): Promise<ImagePart | undefined> => {
    const part = await files.find(blobName(descriptor.digest));
    if (!part) missing.push(descriptor.digest);
    return part;
  };
  const config = manifest.config && (await find(manifest.config));
  const all = manifest.layers ?? [];
  const parts = await Promise.all(all.map(async (each) => [each, await find(each)] as const));
  const layers = parts.flatMap(([each, part]) =>
    part && isLayer(each) ? [{ part, digest: each.digest }] : [],
  );
  const attached = parts.flatMap(([each, part]) =>
    part && !isLayer(each) ? [[each.digest.slice(0, 19), part] as const] : [],
  );
  return { name, config, layers: await withInstructions(layers, config), attached, missing };
}

async function ofSaved(files: ImageFiles, manifest: ImagePart): Promise<readonly Image[]> {
  const images: Image[] = [];
  const saved = (await jsonOf(manifest)) as readonly Saved[];
  for (const { Config: settings, RepoTags, Layers } of saved) {
    const missing: string[] = [];
    const config = await files.find(settings);
    const parts = await Promise.all(Layers.map(async (each) => files.find(each)));
    const layers = parts.flatMap((part, at) => (part ? [{ part, digest: Layers[at] ?? "" }] : []));
    missing.push(...Layers.filter((_, at) => !parts[at]));
    images.push({
      name: saved.length === 1 ? "" : (RepoTags?.[0] ?? settings.slice(0, 12)),
      config,
      layers: await withInstructions(layers, config),
      attached: [["manifest.json", manifest]],
      missing,
    });
  }
  return images;
}

/** Each layer with the line that made it: of the history those that made no layer are left out. */
async function withInstructions(
  layers: readonly Omit<Layer, "instruction">[],
  config: ImagePart | undefined,
): Promise<readonly Layer[]> {
  const { history = [] } = config ? ((await jsonOf(config)) as Config) : {};
  const lines = history.filter((each) => each.empty_layer !== true);
  return layers.map((layer, at) => ({ ...layer, instruction: spoken(lines[at]?.created_by) }));
}

/** Without what builders write around the line of the Dockerfile. */
const spoken = (line: string | undefined): string | undefined =>
  line
    ?.replace(/^\/bin\/sh -c #\(nop\)\s+/, "")
    .replace(/^\/bin\/sh -c /, "RUN ")
    .replace(/\s+# buildkit$/, "");
