import { commitmentOf } from "../../../attest/digest.ts";
import { matchesMasked } from "../masked.ts";
import { comparison, type Matter, opened, type Origins } from "../matter.ts";
import { type Check, checkOf, type Problem } from "../proof.ts";
import { counted } from "../words.ts";
import type { ReceiptFile } from "../statement.ts";

/** Whether the result is the release as it was, but for what the receipt declares. */
export async function editsCheck(matter: Matter): Promise<Check> {
  const { before } = matter;
  if (!before)
    return {
      id: "edits",
      state: "unchecked",
      says: "what the release was before is not at hand",
      problems: [],
    };
  const { files, dropped } = matter.receipt.statement.predicate;
  const problems: Problem[] = [];
  const open: Problem[] = [];
  for (const file of files) {
    const found = await ofFile(file, before, matter);
    problems.push(...found.problems);
    open.push(...found.open);
  }
  problems.push(...(await wrongDrops(matter, before)), ...wrongLinks(matter, before));
  if (problems.length > 0) return checkOf("edits", "not as the receipt says", problems);
  const out = dropped.length > 0 ? ` and ${counted(dropped.length, "file")} left out` : "";
  const says = `but for ${editsOf(files)}${out}, each byte is as it was`;
  return checkOf("edits", says, open, open.length > 0);
}

/** How many edits there are, by what they did. */
function editsOf(files: readonly ReceiptFile[]): string {
  const byKind = Map.groupBy(
    files.flatMap(({ edits }) => edits),
    ({ kind }) => kind,
  );
  const told = [...byKind].map(([kind, edits]) => `${edits.length} ${kind}`).join(", ");
  const changed = files.filter(({ edits }) => edits.length > 0).length;
  return told === "" ? "nothing" : `what was declared (${told}) in ${counted(changed, "file")}`;
}

interface Found {
  readonly problems: readonly Problem[];
  readonly open: readonly Problem[];
}

async function ofFile(file: ReceiptFile, before: Origins, matter: Matter): Promise<Found> {
  const old = before.names.get(file.name);
  using now = opened(matter.after, file.name);
  if (now) matter.onFile(now);
  const found = await comparison(file, old, { ...matter, before: before.release });
  if (!found && !now) return { problems: [], open: [] };
  if (!found) return { problems: [{ path: file.name, what: "was not there before" }], open: [] };
  const { problems, unread } = found;
  const at = (notes: typeof problems): Problem[] =>
    notes.map((note) => ({
      path: [file.name, ...(note.in === "" ? [] : [note.in])].join("!/"),
      what: note.what,
    }));
  const committed = await wrongCommitment(file.before, old, matter);
  return {
    problems: [...at(problems), ...(committed ? [{ path: file.name, what: committed }] : [])],
    open: at(unread),
  };
}

/** Whether a file before is another than the one that was cleaned, as far as that can be told. */
async function wrongCommitment(
  commitment: string | undefined,
  name: string | undefined,
  { before, opening }: Matter,
): Promise<string | undefined> {
  if (commitment === undefined || !opening) return undefined;
  using blob = opened(before?.release, name);
  return blob && (await commitmentOf(blob, opening)) !== commitment
    ? "was another file before than the one that was cleaned"
    : undefined;
}

/** Each file that became none must be declared, and each that is declared must have been there. */
async function wrongDrops(matter: Matter, { rest }: Origins): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const left = [...matter.receipt.statement.predicate.dropped];
  for (const name of rest) {
    const at = left.findIndex((each) => matchesMasked(each.name, name));
    const [entry] = at < 0 ? [] : left.splice(at, 1);
    if (!entry) problems.push({ path: name, what: "is gone, and the receipt does not say so" });
    const what = await wrongCommitment(entry?.before, name, matter);
    if (what !== undefined) problems.push({ path: name, what });
  }
  for (const { name } of left) problems.push({ path: name, what: "was not there to be left out" });
  return problems;
}

function* wrongLinks({ after }: Matter, { release }: Origins): Generator<Problem> {
  for (const [name, to] of after.links)
    if (release.links.get(name) !== to) yield { path: name, what: "is a link that was another" };
}
