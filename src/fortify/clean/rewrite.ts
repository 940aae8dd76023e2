import { type Blob, nameOf, type Origin, pathOf, placesIn } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import type { Format, Members } from "../../core/format.ts";
import { flattened, type Patch, patched, patchesIn } from "../../core/patch.ts";
import type { Region } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { patchesOf, spliced } from "../../core/splice.ts";
import { identify } from "../../scan/identify.ts";
import { spool, type Spooled } from "../../scan/spool.ts";
import { newOpening } from "../../attest/digest.ts";
import { cutSplices } from "./cut.ts";
import { EditLog } from "./edit-log.ts";
import { fixedByName } from "./fixed-by-name.ts";
import type { Orders } from "./orders.ts";
import { ownPatches } from "./own-patches.ts";

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
  readonly log: EditLog;

  /** @param opening The key of the commitments to what is replaced. */
  constructor(orders: Orders, opening = newOpening()) {
    this.#orders = orders;
    this.log = new EditLog(opening);
  }

  get refusals(): readonly Refusal[] {
    return this.log.allRefusals;
  }

  /** Frees what was unpacked; the blobs that came out are gone with it. */
  [Symbol.dispose](): void {
    for (const each of this.#spooled) each[Symbol.dispose]();
  }

  /** @param mustFit Whether it has to stay as long as it is: nothing that holds it could be written anew. */
  async rewrite(blob: Blob, mustFit = false): Promise<Rewritten> {
    const path = pathOf(blob.origin);
    const format = await identify(blob);
    const reason = fixedByName(nameOf(blob.origin)) ?? (await format.fixed?.(blob));
    if (reason !== undefined) return this.#left(blob, reason);
    const own = await this.#own(blob, format);
    const nested = this.#reaches(format, path)
      ? await this.#nested(blob, format, mustFit)
      : nothingNested;
    const filled = await this.#sealed(format, blob, [...own, ...nested.inner]);
    const anew = nested.members.size > 0 && (await this.#repacked(format, filled.blob, nested));
    return this.#cut(format, anew || filled, mustFit);
  }

  /** Whether blobs inside are of interest. Extras are looked for in archives, and in what is packed whole. */
  #reaches(format: Format, path: string): boolean {
    const isArchive = format.strip !== undefined || format.repack !== undefined;
    return this.#orders.reaches(path) || (isArchive && this.#orders.extras.size > 0);
  }

  #touches(origin: Origin): boolean {
    return this.#orders.extras.size > 0 || this.#orders.touches(pathOf(origin));
  }

  /** The blob as it was, with the reason why. */
  #left(blob: Blob, reason: string): Rewritten {
    this.log.refuse(pathOf(blob.origin), reason);
    return { blob, patches: [] };
  }

  /** The blob without what is to be left out of it, and without extras. */
  async #cut(format: Format, before: Rewritten, mustFit: boolean): Promise<Rewritten> {
    const { blob } = before;
    const cutting = this.#orders.cutting(pathOf(blob.origin));
    const keys = cutting.map(({ key }) => key);
    const splices = await this.#tried(blob, async () =>
      cutSplices(format, blob, keys, this.#orders.extras),
    );
    const patches = splices && patchesOf(splices);
    if (!splices || (mustFit && !patches)) return before;
    await this.log.cut(blob, splices);
    if (splices.length > 0) this.log.carriedOut(cutting);
    if (!patches) return { blob: spliced(blob, splices), patches: undefined };
    const after = await this.#sealed(format, blob, patches);
    if (!before.patches || !after.patches) return { ...after, patches: undefined };
    return { blob: after.blob, patches: [...before.patches, ...after.patches] };
  }

  /** What `work` gives; nothing, and a refusal with the reason, where the blob does not allow it. */
  async #tried<Result>(
    { origin }: Pick<Blob, "origin">,
    work: () => Promise<Result>,
  ): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TareError) || error.kind === "machine") throw error;
      this.log.refuse(pathOf(origin), error.message);
      return undefined;
    }
  }

  /** The patches that the orders for the blob itself ask for. */
  async #own(blob: Blob, format: Format): Promise<readonly Patch[]> {
    const { patches, done, refused } = await ownPatches(this.#orders, format, blob);
    await this.log.filled(blob, patched(blob, patches), done);
    for (const { order, reason } of refused) this.log.refuseOrder(order, reason);
    return patches;
  }

  /** What becomes of the blobs inside: patches where they lie, or members to be packed anew. */
  async #nested(blob: Blob, format: Format, mustFit: boolean): Promise<Nested> {
    const isRigid = mustFit || !format.repack;
    const inner: Patch[] = [];
    const members = new Map<number, Blob | undefined>();
    const paths: string[] = [];
    for await (const region of format.regions(blob)) {
      if (isRigid && region.kind === "packed") {
        this.#leavePacked(blob, format, region.name);
        continue;
      }
      const child = await this.#childOf(blob, region);
      if (!child) continue;
      const { blob: member, at } = child;
      const path = pathOf(member.origin);
      const dropping = this.#orders.dropping(path);
      if (dropping.length > 0) {
        await this.log.dropped(member, dropping);
        members.set(at, undefined);
        paths.push(path);
        continue;
      }
      const { blob: after, patches } = await this.#inner(member, isRigid);
      const here = patches && patchesIn(blob, member, patches);
      if (here) inner.push(...here);
      else {
        members.set(at, after);
        paths.push(path);
      }
    }
    return { inner, members, paths };
  }

  /** A member that is packed, where nothing can be packed anew. */
  #leavePacked({ origin: inside }: Blob, { title }: Format, name: string): void {
    const path = pathOf({ kind: "member", inside, name });
    if (this.#orders.touches(path)) this.log.refuse(path, notPacked(title));
  }

  /** A member that cannot be rewritten stays as it was, and the others do not suffer for it. */
  async #inner(member: Blob, mustFit: boolean): Promise<Rewritten> {
    const rewritten = await this.#tried(member, async () => this.rewrite(member, mustFit));
    return rewritten ?? { blob: member, patches: [] };
  }

  /** The blob in a region that orders reach, unpacked if need be, and where its data start. */
  async #childOf(
    blob: Blob,
    region: Region,
  ): Promise<{ readonly blob: Blob; readonly at: number } | undefined> {
    if (region.kind === "child") {
      const [first] = placesIn(blob, region.blob, span(0, region.blob.size)) ?? [];
      if (!first || !this.#touches(region.blob.origin)) return undefined;
      return { blob: region.blob, at: first.start };
    }
    if (region.kind !== "packed") return undefined;
    const { name, unpack } = region;
    const origin = { kind: "member", inside: blob.origin, name } as const;
    if (!this.#touches(origin)) return undefined;
    const unpacked = await this.#tried({ origin }, async () => this.#held(unpack(), origin));
    return unpacked && { blob: unpacked, at: region.span.start };
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
    const flat = flattened(patches);
    const filled = patched(blob, flat);
    const changed = flat.map(({ at, bytes }) => span(at, at + bytes.length));
    const seals = await this.#tried(blob, async () =>
      Array.fromAsync(format.reseal?.(filled, changed) ?? []),
    );
    if (!seals) return { blob, patches: [] };
    await this.log.sealed(blob, seals);
    return { blob: patched(filled, flattened(seals)), patches: [...flat, ...seals] };
  }

  async #repacked(
    format: Format,
    blob: Blob,
    { members, paths }: Nested,
  ): Promise<Rewritten | undefined> {
    if (!format.repack) {
      for (const path of paths) this.log.refuse(path, notPacked(format.title));
      return undefined;
    }
    const chunks = format.repack(blob, members);
    const anew = await this.#tried(blob, async () => this.#held(chunks, blob.origin));
    return anew && { blob: anew, patches: undefined };
  }
}

const notPacked = (title: string): string =>
  `a member of a ${title} file cannot be packed anew: unpack it and clean what was in it`;

interface Nested {
  readonly inner: readonly Patch[];
  readonly members: Members;
  /** Of those members. */
  readonly paths: readonly string[];
}

const nothingNested: Nested = { inner: [], members: new Map(), paths: [] };
