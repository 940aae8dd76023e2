import type { Finding, InLayer } from "../../core/finding.ts";
import { type ImagePart, plainName } from "./files.ts";
import type { Image, Layer } from "./manifest.ts";

/** An image, and how reports name it. */
export interface ScannedImage {
  readonly image: Image;
  readonly shown: string;
}

/** The name of a layer in paths. */
export const layerName = (at: number): string => `layer ${at + 1}`;

/** The names of all that a layer holds; of one that was not read, none. */
export type NamesIn = (layer: ImagePart) => ReadonlySet<string>;

/**
 * Says of a finding in a layer which instruction made that, and whether a later
 * layer hides the file: it can still be read by whoever has the image.
 */
export function placedIn(
  { image, shown }: ScannedImage,
  namesIn: NamesIn,
): (finding: Finding) => Finding {
  const paths = image.layers.map((_, at) => `${shown}!/${layerName(at)}`);
  const names = image.layers.map(({ part }) => namesIn(part));
  return (finding) => {
    const at = paths.findIndex((path) => isIn(finding, path));
    if (at < 0) return finding;
    const { digest, instruction } = image.layers[at] as Layer;
    const layer: InLayer = {
      number: at + 1,
      of: paths.length,
      digest,
      ...(instruction !== undefined && { instruction }),
      ...laterOn(finding, at, names),
    };
    return { ...finding, layer };
  };
}

const isIn = ({ location: { path } }: Finding, layer: string): boolean =>
  path === layer || path.startsWith(`${layer}!/`);

/** What becomes of the file of a finding in the layers after its own. */
function laterOn(
  { location }: Finding,
  own: number,
  layers: readonly ReadonlySet<string>[],
): Pick<InLayer, "state" | "hiddenBy"> {
  const entry = location.path
    .split("!/")
    .map(plainName)
    .find((name) => layers[own]?.has(name));
  if (entry === undefined) return { state: "present" };
  for (let later = own + 1; later < layers.length; later++) {
    const state = stateIn(entry, layers[later] as ReadonlySet<string>);
    if (state !== "present") return { state, hiddenBy: later + 1 };
  }
  return { state: "present" };
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
