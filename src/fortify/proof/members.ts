import { type Blob, nameOf, placesIn } from "../../core/blob.ts";
import type { ChildRegion, PackedRegion } from "../../core/region.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import type { Budget } from "../../scan/budget.ts";
import { spool } from "../../scan/spool.ts";

export type MemberRegion = ChildRegion | PackedRegion;

/** The name of a member in its container. */
export const memberName = (region: MemberRegion): string =>
  region.kind === "packed" ? region.name : nameOf(region.blob.origin);

/** Where its bytes lie in the container, piece by piece; none where they do not lie there as they stand, or packed. */
export function memberSpans(region: MemberRegion, container: Blob): readonly Span[] | undefined {
  if (region.kind === "packed") return [region.span];
  return placesIn(container, region.blob, span(0, region.blob.size));
}

/** A member that can be read, and is to be freed. */
export interface OpenMember extends Disposable {
  readonly blob: Blob;
}

/**
 * The member, unpacked if need be.
 *
 * @throws {TareError} It is damaged, or the budget is spent.
 */
export async function openMember(
  region: MemberRegion,
  container: Blob,
  budget: Budget,
): Promise<OpenMember> {
  if (region.kind === "child") return { blob: region.blob, [Symbol.dispose]: () => undefined };
  budget.pack(lengthOf(region.span));
  const origin = { kind: "member", inside: container.origin, name: region.name } as const;
  const spooled = await spool(region.unpack(), origin, async (bytes) => budget.unpack(bytes));
  if (!spooled.failure) return spooled;
  spooled[Symbol.dispose]();
  throw spooled.failure;
}

/** The names of the containers that a blob lies in, outermost first, and its own; none for a file. */
export function innerNames({ origin }: Blob): readonly string[] {
  const names: string[] = [];
  for (let each = origin; each.kind === "member"; each = each.inside) names.unshift(each.name);
  return names;
}

/** The path of a blob inside its file: `archive.zip!/config.json`, or nothing for the file itself. */
export const innerPath = (blob: Blob): string => innerNames(blob).join("!/");

/** The same as names for a member. */
export const memberPath = (region: MemberRegion, container: Blob): readonly string[] => [
  ...innerNames(container),
  memberName(region),
];
