import type { FileTarget, GapTarget } from "../../sources/files.ts";
import { isRegistryTarget } from "../../sources/kinds.ts";
import { layerName, type ScannedImage } from "./attribution.ts";
import { type ImagePart, openImage, placeOf } from "./files.ts";
import { type Image, imagesIn } from "./manifest.ts";
import type { Held } from "../../core/held.ts";

/** What listing leaves behind for the rest of the scan. */
interface Kept {
  /** Frees what was fetched. */
  readonly held: Held;
  readonly images: ScannedImage[];
}

/**
 * Lists the parts of an image: its settings, each layer once, and what is attached.
 *
 * @throws {TareError} `usage`: it is no image. `machine`: the registry does not give it.
 */
export async function* listImage(
  target: string,
  { held, images }: Kept,
): AsyncGenerator<FileTarget | GapTarget> {
  const path = isRegistryTarget(target)
    ? held.use(await (await import("../../sources/registry/pull.ts")).pulled(target)).folder
    : target.slice("image:".length);
  const seen = new Set<string>();
  for (const image of await imagesIn(await openImage(path), path)) {
    const shown = image.name === "" ? target : `${target}!/${image.name}`;
    images.push({ image, shown });
    for (const each of partsOf(image)) {
      const place = placeOf(each.part);
      if (!seen.has(place)) yield targetOf(each, shown);
      seen.add(place);
    }
    for (const digest of image.missing)
      yield {
        kind: "gap",
        gap: { path: shown, reason: `unavailable: ${digest} is not in the image`, bytes: 0 },
      };
  }
}

interface Named {
  readonly name: string;
  readonly part: ImagePart;
  readonly layer?: true;
}

function* partsOf({ config, layers, attached }: Image): Generator<Named> {
  if (config) yield { name: "config.json", part: config };
  for (const [at, { part }] of layers.entries()) yield { name: layerName(at), part, layer: true };
  for (const [name, part] of attached) yield { name, part };
}

const targetOf = ({ name, part, ...rest }: Named, shown: string): FileTarget => ({
  kind: "file",
  name,
  shown: `${shown}!/${name}`,
  ...part,
  ...rest,
});
