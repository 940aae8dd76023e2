import { execFileSync } from "node:child_process";
import { createHash, randomFillSync } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { valueOf } from "../../corpus/plants.ts";
import { contentsOf } from "../corpora/walk.ts";

/** An image in both shapes in which it is kept on disk. */
export interface LargeImage {
  /** A folder: OCI layout, layers packed with gzip. */
  readonly layout: string;
  /** A file as `docker save` writes it, layers as they are. */
  readonly archive: string;
  readonly layers: number;
  /** Of all layers, unpacked. */
  readonly bytes: number;
  readonly plants: readonly ImagePlant[];
}

export interface ImagePlant {
  readonly where: string;
  readonly value: string;
}

const layerCount = 25;
/** What a layer holds: sources, and weights. In bytes. */
const perLayer = { text: 10_000_000, weights: 30_000_000 };

const places = [
  "file",
  "deleted later",
  "folder emptied later",
  "written over later",
  "zip in a layer",
  "zip in a tar.gz in a layer",
  "environment",
  "build argument",
  "label",
  "annotation",
] as const;

/** Makes an image of 25 layers and 1 GB, once. */
export function largeImage(root: string): LargeImage {
  const folder = join(root, "image");
  const plants = places.map((where) => ({ where, value: valueOf("hf", `image ${where}`) }));
  const image = {
    layout: join(folder, "layout"),
    archive: join(folder, "image.tar"),
    layers: layerCount,
    plants,
  };
  const tars = Array.from({ length: layerCount }, (_, at) => join(folder, `layer-${at}.tar`));
  if (!existsSync(join(folder, "done"))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeLayers(folder, tars, plants);
    const config = configOf(tars, plants);
    writeLayout(image.layout, tars, config, plants);
    writeArchive(folder, image.archive, tars, config);
    writeFileSync(join(folder, "done"), "");
  }
  return { ...image, bytes: tars.reduce((sum, tar) => sum + statSync(tar).size, 0) };
}

const valueIn = (plants: readonly ImagePlant[], place: (typeof places)[number]): string =>
  plants.find(({ where }) => where === place)?.value ?? "";

function writeLayers(folder: string, tars: readonly string[], plants: readonly ImagePlant[]): void {
  const contents = contentsOf([".py", ".js", ".json", ".md"]);
  for (const [number, tar] of tars.entries()) {
    const files = join(folder, "files");
    for (const [name, bytes] of filesOf(number, contents, plants)) {
      mkdirSync(dirname(join(files, name)), { recursive: true });
      writeFileSync(join(files, name), bytes);
    }
    execFileSync("tar", ["-cf", tar, "-C", files, "."]);
    rmSync(files, { recursive: true });
  }
}

function* filesOf(
  layer: number,
  contents: Generator<Buffer>,
  plants: readonly ImagePlant[],
): Generator<readonly [name: string, bytes: Uint8Array | string]> {
  for (let bytes = 0, number = 0; bytes < perLayer.text; number++) {
    const next = contents.next();
    if (next.done) break;
    bytes += next.value.length;
    yield [`usr/lib/layer-${layer}/${number % 50}/file-${number}.txt`, next.value];
  }
  yield [`models/weights-${layer}.bin`, randomFillSync(Buffer.alloc(perLayer.weights))];
  yield* planted(layer, plants);
}

/** What is hidden in a layer, and what a later one does to it. */
function* planted(
  layer: number,
  plants: readonly ImagePlant[],
): Generator<readonly [name: string, bytes: Uint8Array | string]> {
  const line = (place: (typeof places)[number]): string => `token = "${valueIn(plants, place)}"\n`;
  if (layer === 2) yield ["app/settings.py", line("file")];
  if (layer === 4) yield ["root/login.py", line("deleted later")];
  if (layer === 5) yield ["root/.wh.login.py", ""];
  if (layer === 7) yield ["build/keys/key.py", line("folder emptied later")];
  if (layer === 8) yield ["build/keys/.wh..wh..opq", ""];
  if (layer === 10) yield ["app/run.py", line("written over later")];
  if (layer === 11) yield ["app/run.py", "token = None\n"];
  if (layer === 13) yield ["opt/tools.zip", zipOf(line("zip in a layer"))];
  if (layer === 15) yield ["opt/tools.tar.gz", tarOf(zipOf(line("zip in a tar.gz in a layer")))];
}

const python = (program: string, input: Uint8Array | string): Buffer =>
  execFileSync("python3", ["-c", program], { input, maxBuffer: 2 ** 26 });

const zipOf = (text: string): Buffer =>
  python(
    "import io,sys,zipfile; b=io.BytesIO(); z=zipfile.ZipFile(b,'w',zipfile.ZIP_DEFLATED); z.writestr('tool/config.py', sys.stdin.read()); z.close(); sys.stdout.buffer.write(b.getvalue())",
    text,
  );

const tarOf = (bytes: Uint8Array): Buffer =>
  python(
    "import io,sys,tarfile; d=sys.stdin.buffer.read(); b=io.BytesIO(); t=tarfile.open(fileobj=b,mode='w:gz'); i=tarfile.TarInfo('inner.zip'); i.size=len(d); t.addfile(i,io.BytesIO(d)); t.close(); sys.stdout.buffer.write(b.getvalue())",
    bytes,
  );

const digestOf = (bytes: Uint8Array | string): string =>
  createHash("sha256").update(bytes).digest("hex");

function configOf(tars: readonly string[], plants: readonly ImagePlant[]): string {
  const argument = `|1 TOKEN=${valueIn(plants, "build argument")} /bin/sh -c fetch`;
  return JSON.stringify({
    architecture: "amd64",
    os: "linux",
    config: {
      Env: ["PATH=/usr/bin", `HF_TOKEN=${valueIn(plants, "environment")}`],
      Labels: { "build.token": valueIn(plants, "label") },
    },
    rootfs: {
      type: "layers",
      diff_ids: tars.map((tar) => `sha256:${digestOf(readFileSync(tar))}`),
    },
    history: tars.map((_, at) => ({
      created_by: at === 20 ? `RUN ${argument}` : `COPY layer-${at} /`,
    })),
  });
}

function writeLayout(
  folder: string,
  tars: readonly string[],
  config: string,
  plants: readonly ImagePlant[],
): void {
  const blobs = join(folder, "blobs/sha256");
  mkdirSync(blobs, { recursive: true });
  const blob = (mediaType: string, bytes: Uint8Array | string): object => {
    const digest = digestOf(bytes);
    writeFileSync(join(blobs, digest), bytes);
    return { mediaType, digest: `sha256:${digest}`, size: Buffer.byteLength(bytes) };
  };
  const kind = "application/vnd.oci.image";
  const layers = tars.map((tar) =>
    blob(`${kind}.layer.v1.tar+gzip`, gzipSync(readFileSync(tar), { level: 1 })),
  );
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${kind}.manifest.v1+json`,
    config: blob(`${kind}.config.v1+json`, config),
    layers,
    annotations: { "org.example.token": valueIn(plants, "annotation") },
  });
  const manifests = [blob(`${kind}.manifest.v1+json`, manifest)];
  writeFileSync(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests }));
  writeFileSync(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
}

function writeArchive(
  folder: string,
  archive: string,
  tars: readonly string[],
  config: string,
): void {
  const saved = join(folder, "saved");
  mkdirSync(saved, { recursive: true });
  const names = tars.map((tar, at) => {
    copyFileSync(tar, join(saved, `layer-${at}.tar`));
    return `layer-${at}.tar`;
  });
  writeFileSync(join(saved, "config.json"), config);
  const manifest = [{ Config: "config.json", RepoTags: ["bench:latest"], Layers: names }];
  writeFileSync(join(saved, "manifest.json"), JSON.stringify(manifest));
  execFileSync("tar", ["-cf", archive, "-C", saved, "manifest.json", "config.json", ...names]);
  rmSync(saved, { recursive: true });
}
