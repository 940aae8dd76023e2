import { type Blob, isDistant, pathOf } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { LimitError, MalformedError, TareError } from "../core/error.ts";
import type { Finding } from "../core/finding.ts";
import { type Format, headSize } from "../core/format.ts";
import type {
  DeadRegion,
  PackedRegion,
  Region,
  StretchRegion,
  StringRegion,
} from "../core/region.ts";
import type { Gap } from "../core/report.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import type { FileTarget } from "../sources/files.ts";
import { artefactsByFormat, artefactsByName, deadBytes, KeyWatch } from "./artefacts.ts";
import type { Budget } from "./budget.ts";
import type { Context } from "./context.ts";
import { Decoding, type Text } from "./decoding.ts";
import { identify } from "./identify.ts";
import { LineIndex } from "./lines.ts";
import type { Added } from "./memo.ts";
import { Sheet } from "./sheet.ts";
import type { Notes } from "./sighting.ts";
import { spool } from "./spool.ts";
import { stretchSightings } from "./stretch.ts";
import { StringBlock } from "./strings.ts";

/** What an inspection of one file, and of all that is nested in it, found. */
export interface Tally {
  readonly findings: Finding[];
  readonly gaps: Gap[];
  readonly formats: Record<string, number>;
  members: number;
  /** Bytes of weights that were skipped. */
  tensors: number;
  benign: number;
  /** Line feeds in the part of a text that was scanned; 0 where all of it was. */
  feeds: number;
  /** The names of all that a layer of an image holds, where it is one. */
  names?: Set<string>;
}

export const emptyTally = (): Tally => ({
  findings: [],
  gaps: [],
  formats: {},
  members: 0,
  tensors: 0,
  benign: 0,
  feeds: 0,
});

/** A plain string longer than this is read as a stretch, block by block. */
const longString = 1024 * 1024;

const isLong = ({ bytes, coding, spans }: StringRegion): boolean =>
  bytes.length > longString && coding === plain && spans.length === 1;

/**
 * Looks at one blob and at everything in it, depth first. What cannot be
 * looked at becomes a gap, and the rest of the blob is swept for strings, so
 * this fails only by a bug.
 */
export class Inspection {
  readonly #context: Context;
  readonly #budget: Budget;
  readonly #target: Pick<FileTarget, "repeated" | "layer">;
  readonly tally: Tally = emptyTally();
  /** Secrets that are names of keys, members or files. */
  readonly named = new Set<string>();

  /** @param target What is known of the file that is looked at. */
  constructor(
    context: Context,
    budget: Budget,
    target: Pick<FileTarget, "repeated" | "layer"> = {},
  ) {
    this.#context = context;
    this.#budget = budget;
    this.#target = target;
  }

  /**
   * Looks at a part of a large blob. One of a format that cannot be read in
   * parts is read whole with its first part.
   */
  async inspectPart(blob: Blob, name: string, part: Span): Promise<void> {
    const isFirst = part.start === 0;
    const path = pathOf(blob.origin);
    try {
      const format = await identify(blob);
      const head = await blob.read(span(0, Math.min(headSize, blob.size)));
      if (!format.inParts?.(head)) return isFirst ? await this.inspect(blob, name) : undefined;
      if (isFirst) {
        this.tally.findings.push(...artefactsByName(this.#context, path, name));
        this.#isOf(format, path);
      }
      await this.#page({ blob, format, depth: 0, inspection: this, part }).read();
    } catch (error) {
      this.gap(path, error, lengthOf(part));
    }
    return undefined;
  }

  /**
   * @param name The blob's name inside its container or target.
   * @param known Its format, where that was asked for before.
   */
  async inspect(blob: Blob, name: string, depth = 0, known?: Format): Promise<void> {
    const path = pathOf(blob.origin);
    this.tally.findings.push(...artefactsByName(this.#context, path, name));
    if (blob.size === 0) return;
    try {
      this.#budget.enter(depth);
      const format = known ?? (await identify(blob));
      this.#isOf(format, path);
      await this.#content(blob, format, depth);
    } catch (error) {
      this.gap(path, error, blob.size);
    }
  }

  /** Looks at a blob of which the format is known. */
  async inspectAs(format: Format, blob: Blob): Promise<void> {
    await this.#page({ blob, format, depth: 0, inspection: this }).read();
  }

  #isOf({ id }: Format, path: string): void {
    this.tally.formats[id] = (this.tally.formats[id] ?? 0) + 1;
    this.tally.findings.push(...artefactsByFormat(this.#context, path, id));
  }

  #page(subject: Subject): Page {
    return new Page(this.#context, this.#budget, subject);
  }

  /** Reads the blob, unless the same bytes were read before. */
  async #content(blob: Blob, format: Format, depth: number): Promise<void> {
    const { memo } = this.#context;
    const path = pathOf(blob.origin);
    const names = this.#namesIn(format);
    const mayRepeat = !names && (depth > 0 || this.#target.repeated) && !isDistant(blob);
    const key = mayRepeat ? await memo.keyOf(blob, format.id) : undefined;
    const known = key === undefined ? undefined : memo.recall(key, path);
    if (known) {
      this.#add(known);
      return;
    }
    const before = {
      ...this.tally,
      findings: this.tally.findings.length,
      gaps: this.tally.gaps.length,
    };
    await this.#page({ blob, format, depth, inspection: this, ...(names && { names }) }).read();
    if (key === undefined) return;
    memo.keep(key, path, {
      findings: this.tally.findings.slice(before.findings),
      gaps: this.tally.gaps.slice(before.gaps),
      members: this.tally.members - before.members,
      tensors: this.tally.tensors - before.tensors,
      benign: this.tally.benign - before.benign,
    });
  }

  /** Where the names are noted that the tar of a layer holds. Tars inside of it have names of their own. */
  #namesIn({ id }: Format): Set<string> | undefined {
    if (this.#target.layer !== true || this.tally.names || id !== "tar") return undefined;
    return (this.tally.names = new Set());
  }

  #add({ findings, gaps, members, tensors, benign }: Added): void {
    this.tally.findings.push(...findings);
    this.tally.gaps.push(...gaps);
    this.tally.members += members;
    this.tally.tensors += tensors;
    this.tally.benign += benign;
  }

  /** Turns an expected failure into a gap; lets bugs through. */
  gap(path: string, error: unknown, bytes: number): void {
    if (!(error instanceof TareError)) throw error;
    const kind =
      error instanceof LimitError
        ? "limit"
        : error instanceof MalformedError
          ? "malformed"
          : "unreadable";
    this.tally.gaps.push({ path, reason: `${kind}: ${error.message}`, bytes });
  }
}

interface Subject {
  readonly blob: Blob;
  readonly format: Format;
  readonly depth: number;
  readonly inspection: Inspection;
  /** What of the blob is to be looked at; all of it where none is given. */
  readonly part?: Span;
  /** Where the names in it are noted, if they are asked for. */
  readonly names?: Set<string>;
}

/** The reading of one blob by its format. */
class Page {
  readonly #context: Context;
  readonly #budget: Budget;
  readonly #subject: Subject;
  readonly #path: string;
  readonly #sheet: Sheet;
  readonly #notes: Notes;
  readonly #decoding: Decoding;
  readonly #strings: StringBlock;
  readonly #keys: KeyWatch;
  readonly #lines: LineIndex;

  constructor(context: Context, budget: Budget, subject: Subject) {
    this.#context = context;
    this.#budget = budget;
    this.#subject = subject;
    this.#path = pathOf(subject.blob.origin);
    this.#sheet = new Sheet(context, subject.blob);
    this.#notes = (rule, value) => this.#sheet.notes(rule, value);
    this.#decoding = new Decoding({
      matcher: context.matcher,
      size: subject.blob.size,
      gap: (reason) => this.#gap(reason),
    });
    this.#strings = new StringBlock({
      matcher: context.matcher,
      notes: this.#notes,
      found: (sighting) => this.#sheet.add(sighting),
      decoding: this.#decoding,
    });
    this.#keys = new KeyWatch(context, this.#path);
    this.#lines = new LineIndex(subject.part?.start);
  }

  async read(): Promise<void> {
    const { blob, format, inspection } = this.#subject;
    try {
      await this.#regions();
    } catch (error) {
      inspection.gap(this.#path, error, blob.size);
      // Whatever the format could not make sense of still holds its strings.
      if (error instanceof MalformedError && format.tier !== "fallback")
        await this.#stretch({ as: "binary", span: span(0, blob.size) });
    } finally {
      await this.#close();
    }
  }

  async #regions(): Promise<void> {
    const { blob, format } = this.#subject;
    for await (const region of format.regions(blob)) {
      const pause = this.#budget.region();
      if (pause) await pause;
      if (region.kind === "string" && !isLong(region)) this.#string(region);
      else await this.#region(region);
      if (this.#decoding.packed.length > 0) await this.#unpackDecoded();
    }
  }

  /** Looks into the files that stood coded in texts. */
  async #unpackDecoded(): Promise<void> {
    const { packed } = this.#decoding;
    for (let file = packed.pop(); file; file = packed.pop()) {
      this.#subject.inspection.tally.members++;
      await this.#packed(file);
    }
  }

  #gap(reason: string): void {
    const { blob, inspection } = this.#subject;
    inspection.tally.gaps.push({ path: this.#path, reason, bytes: blob.size });
  }

  async #region(region: Region): Promise<void> {
    const { inspection, depth } = this.#subject;
    switch (region.kind) {
      case "string":
        if (region.role === "name") this.#name(region.key);
        return this.#stretch({ as: "text", span: region.spans[0] }, region.key);
      case "stretch":
        return this.#stretch(region);
      case "child":
        inspection.tally.members++;
        return inspection.inspect(region.blob, lastName(region.blob), depth + 1);
      case "packed":
        inspection.tally.members++;
        return this.#packed(region);
      case "tensor":
        inspection.tally.tensors += lengthOf(region.span);
        return undefined;
      case "dead":
        return this.#dead(region);
      case "gap":
        inspection.tally.gaps.push({
          path: region.name === undefined ? this.#path : `${this.#path}!/${region.name}`,
          reason: region.reason,
          bytes: lengthOf(region.span),
        });
    }
    return undefined;
  }

  #string(region: StringRegion): void {
    if (region.role === "name") this.#name(region.key);
    this.#strings.add(region);
  }

  #name(name: string): void {
    const { inspection, names } = this.#subject;
    names?.add(name);
    inspection.tally.findings.push(...this.#keys.see(name));
  }

  async #stretch(region: Omit<StretchRegion, "kind">, key?: string): Promise<void> {
    const reader = {
      matcher: this.#context.matcher,
      breathe: () => this.#budget.breathe(),
      notes: this.#notes,
      decoding: this.#decoding,
      decoded: (texts: readonly Text[]) => this.#strings.addDecoded(texts),
      ...(this.#subject.format.lines && { lines: this.#lines }),
      ...(this.#subject.part && { part: this.#subject.part }),
    };
    for await (const sighting of stretchSightings(this.#subject.blob, region, reader))
      this.#sheet.add(key === undefined ? sighting : { ...sighting, key });
  }

  async #packed({ name, span: packed, unpack }: PackedRegion): Promise<void> {
    const { blob, depth, inspection } = this.#subject;
    this.#budget.pack(lengthOf(packed));
    const origin = { kind: "member", inside: blob.origin, name } as const;
    try {
      this.#budget.enter(depth + 1);
      using spooled = await spool(unpack(), origin, (bytes) => this.#budget.unpack(bytes));
      if (spooled.failure) inspection.gap(pathOf(origin), spooled.failure, lengthOf(packed));
      await inspection.inspect(spooled.blob, name, depth + 1);
    } catch (error) {
      inspection.gap(pathOf(origin), error, lengthOf(packed));
    }
  }

  async #dead({ span: dead, what }: DeadRegion): Promise<void> {
    if (await isUniform(this.#subject.blob, dead)) return;
    const { findings } = this.#subject.inspection.tally;
    const location = { path: this.#path, key: `(${what})`, span: dead };
    findings.push(...deadBytes(this.#context, location, `${lengthOf(dead)} bytes ${what}`));
    await this.#stretch({ as: "binary", span: dead }, `(${what})`);
  }

  /** Whether the finding starts in the part that is looked at, and not in what is seen around it. */
  #isOwn({ location }: Finding): boolean {
    const { part } = this.#subject;
    const start = location.span?.start ?? 0;
    return !part || (start >= part.start && start < part.end);
  }

  async #close(): Promise<void> {
    const { format, blob, inspection } = this.#subject;
    this.#strings.flush();
    await this.#unpackDecoded();
    const findings = await this.#sheet.findings(
      format.keys?.bind(format),
      format.lines ? this.#lines : undefined,
    );
    inspection.tally.findings.push(...findings.filter((each) => this.#isOwn(each)));
    if (this.#subject.part) inspection.tally.feeds = this.#lines.feeds;
    inspection.tally.benign += this.#sheet.benign;
    for (const secret of this.#sheet.named) inspection.named.add(secret);
    if (this.#sheet.dropped > 0)
      inspection.gap(
        this.#path,
        new LimitError(`${this.#sheet.dropped} further values are not listed`),
        blob.size,
      );
  }
}

const lastName = ({ origin }: Blob): string =>
  origin.kind === "member" ? origin.name : pathOf(origin);

const blockSize = 1024 * 1024;

/** Whether all bytes are the same, as padding is. */
async function isUniform(blob: Blob, part: Span): Promise<boolean> {
  if (part.start === part.end) return true;
  const [first = 0] = await blob.read(span(part.start, part.start + 1));
  for (let at = part.start; at < part.end; at += blockSize) {
    const bytes = await blob.read(span(at, Math.min(at + blockSize, part.end)));
    if (bytes.some((byte) => byte !== first)) return false;
  }
  return true;
}
