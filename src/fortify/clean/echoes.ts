import type { Blob } from "../../core/blob.ts";
import type { Format } from "../../core/format.ts";
import type { Region } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import type { Order } from "./orders.ts";

/** A place where a value stands that is taken out elsewhere in the blob. */
export interface Echo {
  readonly order: Order & { readonly kind: "fill" };
  readonly at: Span;
  readonly coding: string;
}

/** A shorter value may stand anywhere by chance. In bytes. */
const shortest = 8;
const blockSize = 1024 * 1024;

/**
 * Every place of the values that are filled in a blob, as they stand or in UTF-16,
 * outside of weights. A scan tells of fewer: where deleted bytes run into one
 * another, say, no rule knows a value for what it is.
 */
export async function* echoes(
  format: Format,
  blob: Blob,
  orders: readonly Order[],
): AsyncGenerator<Echo> {
  const needles = new Needles(orders);
  if (needles.longest === 0) return;
  for await (const region of format.regions(blob))
    for (const at of spansOf(region)) yield* needles.within(blob, at);
}

function spansOf(region: Region): readonly Span[] {
  switch (region.kind) {
    case "string":
      return region.spans;
    case "stretch":
    case "dead":
    case "gap":
      return [region.span];
    case "child":
    case "packed":
    case "tensor":
      return [];
  }
}

interface Needle {
  readonly order: Echo["order"];
  readonly bytes: Buffer;
  readonly coding: string;
}

/** What is looked for, by its first four bytes. */
class Needles {
  readonly #byStart = new Map<number, Needle[]>();
  /** 0 where there is nothing to look for. */
  longest = 0;

  constructor(orders: readonly Order[]) {
    const values = new Map<string, Echo["order"]>();
    for (const order of orders)
      if (order.kind === "fill" && !values.has(order.value)) values.set(order.value, order);
    for (const [value, order] of values) {
      const plain = Buffer.from(value);
      if (plain.length < shortest) continue;
      const wide = Buffer.from(value, "utf16le");
      this.#add({ order, bytes: plain, coding: "plain" });
      this.#add({ order, bytes: wide, coding: "utf-16le" });
      this.#add({ order, bytes: Buffer.from(wide).swap16(), coding: "utf-16be" });
    }
  }

  #add(needle: Needle): void {
    const start = needle.bytes.readInt32LE(0);
    const others = this.#byStart.get(start);
    if (others) others.push(needle);
    else this.#byStart.set(start, [needle]);
    this.longest = Math.max(this.longest, needle.bytes.length);
  }

  /** Blocks overlap, so that none cuts a value. */
  async *within(blob: Blob, part: Span): AsyncGenerator<Echo> {
    for (let at = part.start; at < part.end; at += blockSize) {
      const end = Math.min(part.end, at + blockSize + this.longest - 1);
      const block = Buffer.from(await blob.read(span(at, end)));
      for (const { needle, start } of this.#inBlock(block, Math.min(blockSize, block.length))) {
        const place = span(at + start, at + start + needle.bytes.length);
        yield { order: needle.order, at: place, coding: needle.coding };
      }
    }
  }

  /** Those that start before `end`. */
  *#inBlock(
    block: Buffer,
    end: number,
  ): Generator<{ readonly needle: Needle; readonly start: number }> {
    let four = 0;
    for (let at = 0; at < Math.min(end + 3, block.length); at++) {
      four = (four >>> 8) | ((block[at] ?? 0) << 24);
      for (const needle of at < 3 ? [] : (this.#byStart.get(four) ?? [])) {
        const start = at - 3;
        const { bytes } = needle;
        if (bytes.equals(block.subarray(start, start + bytes.length))) yield { needle, start };
      }
    }
  }
}
