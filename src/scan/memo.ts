import { hash } from "node:crypto";
import { type Blob, pathOf } from "../core/blob.ts";
import type { Finding } from "../core/finding.ts";
import type { Gap } from "../core/report.ts";
import { span } from "../core/span.ts";
import { idOf } from "./sheet.ts";

/** What the inspection of one blob added to the tally. */
export interface Added {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly members: number;
  readonly tensors: number;
  readonly benign: number;
}

interface Known extends Added {
  readonly path: string;
}

/** Smaller blobs are read faster than they are looked up; larger ones are not hashed. */
const sizes = { least: 512, most: 8 * 1024 * 1024 };
/** How many blobs are remembered, and how much of each. */
const most = { blobs: 20_000, lines: 200 };

/**
 * Remembers what was found in a blob, so that the same bytes are not inspected
 * again: archives and image layers repeat themselves. What is found is still
 * reported at each place.
 */
export class Memo {
  readonly #byContent = new Map<string, Known>();
  readonly #pathTests: readonly ((path: string) => boolean)[];

  /** @param pathTests What is asked about the path of a blob, besides its bytes. */
  constructor(pathTests: readonly ((path: string) => boolean)[]) {
    this.#pathTests = pathTests;
  }

  /** What names these bytes, the way they are read and what is asked about where they are; none if that is not worth it. */
  async keyOf(blob: Blob, format: string): Promise<string | undefined> {
    if (blob.size < sizes.least || blob.size > sizes.most) return undefined;
    const digest = hash("sha256", await blob.read(span(0, blob.size)), "base64");
    const path = pathOf(blob.origin);
    const answers = this.#pathTests.map((test) => Number(test(path))).join("");
    return `${digest} ${format} ${answers}`;
  }

  /** What was found in the same bytes, as if it had been found at `path`. */
  recall(key: string, path: string): Added | undefined {
    const known = this.#byContent.get(key);
    if (!known) return undefined;
    const moved = (from: string): string => path + from.slice(known.path.length);
    return {
      ...known,
      findings: known.findings.map((finding) => relocated(finding, moved(finding.location.path))),
      gaps: known.gaps.map((gap) => ({ ...gap, path: moved(gap.path) })),
    };
  }

  keep(key: string, path: string, added: Added): void {
    if (added.findings.length + added.gaps.length > most.lines) return;
    // What a spent budget cut short may be read whole elsewhere.
    if (added.gaps.some(({ reason }) => reason.startsWith("limit:"))) return;
    if (this.#byContent.size < most.blobs) this.#byContent.set(key, { ...added, path });
  }
}

function relocated(finding: Finding, path: string): Finding {
  const { fingerprint, location } = finding;
  const id = idOf(fingerprint, path, location.key ?? "", location.span?.start ?? -1);
  return { ...finding, id, location: { ...location, path } };
}
