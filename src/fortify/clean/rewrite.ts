import { type Blob, pathOf } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import type { Format, Members } from "../../core/format.ts";
import { type Patch, patched } from "../../core/patch.ts";
import type { Region } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import { patchesOf, type Splice, spliced } from "../../core/splice.ts";
import { identify } from "../../scan/identify.ts";
import { spool, type Spooled } from "../../scan/spool.ts";
import { cutSplices } from "./cut.ts";
import { type Digest, EditLog } from "./edit-log.ts";
import { filler } from "./fill.ts";
import type { Order, Orders } from "./orders.ts";

/** A blob as it is to be, and how it came to be so. */
export interface Rewritten {
  readonly blob: Blob;
  /** What was laid over the old bytes, in this order; `undefined` where the blob was written anew. */
  readonly patches: readonly Patch[] | undefined;
}

/**
 * Carries out the orders in one blob and in all that is nested in it, from the
 * inside out. Bytes are replaced by as many others wherever that is possible;
 * only what is packed, or what lost a member, is written anew.
 */
export class Rewriter implements Disposable {
  readonly #orders: Orders;
  readonly #spooled: Spooled[] = [];
  readonly log: EditLog;

  constructor(orders: Orders, digest: Digest) {
    this.#orders = orders;
    this.log = new EditLog(digest);
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
    const nested = this.#orders.reaches(path) ? await this.#nested(blob, format) : nothingNested;
    const filled = await this.#sealed(format, blob, [...own, ...nested.inner]);
    const anew = nested.members.size > 0 && (await this.#repacked(format, filled.blob, nested));
    return this.#cut(format, anew || filled);
  }

  /** The blob as it was, with the reason why. */
  #left(blob: Blob, reason: string): Rewritten {
    this.log.refuse(pathOf(blob.origin), reason);
    return { blob, patches: [] };
  }

  /** The blob without what is to be left out of it, and without extras. */
  async #cut(format: Format, before: Rewritten): Promise<Rewritten> {
    const { blob } = before;
    const keys = this.#orders.cuts(pathOf(blob.origin));
    const splices = await cutSplices(format, blob, keys, this.#orders.extras);
    await this.#logCuts(blob, splices);
    const patches = patchesOf(splices);
    if (!patches) return { blob: spliced(blob, splices), patches: undefined };
    const after = await this.#sealed(format, blob, patches);
    if (!before.patches || !after.patches) return { ...after, patches: undefined };
    return { blob: after.blob, patches: [...before.patches, ...after.patches] };
  }

  async #logCuts(blob: Blob, splices: readonly Splice[]): Promise<void> {
    const path = pathOf(blob.origin);
    if (splices.length > 0)
      this.log.carriedOut(this.#orders.at(path).filter(({ kind }) => kind === "cut"));
    for (const { at, bytes } of splices) {
      const kind = bytes.length === 0 ? "drop" : "fill";
      const reason = "readers can do without what stands there";
      this.log.add({ path, kind, span: at, reason }, await blob.read(at), bytes);
    }
  }

  /** The patches that the orders for the blob itself ask for. */
  async #own(blob: Blob, path: string): Promise<Patch[]> {
    const places = this.#orders
      .at(path)
      .flatMap((order) => placesOf(order).map((at) => ({ order, at })));
    const patches: Patch[] = [];
    for (const { order, at } of places)
      patches.push({ at: at.start, bytes: replacing(order, await blob.read(at)) });
    const kept = apart(patches);
    const filled = patched(blob, kept);
    for (const { order, at } of places) {
      const { rule, title } = order.finding;
      const kind = order.kind === "fill" ? "fill" : "wipe";
      const edit = { path, kind, span: at, rule, reason: title } as const;
      this.log.add(edit, await blob.read(at), await filled.read(at));
      this.log.carriedOut([order]);
    }
    return kept;
  }

  /** What becomes of the blobs inside: patches where they lie, or members to be packed anew. */
  async #nested(blob: Blob, format: Format): Promise<Nested> {
    const inner: Patch[] = [];
    const members = new Map<number, Blob | undefined>();
    const paths: string[] = [];
    for await (const region of format.regions(blob)) {
      const child = await this.#childOf(blob, region);
      if (!child) continue;
      const { blob: member, at } = child;
      const dropping = this.#orders.dropping(pathOf(member.origin));
      if (dropping.length > 0) {
        this.#drop(member, dropping);
        members.set(at, undefined);
        paths.push(pathOf(member.origin));
      } else {
        const { blob: after, patches } = await this.#inner(member);
        if (!patches || (patches.length > 0 && region.kind === "packed")) {
          members.set(at, after);
          paths.push(pathOf(member.origin));
        } else inner.push(...patches.map((each) => ({ ...each, at: each.at + at })));
      }
    }
    return { inner, members, paths };
  }

  /** A member that cannot be rewritten stays as it was, and the others do not suffer for it. */
  async #inner(member: Blob): Promise<Rewritten> {
    try {
      return await this.rewrite(member);
    } catch (error) {
      if (!(error instanceof TareError) || error.kind === "machine") throw error;
      return this.#left(member, error.message);
    }
  }

  #drop(member: Blob, orders: readonly Order[]): void {
    const path = pathOf(member.origin);
    for (const { finding } of orders)
      this.log.add(
        { path, kind: "drop", rule: finding.rule, reason: finding.title },
        new Uint8Array(),
      );
    this.log.carriedOut(orders);
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
    const path = pathOf(blob.origin);
    for (const { at, bytes } of seals) {
      const place = span(at, at + bytes.length);
      const reason = "a checksum over what was changed";
      this.log.add({ path, kind: "checksum", span: place, reason }, await blob.read(place), bytes);
    }
    return { blob: patched(filled, seals), patches: [...patches, ...seals] };
  }

  async #repacked(
    format: Format,
    blob: Blob,
    { members, paths }: Nested,
  ): Promise<Rewritten | undefined> {
    if (!format.repack) {
      const reason = `a member of a ${format.title} file cannot be packed anew: unpack it and clean what was in it`;
      for (const path of paths) this.log.refuse(path, reason);
      return undefined;
    }
    try {
      const anew = await this.#held(format.repack(blob, members), blob.origin);
      return { blob: anew, patches: undefined };
    } catch (error) {
      if (!(error instanceof TareError) || error.kind === "machine") throw error;
      for (const path of paths) this.log.refuse(path, error.message);
      return undefined;
    }
  }
}

interface Nested {
  readonly inner: readonly Patch[];
  readonly members: Members;
  /** Of those members. */
  readonly paths: readonly string[];
}

const nothingNested: Nested = { inner: [], members: new Map(), paths: [] };

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** What comes in place of the bytes at one place of an order. */
function replacing(order: Order, bytes: Uint8Array): Uint8Array {
  if (order.kind !== "fill") return new Uint8Array(bytes.length);
  const { class: kind, location } = order.finding;
  const value = location.pieces ? latin1(bytes) : latin1(Buffer.from(order.value));
  return filler({ class: kind, value, bytes, coding: location.coding ?? "plain" });
}

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
