import { Budget } from "../../../scan/budget.ts";
import { type Matter, opened } from "../matter.ts";
import { type Check, checkOf, type Problem } from "../proof.ts";
import type { Release } from "../release.ts";
import type { ReceiptFile } from "../statement.ts";
import { type Tensor, tensorsOf } from "../tensors.ts";
import { counted } from "../words.ts";
import { DeclaredEdits } from "../declared.ts";

/** Whether each tensor is the same now, in the receipt, and before: name, type, shape, bytes and order. */
export async function tensorsCheck(matter: Matter): Promise<Check> {
  const problems: Problem[] = [];
  let count = 0;
  let bytes = 0;
  for (const file of matter.receipt.statement.predicate.files) {
    matter.onFile(file.name);
    const now = await tensorsIn(matter.after, file.name, matter);
    if (!now) continue;
    count += now.length;
    bytes += now.reduce((sum, tensor) => sum + tensor.bytes, 0);
    problems.push(...differences(file, file.tensors, now, "in the receipt"));
    const old = await tensorsIn(
      matter.before?.release,
      matter.before?.names.get(file.name),
      matter,
    );
    if (old) problems.push(...differences(file, keptOf(old, file), now.map(unplaced), "before"));
  }
  if (problems.length > 0) return checkOf("tensors", "not the same", problems);
  const sides = matter.before ? "before, in the receipt and now" : "in the receipt and now";
  const all = `${counted(count, "tensor")} of ${counted(bytes, "byte")}`;
  return checkOf("tensors", `${all}, the same ${sides}`, []);
}

async function tensorsIn(
  release: Release | undefined,
  name: string | undefined,
  { limits }: Matter,
): Promise<readonly Tensor[] | undefined> {
  using blob = opened(release, name);
  return blob && (await tensorsOf(blob, new Budget(limits))).tensors;
}

/** Without the members that were left out. Where a member's name gave something away it has another now. */
function keptOf(tensors: readonly Tensor[], { edits }: ReceiptFile): readonly Tensor[] {
  const declared = new DeclaredEdits(edits);
  const isDropped = ({ in: path = "" }: Tensor): boolean => {
    const names = path.split("!/");
    return names.some((_, index) => declared.drops(names.slice(0, index + 1)));
  };
  return tensors.filter((tensor) => !isDropped(tensor)).map(unplaced);
}

const unplaced = ({ name, dtype, shape, bytes, sha256 }: Tensor): Tensor => ({
  name,
  ...(dtype !== undefined && { dtype }),
  ...(shape && { shape }),
  bytes,
  sha256,
});

/** What is wrong with the first tensor that is another, and with the number of them. */
function* differences(
  { name }: ReceiptFile,
  wanted: readonly Tensor[],
  found: readonly Tensor[],
  when: string,
): Generator<Problem> {
  for (const [index, tensor] of found.entries()) {
    const other = wanted[index];
    if (other && isSame(other, tensor)) continue;
    const what = other
      ? `the tensor '${tensor.name}' is not what it was ${when}: ${changeOf(other, tensor)}`
      : `the tensor '${tensor.name}' was not there ${when}`;
    yield { path: pathOf(name, tensor), what };
    return;
  }
  const missing = wanted[found.length];
  if (missing)
    yield {
      path: pathOf(name, missing),
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
    one.bytes === other.bytes && one.sha256 === other.sha256 ? "" : "its bytes",
  ];
  return all.filter((each) => each !== "").join(", ");
}
