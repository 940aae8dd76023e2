import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Blob } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import { tar } from "../../formats/tar.ts";
import { openFile } from "../../sources/files.ts";
import { ifThere } from "../../sources/if-there.ts";

/** A part of an image: a file, or a part of the archive that holds all of it. */
export interface ImagePart {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Where it lies in the file, unless it is all of it. */
  readonly window?: Span;
}

/** Where a part lies: images share layers. */
export const placeOf = ({ path, window }: Pick<ImagePart, "path" | "window">): string =>
  `${window?.start ?? 0} ${path}`;

/** The files of an image, in a folder or in an archive. */
export interface ImageFiles {
  /** None where there is no such file. */
  find(name: string): Promise<ImagePart | undefined>;
}

/** Manifests and settings are held in memory; no honest one is near this. */
const largestJson = 16 * 1024 * 1024;

/**
 * Opens an OCI layout, or the tar of one, or what `docker save` writes.
 *
 * @throws {TareError} `usage`: there is no such path, or it is no tar; `machine`: it cannot be read.
 */
export async function openImage(path: string): Promise<ImageFiles> {
  const info = await ifThere(path, async (each) => stat(each));
  if (!info)
    throw new TareError("usage", `no such image: '${path}'`, {
      hint: "name a file that 'docker save' wrote, or an OCI layout",
    });
  if (info.isDirectory()) return { find: async (name) => fileIn(path, name) };
  using blob = openFile(path, { kind: "file", path }, info.size);
  const members = await membersOf(blob, path);
  return { find: async (name) => members.get(plainName(name)) };
}

async function fileIn(folder: string, name: string): Promise<ImagePart | undefined> {
  // A name that leads out of the layout is none of its files.
  if (name.split("/").includes("..")) return undefined;
  const path = join(folder, name);
  const info = await ifThere(path, async (each) => stat(each));
  return info?.isFile() ? { path, size: info.size } : undefined;
}

async function membersOf(blob: Blob, path: string): Promise<ReadonlyMap<string, ImagePart>> {
  const head = await blob.read(span(0, Math.min(blob.size, 4096)));
  if (!(await tar.matches({ head, name: path, blob })))
    throw new TareError("usage", `'${path}' is no image`, {
      hint: "unpack it if it is compressed; 'docker save' and OCI archives are tars",
    });
  const members = new Map<string, ImagePart>();
  for await (const region of tar.regions(blob)) {
    if (region.kind !== "child" || region.blob.origin.kind !== "member") continue;
    const window = region.blob.part?.at;
    const { size, origin } = region.blob;
    if (window) members.set(plainName(origin.name), { path, size, window });
  }
  return members;
}

/** The name of a member or an entry without what only says that it is in this folder. */
export const plainName = (name: string): string =>
  name.replace(/^(?:\.?\/)+/, "").replace(/\/+$/, "");

/** The part as JSON. @throws {TareError} `usage`: it is none, or larger than any. */
export async function jsonOf({ path, size, window }: ImagePart): Promise<unknown> {
  if (size > largestJson)
    throw new TareError("usage", `'${path}' is no image: a manifest of ${size} bytes`);
  try {
    return JSON.parse((await bytesOf({ path, size, ...(window && { window }) })).toString("utf8"));
  } catch (cause) {
    if (cause instanceof TareError) throw cause;
    throw new TareError("usage", `'${path}' is no image: a manifest that is no JSON`, { cause });
  }
}

async function bytesOf({ path, window }: ImagePart): Promise<Buffer> {
  if (!window) return readFile(path);
  using blob = openFile(path, { kind: "file", path }, window.end);
  return Buffer.from(await blob.read(window));
}
