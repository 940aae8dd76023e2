import type { Secret } from "../../core/secret.ts";
import type { Matcher } from "../../engine/matcher.ts";
import { wide } from "../../engine/windows.ts";
import { pieces } from "./gaps.ts";
import { Joiner } from "./joined.ts";
import { Needles, type Open, shortestNeedle } from "./needles.ts";
import { partsOf } from "./parts.ts";
import { Patterns } from "./patterns.ts";
import { merged, type Place } from "./places.ts";
import { spellings } from "./spellings.ts";
import { Tail } from "./tail.ts";

/** A value that must not be seen, by the name that stands for it in counts and masks. */
export interface SecretValue {
  readonly name: string;
  readonly value: Secret;
}

export interface RedactorOptions {
  /** Values that are masked wherever they stand, in every spelling that is known. */
  readonly values?: readonly SecretValue[];
  /** Finds what is masked although its value is not known. */
  readonly matcher?: Matcher | undefined;
  /** Stands for what is masked: `{name}` in it is the value's name, or the rule's. Default: `***`. */
  readonly mask?: string | undefined;
  /** Values of fewer bytes, white space not counted, are not masked. Default, and least: 6. */
  readonly shortest?: number | undefined;
}

/** A line is held back until it ends, but no more bytes of it than this. */
const longestLine = 256 * 1024;
/** What may begin a value is held back, but no more bytes than this. */
const longestHeld = 1024 * 1024;
/** Longer values are known by their lines and fields alone. */
const longestValue = 64 * 1024;
/** How far back a rule sees what was written, in bytes: a value's name may stand lines above it. */
const contextSize = 2048;
const lineFeed = 0x0a;
const nothing = new Uint8Array(0);

/**
 * Masks secrets in a stream of bytes. All else passes through as it is.
 *
 * Bytes come out line by line, so whoever feeds it calls `idle` when the rest
 * of a line has waited for some time (50 ms, say).
 */
export class Redactor {
  readonly #mask: string;
  readonly #shortest: number;
  readonly #joiner = new Joiner();
  readonly #needles = new Needles();
  readonly #patterns: Patterns | undefined;
  readonly #counts = new Map<string, number>();
  readonly #tooShort = new Set<string>();
  /** The last of what was written, as far as it matters, and what was not. */
  readonly #tail = new Tail();
  /** How much of the tail was written. */
  #written = 0;
  /** Whether what was written last is masked. */
  #endsMasked = false;

  constructor({ values = [], matcher, mask = "***", shortest = 0 }: RedactorOptions = {}) {
    this.#mask = mask;
    this.#shortest = Math.max(shortestNeedle, shortest);
    this.#patterns = matcher && new Patterns(matcher);
    for (const value of values) this.add(value);
  }

  /** How often something was masked, by the name of the value or of the rule. */
  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** The names of values that are not masked because they are too short. */
  get tooShort(): ReadonlySet<string> {
    return this.#tooShort;
  }

  /** Masks one more value from now on. */
  add(secret: SecretValue): void {
    const [whole, ...parts] = partsOf(secret);
    if (!this.#addSpellings(whole)) this.#tooShort.add(secret.name);
    for (const part of parts) this.#addSpellings(part);
  }

  /** Takes what comes next; returns what may be written now. */
  push(chunk: Uint8Array): Uint8Array {
    const before = this.#tail.length;
    this.#tail.append(chunk);
    const lineEnd = chunk.lastIndexOf(lineFeed) + 1;
    if (lineEnd > 0) return this.#advance("line end", before + lineEnd);
    const isLong = this.#tail.length - this.#written > longestLine;
    return isLong ? this.#advance("long line") : nothing;
  }

  /** Nothing came for a while: returns what need not wait for the end of its line. */
  idle(): Uint8Array {
    return this.#tail.length > this.#written ? this.#advance("pause") : nothing;
  }

  /** Nothing more will come: returns all that was kept back. */
  end(): Uint8Array {
    const output = this.#advance("end");
    this.#tail.drop(this.#tail.length);
    this.#written = 0;
    this.#endsMasked = false;
    return output;
  }

  /** @returns Whether it is long enough. */
  #addSpellings({ name, value }: SecretValue): boolean {
    const bytes = Buffer.from(value.reveal());
    if (this.#joiner.join(bytes).bytes.length < this.#shortest) return false;
    if (bytes.length > longestValue) return true;
    for (const spelled of spellings(bytes)) {
      const joined = this.#joiner.join(Buffer.from(spelled, "latin1"));
      this.#needles.add(Buffer.from(joined.bytes).toString("latin1"), name);
    }
    return true;
  }

  /** Looks at the tail up to `end`; returns what of it needs no longer wait, masked. */
  #advance(moment: Moment, end = this.#tail.length): Uint8Array {
    const sight = this.#look(this.#tail.bytes.subarray(0, end));
    const to = Math.max(this.#written, moment === "end" ? end : this.#certainTo(sight, moment));
    const output = this.#output(sight.bytes.subarray(0, to), sight.masked);
    const reaching = sight.masked.filter((each) => each.start < to && each.end >= to);
    const context = this.#patterns ? contextStart(sight.bytes, to) : to;
    const kept = [...sight.open, ...reaching].reduce(
      (least, { start }) => Math.min(least, start),
      context,
    );
    this.#endsMasked = reaching.length > 0;
    this.#tail.drop(kept);
    this.#written = to - kept;
    return output;
  }

  #look(bytes: Buffer): Sight {
    const joined = this.#joiner.join(bytes);
    const { places, open } = this.#needles.search(joined.bytes);
    const values = places.map(({ start, end, name }) => ({
      start: joined.placeOf(start),
      end: joined.placeOf(end - 1) + 1,
      name,
    }));
    return {
      bytes,
      masked: merged([...values, ...(this.#patterns?.places(bytes) ?? [])]),
      open: open.map(({ start, depth, known }) => ({
        start: joined.placeOf(start),
        depth,
        known: joined.placeOf(known),
      })),
    };
  }

  /** How far it is certain what is to be masked, whatever follows. */
  #certainTo({ bytes, open }: Sight, moment: Exclude<Moment, "end">): number {
    let certain = this.#patterns?.waitingFrom(bytes) ?? bytes.length;
    if (moment === "long line") certain = Math.min(certain, bytes.length - wide.after);
    for (const { start, depth, known } of open)
      if (known > start || depth >= leastHeld[moment]) certain = Math.min(certain, known);
    return Math.max(certain, bytes.length - longestHeld);
  }

  /** What of the bytes was not yet written, masked. */
  #output(bytes: Buffer, masked: readonly Place[]): Uint8Array {
    const output: Uint8Array[] = [];
    let at = this.#written;
    for (const { start, end, name } of masked) {
      if (end <= at || start >= bytes.length) continue;
      if (start >= at) this.#count(name);
      let isMasked = false;
      // Gaps stay: what follows the value is to look as it did.
      for (const piece of pieces(bytes, { start, end: Math.min(end, bytes.length) })) {
        if (piece.start < at) isMasked = this.#endsMasked;
        else if (piece.startsLine) isMasked = false;
        if (piece.end <= at) continue;
        output.push(bytes.subarray(at, Math.max(at, piece.start)));
        if (!isMasked) output.push(Buffer.from(this.#mask.replaceAll("{name}", () => name)));
        isMasked = true;
        at = piece.end;
      }
    }
    output.push(bytes.subarray(at));
    return Buffer.concat(output);
  }

  #count(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }
}

/** What is seen in some bytes. */
interface Sight {
  readonly bytes: Buffer;
  readonly masked: readonly Place[];
  /** Where values may begin that the bytes do not end. */
  readonly open: readonly Open[];
}

/** When the redactor looks at what it has. */
type Moment = "line end" | "long line" | "pause" | "end";

/** What may begin a value is held back from so many bytes on. */
const leastHeld: Readonly<Record<Exclude<Moment, "end">, number>> = {
  "line end": 4,
  "long line": 1,
  pause: 2,
};

/** From where on rules are to see again what was written up to `to`. */
function contextStart(bytes: Buffer, to: number): number {
  if (to <= 2 * contextSize) return 0;
  const line = 1 + bytes.lastIndexOf(lineFeed, to - contextSize);
  return Math.max(line, to - 2 * contextSize);
}
