import type { Blob } from "../../core/blob.ts";
import type { Format } from "../../core/format.ts";
import type { TensorRegion } from "../../core/region.ts";
import type { Budget } from "../../scan/budget.ts";
import { type MemberRegion, memberPath } from "./members.ts";

/** A blob inside of another, and its path in their file. */
export interface Member {
  readonly path: readonly string[];
  readonly region: MemberRegion;
}

/** What a comparison needs to know of a blob. */
export interface Layout {
  readonly tensors: readonly TensorRegion[];
  readonly members: readonly Member[];
}

/** @throws {TareError} The blob does not follow its format, or the budget is spent. */
export async function layoutOf(format: Format, blob: Blob, budget: Budget): Promise<Layout> {
  const tensors: TensorRegion[] = [];
  const members: Member[] = [];
  for await (const region of format.regions(blob)) {
    await budget.region();
    if (region.kind === "tensor") tensors.push(region);
    else if (region.kind === "child" || region.kind === "packed")
      members.push({ path: memberPath(region, blob), region });
  }
  return { tensors, members };
}
