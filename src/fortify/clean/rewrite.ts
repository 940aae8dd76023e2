import { type Blob, pathOf } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import type { Format, Members } from "../../core/format.ts";
import { type Patch, patched } from "../../core/patch.ts";
import type { Region } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import { patchesOf, spliced } from "../../core/splice.ts";
import { identify } from "../../scan/identify.ts";
import { spool, type Spooled } from "../../scan/spool.ts";
import { cutSplices } from "./cut.ts";
import { filler } from "./fill.ts";
import type { Order, Orders } from "./orders.ts";

/** A blob as it is to be, and how it came to be so. */
export interface Rewritten {
  readonly blob: Blob;
  /** What was laid over the old bytes, in this order; `undefined` where the blob was written anew. */
  readonly patches: readonly Patch[] | undefined;
}

/** What could not be done, and why. The blob is as it was there. */
export interface Refusal {
  readonly path: string;
  readonly reason: string;
}

/**
 * Carries out the orders in one blob and in all that is nested in it, from the
 * inside out. Bytes are replaced by as many others wherever that is possible;
 * only what is packed, or what lost a member, is written anew.
 */
export class Rewriter implements Disposable {
  readonly #orders: Orders;
  readonly #spooled: Spooled[] = [];
  readonly refusals: Refusal[] = [];

  constructor(orders: Orders) {
    this.#orders = orders;
  }

  /** Frees what was unpacked; the blobs that came out are gone with it. */
  [Symbol.dispose](): void {
    for (const each of this.#spooled) each[Symbol.dispose]();
  }

  async rewrite(blob: Blob): Promise<Rewritten> {
    const path = pathOf(blob.origin);
    const format = await identify(blob);
    const reason = await format.fixed?.(blob);
    if (reason !== undefined) return this.#left(blob, reason);
    const own = await this.#own(blob, path);
    const { inner, members } = this.#orders.reaches(path)
      ? await this.#nested(blob, format)
      : nothingNested;
    const filled = await this.#sealed(format, blob, [...own, ...inner]);
    const anew = members.size > 0 && (await this.#repacked(format, filled.blob, members));
    return this.#cut(format, anew || filled);
  }

  /** The blob as it was, with the reason why. */
  #left(blob: Blob, reason: string): Rewritten {
    this.refusals.push({ path: pathOf(blob.origin), reason });
    return { blob, patches: [] };
  }

  /** The blob without what is to be left out of it, and without extras. */
  async #cut(format: Format, before: Rewritten): Promise<Rewritten> {
    const { blob } = before;
    const keys = this.#orders.cuts(pathOf(blob.origin));
    const splices = await cutSplices(format, blob, keys, this.#orders.extras);
    const patches = patchesOf(splices);
    if (!patches) return { blob: spliced(blob, splices), patches: undefined };
    const after = await this.#sealed(format, blob, patches);
    if (!before.patches || !after.patches) return { ...after, patches: undefined };
    return { blob: after.blob, patches: [...before.patches, ...after.patches] };
  }

  /** The patches that the orders for the blob itself ask for. */
  async #own(blob: Blob, path: string): Promise<Patch[]> {
    const patches: Patch[] = [];
    for (const order of this.#orders.at(path))
      for (const at of placesOf(order)) patches.push(await this.#patch(blob, order, at));
    return apart(patches);
  }

  async #patch(blob: Blob, order: Order, at: Span): Promise<Patch> {
    const bytes = await blob.read(at);
    if (order.kind !== "fill") return { at: at.start, bytes: new Uint8Array(bytes.length) };
    const { class: kind, location } = order.finding;
    const value = location.pieces ? latin1(bytes) : latin1(Buffer.from(order.value));
    const coding = location.coding ?? "plain";
    return { at: at.start, bytes: filler({ class: kind, value, bytes, coding }) };
  }

  /** What becomes of the blobs inside: patches where they lie, or members to be packed anew. */
  async #nested(blob: Blob, format: Format): Promise<Nested> {
    const inner: Patch[] = [];
    const members = new Map<number, Blob | undefined>();
    for await (const region of format.regions(blob)) {
      const child = await this.#childOf(blob, region);
      if (!child) continue;
      const { blob: member, at } = child;
      if (this.#orders.drops(pathOf(member.origin))) members.set(at, undefined);
      else {
        const { blob: after, patches } = await this.rewrite(member);
        if (!patches || (patches.length > 0 && region.kind === "packed")) members.set(at, after);
        else inner.push(...patches.map((each) => ({ ...each, at: each.at + at })));
      }
    }
    return { inner, members };
  }

  /** The blob in a region that orders reach, unpacked if need be, and where its data start. */
  async #childOf(
    blob: Blob,
    region: Region,
  ): Promise<{ readonly blob: Blob; readonly at: number } | undefined> {
    if (region.kind === "child") {
      const { origin, part } = region.blob;
      if (part?.of !== blob || !this.#orders.touches(pathOf(origin))) return undefined;
      return { blob: region.blob, at: part.at.start };
    }
    if (region.kind !== "packed") return undefined;
    const { name, unpack } = region;
    const origin = { kind: "member", inside: blob.origin, name } as const;
    if (!this.#orders.touches(pathOf(origin))) return undefined;
    return { blob: await this.#held(unpack(), origin), at: region.span.start };
  }

  async #held(chunks: AsyncIterable<Uint8Array>, origin: Blob["origin"]): Promise<Blob> {
    const spooled = await spool(chunks, origin, async () => {});
    this.#spooled.push(spooled);
    if (spooled.failure) throw spooled.failure;
    return spooled.blob;
  }

  /** The blob with the patches in it, and with those that mend the checksums over them. */
  async #sealed(format: Format, blob: Blob, patches: readonly Patch[]): Promise<Rewritten> {
    if (patches.length === 0) return { blob, patches };
    const filled = patched(blob, patches);
    const changed = patches
      .map(({ at, bytes }) => span(at, at + bytes.length))
      .toSorted((one, other) => one.start - other.start);
    const seals = format.reseal
      ? await Array.fromAsync(format.reseal(filled, joinedSpans(changed)))
      : [];
    return { blob: patched(filled, seals), patches: [...patches, ...seals] };
  }

  async #repacked(format: Format, blob: Blob, members: Members): Promise<Rewritten | undefined> {
    const path = pathOf(blob.origin);
    if (!format.repack) {
      const reason = `a member of a ${format.title} file cannot be packed anew: unpack it and clean what was in it`;
      this.refusals.push({ path, reason });
      return undefined;
    }
    try {
      const anew = await this.#held(format.repack(blob, members), blob.origin);
      return { blob: anew, patches: undefined };
    } catch (error) {
      if (!(error instanceof TareError) || error.kind === "machine") throw error;
      this.refusals.push({ path, reason: error.message });
      return undefined;
    }
  }
}

interface Nested {
  readonly inner: readonly Patch[];
  readonly members: Members;
}

const nothingNested: Nested = { inner: [], members: new Map() };

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** The bytes of the blob that an order is about. */
function placesOf(order: Order): readonly Span[] {
  if (order.kind === "drop" || order.kind === "cut") return [];
  if (order.kind === "wipe") return [order.span];
  const { pieces, span: whole } = order.finding.location;
  return pieces ?? (whole ? [whole] : []);
}

/** In the order of their places; what two findings share is replaced once. */
function apart(patches: readonly Patch[]): Patch[] {
  const kept: Patch[] = [];
  let end = 0;
  for (const { at, bytes } of patches.toSorted((one, other) => one.at - other.at)) {
    const rest = bytes.subarray(Math.max(0, end - at));
    if (rest.length > 0) kept.push({ at: Math.max(at, end), bytes: rest });
    end = Math.max(end, at + bytes.length);
  }
  return kept;
}
