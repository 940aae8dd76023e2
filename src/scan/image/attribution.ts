import { slice } from "../../core/blob.ts";
import type { Finding, InLayer } from "../../core/finding.ts";
import { openFile } from "../../sources/files.ts";
import { identify } from "../identify.ts";
import { spool } from "../spool.ts";
import type { Blob } from "../../core/blob.ts";
import { plainName } from "./files.ts";
import type { Image, Layer } from "./manifest.ts";

/** An image, and how reports name it. */
export interface ScannedImage {
  readonly image: Image;
  readonly shown: string;
}

/** The name of a layer in paths. */
export const layerName = (at: number): string => `layer ${at + 1}`;

/**
 * Says of each finding in a layer which instruction made that, and whether a
 * later layer hides the file: it can still be read by whoever has the image.
 */
export async function inLayers(
  findings: readonly Finding[],
  { image, shown }: ScannedImage,
): Promise<readonly Finding[]> {
  const entries = new Map<number, Promise<ReadonlySet<string>>>();
  const entriesOf = async (at: number): Promise<ReadonlySet<string>> => {
    const known = entries.get(at) ?? readEntries(image.layers[at]);
    entries.set(at, known);
    return known;
  };
  const told: Finding[] = [];
  for (const finding of findings) {
    const at = image.layers.findIndex((_, each) => isIn(finding, `${shown}!/${layerName(each)}`));
    told.push(
      at < 0 ? finding : { ...finding, layer: await inLayer(finding, at, image, entriesOf) },
    );
  }
  return told;
}

const isIn = ({ location: { path } }: Finding, layer: string): boolean =>
  path === layer || path.startsWith(`${layer}!/`);

// eslint-disable-next-line max-params -- a finding, and where it stands
async function inLayer(
  finding: Finding,
  at: number,
  image: Image,
  entriesOf: (at: number) => Promise<ReadonlySet<string>>,
): Promise<InLayer> {
  const { digest, instruction } = image.layers[at] as Layer;
  const own = await entriesOf(at);
  const entry = finding.location.path
    .split("!/")
    .map(plainName)
    .find((name) => own.has(name));
  const base = {
    number: at + 1,
    of: image.layers.length,
    digest,
    ...(instruction !== undefined && { instruction }),
  };
  if (entry === undefined) return { ...base, state: "present" };
  for (let later = at + 1; later < image.layers.length; later++) {
    const state = stateIn(entry, await entriesOf(later));
    if (state !== "present") return { ...base, state, hiddenBy: later + 1 };
  }
  return { ...base, state: "present" };
}

/** What a later layer does to a file (OCI image specification, "Whiteouts"). */
function stateIn(entry: string, later: ReadonlySet<string>): InLayer["state"] {
  if (later.has(entry)) return "replaced";
  const names = entry.split("/");
  for (let depth = 1; depth <= names.length; depth++) {
    const folder = names
      .slice(0, depth - 1)
      .map((name) => `${name}/`)
      .join("");
    if (later.has(`${folder}.wh.${names[depth - 1]}`)) return "deleted";
    if (depth < names.length && later.has(`${folder}${names[depth - 1]}/.wh..wh..opq`))
      return "deleted";
  }
  return later.has(".wh..wh..opq") ? "deleted" : "present";
}

/** The names of all that a layer holds. */
async function readEntries(layer: Layer | undefined): Promise<ReadonlySet<string>> {
  if (!layer) return new Set();
  const { path, size, window } = layer.part;
  using file = openFile(path, { kind: "file", path }, window?.end ?? size);
  const names = new Set<string>();
  await addEntries(window ? slice(file, window, "") : file, names);
  return names;
}

async function addEntries(blob: Blob, names: Set<string>): Promise<void> {
  const format = await identify(blob);
  for await (const region of format.regions(blob)) {
    if (region.kind === "string" && region.role === "name") names.add(plainName(region.key));
    if (format.id === "tar" || region.kind !== "packed") continue;
    using spooled = await spool(region.unpack(), blob.origin, async () => {});
    await addEntries(spooled.blob, names);
  }
}
