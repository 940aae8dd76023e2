import { memoryBlob, type Origin, pathOf } from "../../core/blob.ts";
import type { Finding, Location } from "../../core/finding.ts";
import type { Format } from "../../core/format.ts";
import type { Region } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { firstAbove } from "../../core/spans.ts";
import { gitObject } from "../../formats/git-object.ts";
import { messageRegions } from "../../formats/kit/git-text.ts";
import type { Inspection } from "../inspect.ts";
import { idOf } from "../sheet.ts";
import { valueKey } from "./versions.ts";

/** So many are looked at together: of each value no more places are kept than twice as many (`Limits.maxPlaces`). */
const together = 50;
/** Larger ones are looked at alone. In bytes. */
const largest = 64 * 1024;
/** What lies between two of them, so that neither stands near the other. In bytes. */
const gap = 1024;

/** A commit with the header that a loose one has. */
interface Commit {
  readonly id: string;
  readonly headed: Uint8Array;
}

/** What is done with what was found in a commit. */
interface Finds {
  /** Findings of it. */
  readonly found: (id: string, findings: readonly Finding[]) => void;
  /** Values that were found before, by `valueKey`. */
  readonly again: (id: string, keys: readonly string[]) => void;
  /** Looks at one alone. */
  readonly alone: (commit: Commit) => Promise<void>;
}

/**
 * Looks at commits, many of them together as if they were one blob: most are so
 * short that it costs more to begin with one than to look at it. Who made them is
 * looked at once, whenever that was.
 */
export class Commits {
  readonly #inspection: Inspection;
  readonly #origin: Origin;
  readonly #finds: Finds;
  #waiting: Commit[] = [];
  /** What was found of people, by their lines without the time. */
  readonly #people = new Map<string, readonly string[]>();

  constructor(inspection: Inspection, origin: Origin, finds: Finds) {
    this.#inspection = inspection;
    this.#origin = origin;
    this.#finds = finds;
  }

  async add(commit: Commit): Promise<void> {
    if (commit.headed.length > largest) return this.#finds.alone(commit);
    this.#waiting.push(commit);
    if (this.#waiting.length === together) await this.flush();
    return undefined;
  }

  /** Looks at those that wait for others. */
  async flush(): Promise<void> {
    const commits = this.#waiting;
    this.#waiting = [];
    if (commits.length === 0) return;
    const { tally } = this.#inspection;
    const before = { findings: tally.findings.length, gaps: tally.gaps.length };
    const batch = new Batch(commits, this.#people);
    await this.#inspection.inspectAs(batch.format, memoryBlob(batch.bytes, this.#origin));
    const findings = tally.findings.splice(before.findings);
    const gaps = tally.gaps.splice(before.gaps);
    if (gaps.length > 0 || !findings.every((each) => this.#isPlaced(each)))
      for (const commit of commits) await this.#finds.alone(commit);
    else this.#tell(batch, findings);
  }

  /** Whether it stands in one commit, for all that is known. */
  #isPlaced({ location, more }: Finding): boolean {
    return (
      location.path === pathOf(this.#origin) && location.span !== undefined && more === undefined
    );
  }

  #tell(batch: Batch, findings: readonly Finding[]): void {
    const { tally } = this.#inspection;
    const byCommit = Map.groupBy(findings, ({ location }) => batch.numberAt(location));
    for (const [number, { id }] of batch.commits.entries()) {
      tally.members++;
      const start = batch.starts[number] ?? 0;
      this.#finds.found(
        id,
        (byCommit.get(number) ?? []).map((each) => moved(each, -start)),
      );
      this.#finds.again(id, batch.known[number] ?? []);
    }
    for (const [person, line] of batch.people) {
      const own = findings.filter(
        ({ location: { span: at } }) => at && at.start >= line.start && at.end <= line.end,
      );
      this.#people.set(person, [...new Set(own.map(valueKey))]);
    }
  }
}

/** Who made a commit, and when: in seconds, with the time zone. */
const person = /^(?<who>.*) \d{9,10} [+-]\d{4}$/s;
const ids = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Some commits as one blob, without what is known of them. */
class Batch {
  readonly commits: readonly Commit[];
  readonly bytes: Buffer;
  /** Where each begins. */
  readonly starts: number[] = [];
  /** What is known of each beforehand, by `valueKey`. */
  readonly known: string[][] = [];
  /** The lines of people who were not known. */
  readonly people = new Map<string, Span>();
  readonly format: Format = { ...gitObject, regions: () => this.#regions() };
  readonly #people: ReadonlyMap<string, readonly string[]>;

  constructor(commits: readonly Commit[], people: ReadonlyMap<string, readonly string[]>) {
    this.commits = commits;
    this.#people = people;
    let at = 0;
    for (const { headed } of commits) {
      this.starts.push(at);
      at += headed.length + gap;
    }
    const between = Buffer.alloc(gap);
    this.bytes = Buffer.concat(commits.flatMap(({ headed }) => [headed, between]));
  }

  numberAt = ({ span: at }: Location): number => firstAbove(this.starts, at?.start ?? 0) - 1;

  async *#regions(): AsyncGenerator<Region> {
    const blob = memoryBlob(this.bytes);
    for (const [number, { headed }] of this.commits.entries()) {
      const start = this.starts[number] ?? 0;
      const known: string[] = [];
      this.known.push(known);
      const body = span(start + headed.indexOf(0) + 1, start + headed.length);
      for await (const region of messageRegions(blob, body))
        if (!this.#isKnown(region, known)) yield region;
    }
  }

  /** Whether nothing new stands there: the name of an object, or somebody who is known. */
  #isKnown(region: Region, known: string[]): boolean {
    if (region.kind !== "string") return false;
    const { key, bytes, spans } = region;
    if (key === "message") return false;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    if (ids.test(text)) return key === "tree" || key === "parent";
    const who = person.exec(text)?.groups?.["who"];
    if (who === undefined) return false;
    const line = `${key} ${who}`;
    const found = this.#people.get(line);
    if (found) known.push(...found);
    else if (!this.people.has(line)) this.people.set(line, spans[0]);
    return found !== undefined;
  }
}

/** The finding with its places so many bytes further on. */
function moved(finding: Finding, by: number): Finding {
  const { fingerprint, location } = finding;
  const shift = ({ start, end }: Span): Span => span(start + by, end + by);
  const place = {
    ...location,
    ...(location.span && { span: shift(location.span) }),
    ...(location.pieces && { pieces: location.pieces.map(shift) }),
  };
  const id = idOf(fingerprint, place.path, place.key ?? "", place.span?.start ?? -1);
  return { ...finding, id, location: place };
}
