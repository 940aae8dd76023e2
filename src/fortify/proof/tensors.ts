import type { Blob } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import type { Format } from "../../core/format.ts";
import type { TensorRegion } from "../../core/region.ts";
import { lengthOf } from "../../core/span.ts";
import type { Budget } from "../../scan/budget.ts";
import { identify } from "../../scan/identify.ts";
import { digestOf } from "../../attest/digest.ts";
import { innerPath, memberPath, openMember } from "./members.ts";

/** Numbers that a format knows to be weights: a tensor, a storage, or the pixels of a picture. */
export interface Tensor {
  /** The path of the blob that holds it, inside its file; absent where that is the file itself. */
  readonly in?: string;
  readonly name: string;
  /** As the format spells it: `F32`, `<f4`, `Q4_K`. Absent where it does not stand there. */
  readonly dtype?: string;
  readonly shape?: readonly number[];
  /** Where it has only a number: the paths of what it holds, as `$.state_dict["fc.weight"]`. */
  readonly holds?: readonly string[];
  /** How many bytes it takes as it is stored: compressed chunks are not unpacked. */
  readonly bytes: number;
  /** Of these bytes, in order. */
  readonly sha256: string;
}

/** The tensors of a file, and what could not be looked into for them. */
export interface Tensors {
  readonly tensors: readonly Tensor[];
  readonly unread: readonly Unread[];
}

export interface Unread {
  /** The path of a blob inside its file. */
  readonly in: string;
  readonly reason: string;
}

/** More tensors of one blob than this are taken as one: a file of word vectors has millions. */
const mostTensors = 65_536;

/** The tensors of a blob and of all that is nested in it, in the order of their formats. */
export async function tensorsOf(blob: Blob, budget: Budget): Promise<Tensors> {
  const walk: Walk = { budget, tensors: [], unread: [] };
  await guarded(innerPath(blob), walk, async () => inBlob(blob, walk, 0));
  return walk;
}

interface Walk {
  readonly budget: Budget;
  readonly tensors: Tensor[];
  readonly unread: Unread[];
}

/** What stops in one blob does not keep the others from being looked into. */
async function guarded(path: string, { unread }: Walk, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof TareError)) throw error;
    unread.push({ in: path, reason: error.message });
  }
}

async function inBlob(blob: Blob, walk: Walk, depth: number): Promise<void> {
  if (blob.size === 0) return;
  walk.budget.enter(depth);
  const format = await identify(blob);
  const groups: TensorRegion[][] = [];
  for await (const region of format.regions(blob)) {
    await walk.budget.region();
    if (region.kind === "tensor") group(groups, region);
    else if (region.kind === "gap")
      walk.unread.push({ in: innerPath(blob), reason: region.reason });
    else if (region.kind === "child" || region.kind === "packed")
      await guarded(memberPath(region, blob).join("!/"), walk, async () => {
        using member = await openMember(region, blob, walk.budget);
        await inBlob(member.blob, walk, depth + 1);
      });
  }
  const tensors: Tensor[] = [];
  for (const [index, parts] of groups.entries()) tensors.push(await tensor(blob, parts, index));
  walk.tensors.push(...(await labelled(tensors, blob, format)));
}

/** Says what numbered tensors are in the model. What a damaged file does not say there stays unsaid. */
async function labelled(
  tensors: readonly Tensor[],
  blob: Blob,
  format: Format,
): Promise<readonly Tensor[]> {
  if (tensors.length === 0 || !format.labels) return tensors;
  try {
    const labels = await format.labels(blob);
    return tensors.map((each) => ({ ...each, ...labels.get(each.name) }));
  } catch (error) {
    if (!(error instanceof TareError)) throw error;
    return tensors;
  }
}

/** Parts of one tensor have the same name and follow one another. */
function group(groups: TensorRegion[][], region: TensorRegion): void {
  const last = groups.at(-1);
  if (last && (last[0]?.name === region.name || groups.length > mostTensors)) last.push(region);
  else groups.push([region]);
}

async function tensor(blob: Blob, parts: readonly TensorRegion[], index: number): Promise<Tensor> {
  const path = innerPath(blob);
  const { name = "", dtype, shape } = parts[0] ?? {};
  const spans = parts.map(({ span }) => span);
  return {
    ...(path !== "" && { in: path }),
    name: index < mostTensors ? name : `(all from '${name}' on)`,
    ...(dtype !== undefined && { dtype }),
    ...(shape && { shape }),
    bytes: spans.reduce((sum, each) => sum + lengthOf(each), 0),
    sha256: await digestOf(blob, spans),
  };
}
