import { access } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Blob, Origin } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import type { Finding } from "../../core/finding.ts";
import { headSize } from "../../core/format.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { widened } from "../../core/spans.ts";
import type { Matcher } from "../../engine/matcher.ts";
import { isPlainText } from "../../formats/kit/encoding.ts";
import type { Copy } from "../../formats/kit/git-delta.ts";
import { type PackObject, packObjects } from "../../formats/kit/git-pack.ts";
import { inflate } from "../../formats/kit/inflate.ts";
import { type Names, readNames } from "../../sources/git/names.ts";
import { readSeen } from "../../sources/git/seen.ts";
import type { ObjectsIn } from "../../sources/git/targets.ts";
import type { Budget } from "../budget.ts";
import { signsIn } from "../decoding.ts";
import type { Inspection } from "../inspect.ts";
import { spool } from "../spool.ts";

/** An object of a repository, in whatever it is kept. */
interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly content: () => AsyncIterable<Uint8Array>;
  readonly based?: PackObject["based"];
}

/** A file that was looked at. */
interface Looked {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** What the objects of a pack, or a loose one, hold. Each finding says in which objects it stands. */
export class ObjectScan {
  readonly #inspection: Inspection;
  readonly #budget: Budget;
  readonly #where: ObjectsIn;
  readonly #matcher: Matcher;
  /** By the names of objects. */
  readonly #looked = new Map<string, Looked>();
  readonly #found = new Map<string, Finding & { readonly objects: string[] }>();

  constructor(inspection: Inspection, budget: Budget, matcher: Matcher, where: ObjectsIn) {
    this.#matcher = matcher;
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

  async #object(object: GitObject, known: Known): Promise<void> {
    const { id, type, content } = object;
    const { paths, commits } = known;
    const { onlyNamed } = this.#where;
    // Trees hold names of files, and those are known.
    if (type === "tree" || known.seen.has(id) || (onlyNamed && !paths.has(id) && !commits.has(id)))
      return;
    const name = type === "blob" ? (paths.get(id) ?? id) : `${type}s`;
    if (type !== "blob") return this.#look(headed(type, content()), name, id);
    const inherited = await this.#inherited(object, name);
    if (inherited) this.#keep(id, { name, findings: inherited });
    else await this.#look(content(), name, id);
    return undefined;
  }

  /**
   * What a version of a file has of the one that it is kept as changes to, where
   * nothing that it brings itself is worth a closer look. Most versions differ in
   * a line or two.
   */
  async #inherited({ based, content }: GitObject, name: string): Promise<Finding[] | undefined> {
    const base = based && this.#looked.get(based.on);
    if (base?.name !== name) return undefined;
    for await (const bytes of content()) {
      const copies = based?.copies() ?? [];
      if (!isPlainText(bytes.subarray(0, headSize))) return undefined;
      if (
        brought(copies, bytes.length).some((at) => this.#speaks(bytes.subarray(at.start, at.end)))
      )
        return undefined;
      return stillThere(base, copies);
    }
    return undefined;
  }

  /** Whether a part of a text may give something away. */
  #speaks(part: Uint8Array): boolean {
    const { escape, wide } = this.#matcher.glance(part);
    if (escape || wide || this.#matcher.find(part).length > 0) return true;
    return this.#matcher.signs(part, signsIn.text).some((each) => (each & signsIn.text) !== 0);
  }

  #keep(id: string, looked: Looked): void {
    this.#looked.set(id, looked);
    this.#group(id, looked.findings);
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
    this.#keep(id, { name, findings: tally.findings.splice(before) });
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

/** How far around a change is looked: what a rule sees of a line, and of those around it, in bytes. */
const around = 2048;

/** The parts of a text that no copy fills, and the places where two copies meet, with what is around them. */
function brought(copies: readonly Copy[], size: number): Span[] {
  const parts: Span[] = [];
  let end = 0;
  for (const { at, length } of [...copies, { at: size, length: 0 }]) {
    if (end < at || (at > 0 && at < size)) parts.push(span(end, at));
    end = at + length;
  }
  return widened(parts, around, size);
}

/** The findings that stand in what was copied, where they stand now; none where that is not to be told. */
function stillThere({ name, findings }: Looked, copies: readonly Copy[]): Finding[] | undefined {
  const kept: Finding[] = [];
  for (const finding of findings) {
    const { path, span: at, pieces } = finding.location;
    // What a file's name says stands at no place, and is as true as before.
    if (!at) {
      kept.push(finding);
      continue;
    }
    if (pieces || finding.more !== undefined || !path.endsWith(`!/${name}`)) return undefined;
    const touching = copies.filter(({ from, length }) => from < at.end && from + length > at.start);
    const whole = touching.find(({ from, length }) => from <= at.start && from + length >= at.end);
    if (whole) kept.push(moved(finding, at, whole.at - whole.from));
    else if (touching.length > 0) return undefined;
  }
  return kept;
}

function moved(finding: Finding, at: Span, by: number): Finding {
  return { ...finding, location: { ...finding.location, span: span(at.start + by, at.end + by) } };
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
