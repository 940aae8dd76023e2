import { type Matter, opened } from "../matter.ts";
import { digestOf } from "../../../attest/digest.ts";
import { counted } from "../words.ts";
import { type Check, checkOf, type Problem } from "../proof.ts";

/** Whether the result has the files and links of the receipt, and no others. */
export async function filesCheck(matter: Matter): Promise<Check> {
  const { subject } = matter.receipt.statement;
  const problems = [...strangers(matter), ...wrongLinks(matter)];
  let bytes = 0;
  for (const { name, digest } of subject) {
    using blob = opened(matter.after, name);
    if (blob) matter.onFile(blob);
    if (!blob) problems.push({ path: name, what: "is missing" });
    else if ((await digestOf(blob)) !== digest.sha256)
      problems.push({ path: name, what: "is not the file of the receipt: its digest is another" });
    bytes += blob?.size ?? 0;
  }
  const all = counted(subject.length, "file");
  const says = `${all} of ${counted(bytes, "byte")}, each with its digest, and no others`;
  return checkOf("files", problems.length === 0 ? says : "not those of the receipt", problems);
}

function* strangers({ receipt, after }: Matter): Generator<Problem> {
  const names = new Set(receipt.statement.subject.map(({ name }) => name));
  for (const name of after.files.keys())
    if (!names.has(name)) yield { path: name, what: "is not in the receipt" };
  for (const name of after.others) yield { path: name, what: "is neither a file nor a link" };
}

function* wrongLinks({ receipt, after }: Matter): Generator<Problem> {
  const links = new Map(receipt.statement.predicate.links.map(({ name, to }) => [name, to]));
  for (const [name, to] of after.links)
    if (!links.has(name)) yield { path: name, what: "is a link that is not in the receipt" };
    else if (links.get(name) !== to) yield { path: name, what: "is a link that leads elsewhere" };
  for (const name of links.keys())
    if (!after.links.has(name)) yield { path: name, what: "is a link that is missing" };
}
