import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Blob, memoryBlob, type Origin, pathOf } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import type { Finding } from "../../core/finding.ts";
import type { Format } from "../../core/format.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import type { GitType } from "../../formats/kit/git-entry.ts";
import { objectHeader } from "../../formats/kit/git-hash.ts";
import { packObjects } from "../../formats/kit/git-pack.ts";
import { type Entries, PackTable, readPackEntries } from "../../formats/kit/git-table.ts";
import { inflate } from "../../formats/kit/inflate.ts";
import { text } from "../../formats/text.ts";
import { openFile } from "../../sources/files.ts";
import { isThere } from "../../sources/if-there.ts";
import { type Names, readNames } from "../../sources/git/names.ts";
import { readSeen } from "../../sources/git/seen.ts";
import type { ObjectsIn } from "../../sources/git/targets.ts";
import type { Budget } from "../budget.ts";
import type { Context } from "../context.ts";
import { identify } from "../identify.ts";
import type { Inspection } from "../inspect.ts";
import { spool } from "../spool.ts";
import { Commits } from "./commits.ts";
import { type Told, valueKey, Versions } from "./versions.ts";

/** An object of a repository, in whatever it is kept. */
interface GitObject {
  readonly id: string;
  readonly type: GitType;
  readonly content: () => AsyncIterable<Uint8Array>;
}

/** A file that was looked at, as far as it says what its versions hold. */
interface Looked extends Told {
  readonly name: string;
}

/** An object of a pack, and what is known of the one that it is kept as changes to. */
interface Member {
  readonly number: number;
  readonly base: Looked | undefined;
}

/** A scan of a file that holds objects. */
interface Work {
  readonly context: Context;
  readonly budget: Budget;
  readonly inspection: Inspection;
  readonly where: ObjectsIn;
}

/** Looks at the objects of a pack, or at a loose one. Each finding says in which objects it stands. */
export class ObjectScan {
  readonly #work: Work;
  readonly #known: Known;
  readonly #versions: Versions;
  readonly #commits: Commits;
  readonly #found = new Map<string, Finding & { readonly objects: string[] }>();

  private constructor(work: Work, known: Known) {
    this.#work = work;
    this.#known = known;
    this.#versions = new Versions(work.context);
    this.#commits = new Commits(work.inspection, this.#originOf("commits"), {
      found: (id, findings) => this.#group(id, findings),
      again: (id, keys) => void this.#again(id, keys),
      alone: async ({ id, headed: bytes }) => void (await this.#whole(bytes, "commits", id)),
    });
  }

  static async of(work: Work): Promise<ObjectScan> {
    return new ObjectScan(work, await namesIn(work.where));
  }

  /** @param part Of a pack: what stands whole there is looked at, with all that is kept as changes to it. */
  async inspect(blob: Blob, part: Span = span(0, blob.size)): Promise<void> {
    const { inspection, where } = this.#work;
    const before = inspection.tally.findings.length;
    try {
      if (where.kind === "loose") await this.#object(await looseObject(blob, idOf(blob)));
      else await this.#pack(blob, part);
    } catch (error) {
      inspection.gap(blobPath(blob), error, blob.size);
    }
    this.#group("", inspection.tally.findings.splice(before));
    inspection.tally.findings.push(...this.#found.values());
  }

  async #pack(pack: Blob, part: Span): Promise<void> {
    const entries = await packEntries(this.#work.where.path, pack);
    if (!entries) return part.start === 0 ? this.#walk(pack) : undefined;
    const table = new PackTable(pack, entries);
    for (const { root, type } of table.roots(part))
      // Trees hold names of files, and those are known.
      if (type !== "tree") await this.#family(table, root, type);
    await this.#commits.flush();
    return undefined;
  }

  /** A pack without an index that fits it. */
  async #walk(pack: Blob): Promise<void> {
    const { budget, inspection } = this.#work;
    const path = blobPath(pack);
    for await (const part of packObjects(pack)) {
      await budget.breathe();
      if (part.kind === "object") await this.#object(part);
      else if (part.kind === "gap")
        inspection.tally.gaps.push({ path, reason: part.reason, bytes: lengthOf(part.span) });
      else if (part.kind === "changes")
        await this.#stream(part.content(), `changes-at-${part.span.start}`, "");
    }
  }

  async #object({ id, type, content }: GitObject): Promise<void> {
    if (type === "tree" || !this.#isWanted(id)) return;
    if (type === "blob") await this.#stream(content(), this.#nameOf(id), id);
    else await this.#whole(headed(type, await joined(content())), `${type}s`, id);
  }

  /** An object that stands whole, and all that are kept as changes to it, depth first. */
  async #family(table: PackTable, root: number, type: GitType): Promise<void> {
    const stack: Member[] = [{ number: root, base: undefined }];
    for (let member = stack.pop(); member; member = stack.pop()) {
      await this.#work.budget.breathe();
      const { number } = member;
      const id = table.idOf(number);
      let base: Looked | undefined;
      try {
        if (this.#isWanted(id)) base = await this.#member(table, { ...member, id }, type);
      } catch (error) {
        const path = `${this.#work.where.shown}!/${id}`;
        this.#work.inspection.gap(path, error, lengthOf(table.spanOf(number)));
      }
      for (const child of table.childrenOf(number)) stack.push({ number: child, base });
    }
  }

  async #member(
    table: PackTable,
    { number, base, id }: Member & { readonly id: string },
    type: GitType,
  ): Promise<Looked | undefined> {
    const large = await table.large(number);
    if (large) return this.#stream(large, this.#nameOf(id), id);
    const { bytes, delta } = await table.content(number);
    if (type !== "blob") return this.#other(type, bytes, id);
    const name = this.#nameOf(id);
    const blob = memoryBlob(bytes, this.#originOf(name));
    const version = { blob, bytes, delta, format: await identify(blob) };
    const told = await this.#versions.told(version, base?.name === name ? base : undefined);
    if (told && (await this.#isAgain(id, blob, told))) return { ...told, name };
    await this.#work.budget.unpack(bytes.length);
    const findings = await this.#look(version, name, id);
    if (told || table.childrenOf(number).length === 0) return told && { ...told, name };
    const known = this.#versions.begin(version, findings);
    return known && { ...known, name };
  }

  /** A commit, a tag or a tree: none has versions. */
  async #other(type: GitType, bytes: Uint8Array, id: string): Promise<undefined> {
    if (type === "commit") await this.#commits.add({ id, headed: headed(type, bytes) });
    else await this.#whole(headed(type, bytes), `${type}s`, id);
    return undefined;
  }

  /** Whether a text tells only what was found before; counts it then. */
  async #isAgain(id: string, blob: Blob, { places }: Told): Promise<boolean> {
    const keys = places.map(({ key }) => key);
    if (!this.#again(id, keys)) return false;
    const { tally } = this.#work.inspection;
    tally.members++;
    tally.formats[text.id] = (tally.formats[text.id] ?? 0) + 1;
    await this.#largeFile(blob);
    return true;
  }

  /** Notes that values stand in one more object, if all of them were found before. */
  #again(id: string, keys: readonly string[]): boolean {
    const all = keys.map((key) => this.#found.get(key));
    if (!all.every((each) => each !== undefined)) return false;
    for (const { objects } of all) if (objects.at(-1) !== id) objects.push(id);
    return true;
  }

  #isWanted(id: string): boolean {
    const { paths, commits, seen } = this.#known;
    return !seen.has(id) && (!this.#work.where.onlyNamed || paths.has(id) || commits.has(id));
  }

  #nameOf = (id: string): string => this.#known.paths.get(id) ?? id;

  #originOf(name: string): Origin {
    return { kind: "member", inside: { kind: "file", path: this.#work.where.shown }, name };
  }

  /** Looks at all that an object holds, under the name that it had. */
  async #whole(bytes: Uint8Array, name: string, id: string): Promise<readonly Finding[]> {
    await this.#work.budget.unpack(bytes.length);
    return this.#look({ blob: memoryBlob(bytes, this.#originOf(name)) }, name, id);
  }

  /** The same for an object that may be larger than is held in memory. */
  async #stream(content: AsyncIterable<Uint8Array>, name: string, id: string): Promise<undefined> {
    const { budget, inspection, where } = this.#work;
    using spooled = await spool(content, this.#originOf(name), (bytes) => budget.unpack(bytes));
    const { blob, failure } = spooled;
    if (failure) inspection.gap(`${where.shown}!/${name}`, failure, blob.size);
    await this.#look({ blob }, name, id);
  }

  async #look(
    { blob, format }: { readonly blob: Blob; readonly format?: Format },
    name: string,
    id: string,
  ): Promise<readonly Finding[]> {
    const { tally } = this.#work.inspection;
    const before = tally.findings.length;
    tally.members++;
    await this.#work.inspection.inspect(blob, name, 0, format);
    await this.#largeFile(blob);
    const findings = tally.findings.splice(before);
    this.#group(id, findings);
    return findings;
  }

  /** A pointer of Git LFS stands for a file that may not be here. */
  async #largeFile(blob: Blob): Promise<void> {
    if (blob.size > longestPointer) return;
    const text = Buffer.from(await blob.read(span(0, blob.size))).toString("latin1");
    const [, oid = "", size] = pointer.exec(text) ?? [];
    if (size === undefined) return;
    const { inspection, where } = this.#work;
    const file = join(where.largeFiles, oid.slice(0, 2), oid.slice(2, 4), oid);
    const reason = (await isThere(file))
      ? where.onlyNamed && "unsupported: kept by Git LFS, and looked at only with the whole history"
      : "unavailable: kept by Git LFS and not fetched (git lfs fetch --all)";
    if (reason)
      inspection.tally.gaps.push({ path: pathOf(blob.origin), reason, bytes: Number(size) });
  }

  /** The same value at the same path is one finding, however many versions of the file have it. */
  #group(object: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const key = valueKey(finding);
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
    return { id, type: type as GitType, content: () => without(all.length, whole()) };
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

const joined = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> =>
  Buffer.concat(await Array.fromAsync(chunks));

/** A commit or tag as a loose one is, by which it is known. */
const headed = (type: GitType, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([objectHeader(type, bytes.length), bytes]);

/** What is known of the objects beforehand. */
interface Known extends Names {
  readonly seen: ReadonlySet<string>;
}

/** What the entries of a pack are, read once by each thread for all parts of it. */
let lastPack: { readonly path: string; readonly entries: Promise<Entries | undefined> } | undefined;

async function packEntries(path: string, pack: Blob): Promise<Entries | undefined> {
  if (lastPack?.path !== path) lastPack = { path, entries: readEntries(path, pack) };
  return lastPack.entries;
}

async function readEntries(path: string, pack: Blob): Promise<Entries | undefined> {
  const index = path.replace(/\.pack$/, ".idx");
  const info = await stat(index).catch(() => undefined);
  if (!info?.isFile()) return undefined;
  using blob = openFile(index, { kind: "file", path: index }, info.size);
  return await readPackEntries(pack, blob);
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
