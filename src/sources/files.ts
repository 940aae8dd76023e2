import { closeSync, lstatSync, openSync, readSync, type Stats } from "node:fs";
import { readdir, readlink, realpath } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { type Blob, type Origin, pastEnd } from "../core/blob.ts";
import { TareError } from "../core/error.ts";
import type { InHub } from "../core/finding.ts";
import type { Gap } from "../core/report.ts";
import { lengthOf, type Span } from "../core/span.ts";
import { statOf } from "./if-there.ts";
import type { ObjectsIn } from "./git/targets.ts";
import type { RemoteTarget } from "./remote.ts";

/** One file that is to be scanned. Plain data, so that it can be sent to a worker. */
export interface FileTarget {
  readonly kind: "file";
  /** Where it is opened. */
  readonly path: string;
  /** How reports name it. */
  readonly shown: string;
  /** Its name inside the target: what a release would carry. Never holds the folders above the target. */
  readonly name: string;
  /** In bytes, when it was listed. */
  readonly size: number;
  /** Whether another file of the scan has the same size, and so may have the same bytes. */
  readonly repeated?: boolean;
  /** The part of it that is to be scanned; all of it where none is given. */
  readonly part?: Span;
  /** Where it lies in the file at `path`, unless it is all of it. `size` is that of this part. */
  readonly window?: Span;
  /** Whether it is a layer of an image, so that the names of all that it holds are asked for. */
  readonly layer?: boolean;
  /** How it is read where it holds objects of a git repository. */
  readonly objects?: ObjectsIn;
  /** How it is read where it lies on a server; there is nothing at `path` then. */
  readonly remote?: RemoteTarget;
  /** Where on a hub it stands. */
  readonly hub?: InHub;
  /** What it is remembered by, where a scan remembers what was looked at: 64 hexadecimal digits. */
  readonly remembered?: string;
}

/** A listed thing that cannot be scanned. */
export interface GapTarget {
  readonly kind: "gap";
  readonly gap: Gap;
}

/**
 * Lists the files of a path in a fixed order: names ascending by code unit, a
 * folder's files where its name stands. Links inside the tree are left out, since what
 * they lead to is listed itself; links out of it, devices and pipes are gaps.
 *
 * @throws {TareError} `usage`: there is no such path; `machine`: it cannot be read.
 */
export async function* listFiles(target: string): AsyncGenerator<FileTarget | GapTarget> {
  const info = await statOf(
    target,
    /^[\w.+@-]{2,}:/.test(target)
      ? "a repository is git:https://…, a model hf:OWNER/NAME; see 'tare scan --help'"
      : "name a file, a folder, or -; 'tare scan --help' says what else a target may be",
  );
  if (info.isDirectory()) yield* listFolder(await realpath(target), target, "");
  else if (info.isFile())
    yield { kind: "file", path: target, shown: target, name: basename(target), size: info.size };
  else yield gap(target, `unsupported: ${kindOf(info)}`);
}

async function* listFolder(
  root: string,
  shown: string,
  inside: string,
): AsyncGenerator<FileTarget | GapTarget> {
  const folder = join(root, inside);
  let names: string[];
  try {
    names = (await readdir(folder)).sort();
  } catch (error) {
    yield gap(join(shown, inside), `unreadable: ${codeOf(error)}`);
    return;
  }
  for (const name of names) {
    const path = join(folder, name);
    const local = join(inside, name);
    const info = infoOf(path);
    if (typeof info === "string") yield gap(join(shown, local), `unreadable: ${info}`);
    else if (info.isDirectory()) yield* listFolder(root, shown, local);
    else if (info.isFile())
      yield {
        kind: "file",
        path,
        shown: join(shown, local),
        name: local.replaceAll(sep, "/"),
        size: info.size,
      };
    else if (!info.isSymbolicLink()) yield gap(join(shown, local), `unsupported: ${kindOf(info)}`);
    else {
      const why = await whyUnlisted(root, path);
      if (why !== undefined) yield gap(join(shown, local), `unreadable: ${why}`);
    }
  }
}

/** What stands at a path, or why that cannot be told. */
function infoOf(path: string): Stats | string {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? whyMissing(basename(path));
  } catch (error) {
    return codeOf(error);
  }
}

/** Node puts U+FFFD for bytes of a name that are no UTF-8, and finds nothing under that. */
const whyMissing = (name: string): string =>
  name.includes("\uFFFD") ? "its name is not UTF-8: rename it" : "it went away while being listed";

/** Why a link hides something; none where what it leads to is listed itself. */
async function whyUnlisted(root: string, link: string): Promise<string | undefined> {
  try {
    if (await leadsInside(root, link)) return undefined;
    return `link out of the tree, to ${await readlink(link)}`;
  } catch (error) {
    return codeOf(error);
  }
}

/** Whether a link ends in the tree. One that dangles inside of it hides nothing either. */
async function leadsInside(root: string, link: string): Promise<boolean> {
  const end = await realpath(link).catch(async () =>
    resolve(join(link, ".."), await readlink(link)),
  );
  const way = relative(root, end);
  return way !== ".." && !way.startsWith(`..${sep}`) && resolve(root, way) === end;
}

const gap = (path: string, reason: string): GapTarget => ({
  kind: "gap",
  gap: { path, reason, bytes: 0 },
});

interface Kinds {
  isFIFO(): boolean;
  isSocket(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
}

function kindOf(info: Kinds): string {
  if (info.isFIFO()) return "a named pipe";
  if (info.isSocket()) return "a socket";
  return info.isCharacterDevice() || info.isBlockDevice() ? "a device" : "not a regular file";
}

/** `EACCES`, or the message of what is no system error. */
const codeOf = (error: unknown): string =>
  (error as { code?: string }).code ?? (error instanceof Error ? error.message : String(error));

/** An open file as a blob. */
export interface FileBlob extends Blob, Disposable {
  /** How many bytes were read so far. */
  readonly bytesRead: number;
}

/** A smaller file is read at once: its parsers look at most of it, and some of that twice. */
const smallFile = 256 * 1024;

/**
 * Opens a file for random reads. Reads are synchronous: that is faster than a
 * promise for each, and a worker has nothing else to do meanwhile. What was
 * read is valid until the file is disposed of.
 *
 * @throws {TareError} `machine`: the file cannot be opened.
 */
export function openFile(path: string, origin: Origin, size: number): FileBlob {
  const descriptor = open(path);
  const borrowed = size <= smallFile ? scratch.pop() : undefined;
  let bytesRead = 0;
  const readAt = (at: Span, room?: Uint8Array): Uint8Array => {
    const length = lengthOf(at);
    const bytes = room ?? borrowed?.subarray(0, length) ?? Buffer.allocUnsafeSlow(length);
    readFully(descriptor, bytes, at.start);
    bytesRead += length;
    return bytes;
  };
  let whole: Uint8Array | undefined;
  return {
    origin,
    size,
    get bytesRead() {
      return bytesRead;
    },
    read: async (at, room) => {
      if (at.end > size) throw pastEnd(at, size);
      if (size > smallFile) return readAt(at, room);
      whole ??= readAt({ start: 0, end: size });
      return whole.subarray(at.start, at.end);
    },
    [Symbol.dispose]: () => {
      closeSync(descriptor);
      if (borrowed) scratch.push(borrowed);
    },
  };
}

/** Memory for a small file, lent to one after the other: new memory for each costs more than reading it. */
const scratch: Buffer[] = [Buffer.allocUnsafeSlow(smallFile)];

function open(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw new TareError("machine", codeOf(error), { cause: error });
  }
}

function readFully(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;) {
    let count: number;
    try {
      count = readSync(descriptor, bytes, done, bytes.length - done, position + done);
    } catch (error) {
      throw new TareError("machine", codeOf(error), { cause: error });
    }
    if (count === 0)
      throw new TareError("machine", `it shrank to ${position + done} bytes while being read`);
    done += count;
  }
}
