import type { Finding } from "../core/finding.ts";
import type { Limits } from "../core/limits.ts";
import { span } from "../core/span.ts";
import type { FileTarget } from "../sources/files.ts";
import type { FileResult } from "./file.ts";
import { emptyTally, type Tally } from "./inspect.ts";

/** What a thread does at a time: a part of a large file, or some small files. */
export interface Job {
  /** The number of each target's file. */
  readonly numbers: readonly number[];
  readonly targets: readonly FileTarget[];
}

/** Larger files are scanned in parts of this size, on one thread too, so that the report does not depend on that. */
export const partSize = 64 * 1024 * 1024;
/** A pack makes some ten times as many bytes as it takes. */
const packPartSize = 1024 * 1024;
/** Small files are given out together: a message for each would cost as much as scanning it. */
const batch = { bytes: 2 * 1024 * 1024, files: 128 };
/** Of files on a server all cost about the same, the time until it answers, and some are asked for at a time. */
const remoteBatch = { bytes: Infinity, files: 32 };

/** The work on all files, in their order. */
export function* jobsOf(files: readonly FileTarget[]): Generator<Job> {
  let numbers: number[] = [];
  let bytes = 0;
  const job = (): Job => ({ numbers, targets: numbers.map((at) => files[at] as FileTarget) });
  for (const [number, file] of files.entries()) {
    const { bytes: mostBytes, files: mostFiles } = file.remote ? remoteBatch : batch;
    const fits = bytes + file.size <= mostBytes && numbers.length < mostFiles;
    if (numbers.length > 0 && !fits) {
      yield job();
      numbers = [];
      bytes = 0;
    }
    const size = file.objects ? packPartSize : partSize;
    // Each part of a file on a server would ask anew for what says how it is read.
    if (file.size > size && !file.remote)
      for (const target of partsOf(file, size)) yield { numbers: [number], targets: [target] };
    else {
      numbers.push(number);
      bytes += file.size;
    }
  }
  if (numbers.length > 0) yield job();
}

function* partsOf(file: FileTarget, size: number): Generator<FileTarget> {
  for (let at = 0; at < file.size; at += size)
    yield { ...file, part: span(at, Math.min(at + size, file.size)) };
}

/** The results of the parts of one file, in their order, as if it had been scanned whole. */
export function joinedParts(parts: readonly FileResult[], limits: Limits): FileResult {
  const [only, ...others] = parts;
  if (only && others.length === 0) return only;
  const tally: Tally = emptyTally();
  let bytesRead = 0;
  const places = new Places(limits.maxPlaces);
  for (const part of parts) {
    for (const finding of part.tally.findings) places.add(finding, tally.feeds);
    tally.gaps.push(...part.tally.gaps);
    for (const [id, count] of Object.entries(part.tally.formats))
      tally.formats[id] = (tally.formats[id] ?? 0) + count;
    tally.members += part.tally.members;
    tally.tensors += part.tally.tensors;
    tally.benign += part.tally.benign;
    tally.feeds += part.tally.feeds;
    if (part.tally.names) tally.names = part.tally.names;
    bytesRead += part.bytesRead;
  }
  tally.findings.push(...places.findings());
  return { tally, bytesRead };
}

/** Findings of parts, of each value no more places than are reported of a whole. */
class Places {
  readonly #most: number;
  readonly #all: Finding[] = [];
  readonly #counts = new Map<string, number>();
  /** How many places more there are, at the first finding of each value. */
  readonly #more = new Map<string, number>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @param feeds Line feeds in the parts before. */
  add(finding: Finding, feeds: number): void {
    // Of versions of files each value is told once for each path.
    if (finding.objects) {
      this.#all.push(finding);
      return;
    }
    const { fingerprint, location, more = 0, ...rest } = finding;
    const count = this.#counts.get(fingerprint) ?? 0;
    const isListed = count < this.#most;
    this.#counts.set(fingerprint, count + 1);
    this.#more.set(fingerprint, (this.#more.get(fingerprint) ?? 0) + more + Number(!isListed));
    if (!isListed) return;
    const line = location.line === undefined ? {} : { line: location.line + feeds };
    this.#all.push({ ...rest, fingerprint, location: { ...location, ...line } });
  }

  findings(): Finding[] {
    return this.#all.map((finding) => {
      const more = this.#more.get(finding.fingerprint) ?? 0;
      this.#more.delete(finding.fingerprint);
      return more > 0 ? { ...finding, more } : finding;
    });
  }
}
