import { version } from "../../core/version.ts";
import type { ReceiptEdit, ReceiptFile, Statement } from "./statement.ts";

/** What in a receipt contradicts itself, or names what no release has. Its form was checked before. */
export function* faultsOf({ subject, predicate }: Statement): Generator<string> {
  const { files, dropped, links } = predicate;
  const names = [...subject, ...links].map(({ name }) => name);
  yield* repeated(names);
  for (const name of [...names, ...dropped.map((each) => each.name)])
    if (!isName(name)) yield `'${name}' is no name of a file in a release`;
  if (files.length !== subject.length)
    yield `it has ${subject.length} subjects, and ${files.length} files`;
  for (const [index, file] of files.entries()) {
    if (file.name !== subject[index]?.name) yield `'${file.name}' is not the subject at its place`;
    yield* faultsOfFile(file);
  }
}

function* repeated(names: readonly string[]): Generator<string> {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) yield `'${name}' stands in it twice`;
    seen.add(name);
  }
}

function* faultsOfFile({ name, how, edits, was, before }: ReceiptFile): Generator<string> {
  const isOther = edits.length > 0 || (before !== undefined && was === undefined);
  if (how === "unchanged" && isOther) yield `'${name}' is said to be unchanged, and has edits`;
  for (const edit of edits) yield* faultsOfEdit(name, edit);
}

function* faultsOfEdit(name: string, { span, kind, length }: ReceiptEdit): Generator<string> {
  if (span && !(Number.isSafeInteger(span.end) && span.start <= span.end))
    yield `an edit of '${name}' runs from byte ${span.start} to ${span.end}`;
  if (!span && kind !== "drop") yield `an edit of '${name}' has no place`;
  if (length !== undefined && !Number.isSafeInteger(length))
    yield `an edit of '${name}' writes ${length} bytes`;
}

/** Relative, and going nowhere else: names are only compared, but other tools open them. */
const isName = (name: string): boolean =>
  !name.includes("\0") &&
  !/^(?:[A-Za-z]:)?[/\\]/.test(name) &&
  name.split("/").every((part) => part !== "" && part !== "." && part !== "..");

/** Where a receipt is of another version than this: what a scan finds may differ. */
export const otherVersion = ({ predicate: { tool } }: Statement): string | undefined =>
  tool.version === version ? undefined : tool.version;
