import { access } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Blob, Origin } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import type { Finding } from "../../core/finding.ts";
import { lengthOf, span } from "../../core/span.ts";
import { packObjects } from "../../formats/kit/git-pack.ts";
import { inflate } from "../../formats/kit/inflate.ts";
import { type Names, readNames } from "../../sources/git/names.ts";
import { readSeen } from "../../sources/git/seen.ts";
import type { ObjectsIn } from "../../sources/git/targets.ts";
import type { Budget } from "../budget.ts";
import type { Inspection } from "../inspect.ts";
import { spool } from "../spool.ts";

/** An object of a repository, in whatever it is kept. */
interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** What the objects of a pack, or a loose one, hold. Each finding says in which objects it stands. */
export class ObjectScan {
  readonly #inspection: Inspection;
  readonly #budget: Budget;
  readonly #where: ObjectsIn;
  readonly #found = new Map<string, Finding & { readonly objects: string[] }>();

  constructor(inspection: Inspection, budget: Budget, where: ObjectsIn) {
    this.#inspection = inspection;
    this.#budget = budget;
    this.#where = where;
  }

  async inspect(blob: Blob): Promise<void> {
    const names = await namesIn(this.#where);
    const { tally } = this.#inspection;
    const before = tally.findings.length;
    const [id, name] = [idOf(blob), blobPath(blob)];
    try {
      if (this.#where.kind === "loose") await this.#object(await looseObject(blob, id), names);
      else await this.#pack(blob, names);
    } catch (error) {
      this.#inspection.gap(name, error, blob.size);
    }
    this.#group("", tally.findings.splice(before));
    tally.findings.push(...this.#found.values());
  }

  async #pack(blob: Blob, names: Known): Promise<void> {
    const path = blobPath(blob);
    for await (const part of packObjects(blob)) {
      await this.#budget.breathe();
      if (part.kind === "object") await this.#object(part, names);
      else if (part.kind === "gap")
        this.#inspection.tally.gaps.push({ path, reason: part.reason, bytes: lengthOf(part.span) });
      else if (part.kind === "changes")
        await this.#look(part.content(), `changes-at-${part.span.start}`, "");
    }
  }

  async #object({ id, type, content }: GitObject, known: Known): Promise<void> {
    const { paths, commits } = known;
    const { onlyNamed } = this.#where;
    // Trees hold names of files, and those are known.
    if (type === "tree" || known.seen.has(id) || (onlyNamed && !paths.has(id) && !commits.has(id)))
      return;
    const name = type === "blob" ? (paths.get(id) ?? id) : `${type}s`;
    await this.#look(type === "blob" ? content() : headed(type, content()), name, id);
  }

  /** Looks at what an object holds, under the name that it had. */
  async #look(content: AsyncIterable<Uint8Array>, name: string, id: string): Promise<void> {
    const { tally } = this.#inspection;
    const origin: Origin = {
      kind: "member",
      inside: { kind: "file", path: this.#where.shown },
      name,
    };
    const before = tally.findings.length;
    using spooled = await spool(content, origin, (bytes) => this.#budget.unpack(bytes));
    const path = `${this.#where.shown}!/${name}`;
    if (spooled.failure) this.#inspection.gap(path, spooled.failure, spooled.blob.size);
    tally.members++;
    await this.#inspection.inspect(spooled.blob, name, 1);
    await this.#largeFile(spooled.blob, path);
    this.#group(id, tally.findings.splice(before));
  }

  /** A pointer of Git LFS stands for a file that may not be here. */
  async #largeFile(blob: Blob, path: string): Promise<void> {
    if (blob.size > longestPointer) return;
    const text = Buffer.from(await blob.read(span(0, blob.size))).toString("latin1");
    const [, oid = "", size] = pointer.exec(text) ?? [];
    if (size === undefined) return;
    const file = join(this.#where.largeFiles, oid.slice(0, 2), oid.slice(2, 4), oid);
    const isHere = await access(file).then(
      () => true,
      () => false,
    );
    if (!isHere)
      this.#inspection.tally.gaps.push({
        path,
        reason: "unavailable: kept by Git LFS and not fetched (git lfs fetch --all)",
        bytes: Number(size),
      });
  }

  /** The same value at the same path is one finding, however many versions of the file have it. */
  #group(object: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const key = `${finding.rule}\0${finding.fingerprint}\0${finding.location.path}`;
      const known = this.#found.get(key);
      if (!known) this.#found.set(key, { ...finding, objects: object === "" ? [] : [object] });
      else if (object !== "" && known.objects.at(-1) !== object) known.objects.push(object);
    }
  }
}

const longestPointer = 300;
const pointer =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-.*\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n/;

const blobPath = ({ origin }: Blob): string => (origin.kind === "file" ? origin.path : "");

/** The name of a loose object, by the path of its file. */
function idOf(blob: Blob): string {
  const path = blobPath(blob);
  return basename(dirname(path)) + basename(path);
}

/** Type, size, NUL. */
const header = /^(commit|tree|blob|tag) (\d{1,15})\0/;
const longestHeader = 32;

async function looseObject(blob: Blob, id: string): Promise<GitObject> {
  const whole = (): AsyncGenerator<Uint8Array> => inflate("zlib", blob, span(0, blob.size));
  for await (const first of whole()) {
    const [all, type] =
      header.exec(Buffer.from(first.subarray(0, longestHeader)).toString("latin1")) ?? [];
    if (all === undefined || type === undefined) break;
    return { id, type, content: () => without(all.length, whole()) };
  }
  throw new MalformedError("git-object", 0, "header of another kind");
}

async function* without(
  bytes: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** A commit or tag as a loose one is, by which it is known. Its size is not looked at. */
async function* headed(
  type: string,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const chunks = await Array.fromAsync(content);
  const size = chunks.reduce((sum, { length }) => sum + length, 0);
  yield Buffer.from(`${type} ${size}\0`, "latin1");
  yield* chunks;
}

/** What is known of the objects beforehand. */
interface Known extends Names {
  readonly seen: ReadonlySet<string>;
}

let last: { readonly path: string; readonly known: Promise<Known> } | undefined;

/** What the files say, read once by each thread. */
async function namesIn({ names: path, seen }: ObjectsIn): Promise<Known> {
  if (last?.path !== path) last = { path, known: readKnown(path, seen) };
  return last.known;
}

const readKnown = async (names: string, seen: string | undefined): Promise<Known> => ({
  ...(await readNames(names)),
  seen: seen === undefined ? new Set() : await readSeen(seen),
});
