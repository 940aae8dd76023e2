import { Budget } from "../../../scan/budget.ts";
import { type Matter, opened } from "../matter.ts";
import { type Check, checkOf, type Problem } from "../proof.ts";
import type { Release } from "../../../attest/release.ts";
import type { ReceiptFile } from "../statement.ts";
import { type Tensor, tensorsOf } from "../tensors.ts";
import { counted } from "../words.ts";
import { DeclaredEdits } from "../declared.ts";

/** Whether each tensor is the same now, in the receipt, and before: name, type, shape, bytes and order. */
export async function tensorsCheck(matter: Matter): Promise<Check> {
  const { before, receipt } = matter;
  const problems: Problem[] = [];
  const kept = new Amount();
  const gone = new Amount();
  for (const file of receipt.statement.predicate.files) {
    const now = await tensorsIn(matter.after, file.name, matter);
    kept.add(now);
    problems.push(...differences(file.name, [file.tensors, now], "in the receipt"));
    if (!before) continue;
    const old = await tensorsIn(before.release, before.names.get(file.name), matter);
    problems.push(...sinceBefore(file, old, now, gone));
  }
  for (const name of before?.rest ?? []) gone.add(await tensorsIn(before?.release, name, matter));
  if (problems.length > 0) return checkOf("tensors", "not the same", problems);
  const sides = before ? "before, in the receipt and now" : "in the receipt and now";
  return checkOf("tensors", `${kept.said}, the same ${sides}${leftOut(gone)}`, []);
}

const leftOut = ({ count, said }: Amount): string =>
  count > 0 ? `; ${said} left out as declared` : "";

/** How many tensors there are, and how many bytes they take. */
class Amount {
  count = 0;
  #bytes = 0;

  add(tensors: readonly Tensor[]): void {
    this.count += tensors.length;
    for (const { bytes } of tensors) this.#bytes += bytes;
  }

  get said(): string {
    return `${counted(this.count, "tensor")} of ${counted(this.#bytes, "byte")}`;
  }
}

function sinceBefore(
  file: ReceiptFile,
  old: readonly Tensor[],
  now: readonly Tensor[],
  gone: Amount,
): Iterable<Problem> {
  const isGone = droppedFrom(file);
  gone.add(old.filter(isGone));
  const wanted = old.filter((tensor) => !isGone(tensor)).map(unplaced);
  const isRenamed = file.edits.length > 0 ? renames(old) : () => false;
  return differences(file.name, [wanted, now.map(unplaced)], "before", isRenamed);
}

async function tensorsIn(
  release: Release | undefined,
  name: string | undefined,
  { limits, onFile }: Matter,
): Promise<readonly Tensor[]> {
  using blob = opened(release, name);
  if (!blob) return [];
  onFile(blob);
  return (await tensorsOf(blob, new Budget(limits))).tensors;
}

/** Whether a tensor of the file as it was lies in a member that was left out. */
function droppedFrom({ edits }: ReceiptFile): (tensor: Tensor) => boolean {
  const declared = new DeclaredEdits(edits);
  return ({ in: path = "" }) => {
    const names = path.split("!/");
    return names.some((_, index) => declared.drops(names.slice(0, index + 1)));
  };
}

/** Without its place: where a member's name gave something away, it has another now. */
function unplaced(tensor: Tensor): Tensor {
  const { in: _, ...rest } = tensor;
  return rest;
}

/**
 * Whether a tensor only has another name now, because that gave something away.
 * It must be a new one, or two tensors could change places.
 */
function renames(old: readonly Tensor[]): (was: Tensor, is: Tensor) => boolean {
  const known = new Set(old.flatMap(namesOf));
  return (was, is) => {
    const names = namesOf(is);
    const isNew = namesOf(was).every(
      (name, at) => name === names[at] || !known.has(names[at] ?? name),
    );
    const { holds, ...rest } = { ...is, name: was.name };
    const named = was.holds ? { ...rest, holds: was.holds } : rest;
    return isNew && holds?.length === was.holds?.length && isSame(was, named);
  };
}

const namesOf = ({ name, holds = [] }: Tensor): readonly string[] => [name, ...holds];

/** What is wrong with the first tensor that is another, or with the number of them. */
function* differences(
  file: string,
  [wanted, found]: readonly [readonly Tensor[], readonly Tensor[]],
  when: string,
  isRenamed: (was: Tensor, is: Tensor) => boolean = () => false,
): Generator<Problem> {
  for (const [index, tensor] of found.entries()) {
    const other = wanted[index];
    if (other && (isSame(other, tensor) || isRenamed(other, tensor))) continue;
    const what = other
      ? `the tensor '${tensor.name}' is not what it was ${when}: ${changeOf(other, tensor)}`
      : `the tensor '${tensor.name}' was not there ${when}`;
    yield { path: pathOf(file, tensor), what };
    return;
  }
  const missing = wanted[found.length];
  if (missing)
    yield {
      path: pathOf(file, missing),
      what: `the tensor '${missing.name}', which was there ${when}, is missing`,
    };
}

const pathOf = (file: string, { in: path }: Tensor): string =>
  path === undefined ? file : `${file}!/${path}`;

const isSame = (one: Tensor, other: Tensor): boolean => changeOf(one, other) === "";

/** In what the tensors differ. */
function changeOf(one: Tensor, other: Tensor): string {
  const all = [
    one.in === other.in ? "" : "its place",
    one.name === other.name ? "" : "its name",
    one.dtype === other.dtype ? "" : "its type",
    String(one.shape) === String(other.shape) ? "" : "its shape",
    String(one.holds) === String(other.holds) ? "" : "what it is in the model",
    one.bytes === other.bytes && one.sha256 === other.sha256 ? "" : "its bytes",
  ];
  return all.filter((each) => each !== "").join(", ");
}
