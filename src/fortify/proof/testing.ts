import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { memoryBlob } from "../../core/blob.ts";
import type { Finding } from "../../core/finding.ts";
import { type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import { folderOf, scanned } from "../../scan/testing.ts";
import type { CleanedFile, Edit } from "../clean/cleaned.ts";
import { type Order, Orders } from "../clean/orders.ts";
import { Rewriter } from "../clean/rewrite.ts";
import { commitmentTo, newOpening } from "../../attest/digest.ts";
import { sealed } from "../../attest/envelope.ts";
import type { Proof } from "./proof.ts";
import { prove, type ProveRun } from "./prove.ts";
import { readReceipt } from "./read.ts";
import { receiptOf } from "./receipt.ts";
import { rescan } from "./rescan.ts";
import type { Statement } from "./statement.ts";

/** A release before and after, and the receipt of what came between; gone at its end. */
export interface ProofCase extends AsyncDisposable {
  readonly before: string;
  readonly after: string;
  readonly receiptPath: string;
  readonly statement: Statement;
  readonly opening: Uint8Array;
  /** The receipt of the result as it is by now, as a forger would make it: its digests are right. */
  readonly forged: () => Promise<Statement>;
  /** What the cleaning took out. */
  readonly hidden: readonly string[];
  /** Proves by a receipt, the right one unless another is given. */
  readonly prove: (
    statement?: unknown,
    run?: Partial<Pick<ProveRun, "before" | "key" | "opening">> & { readonly pem?: string },
  ) => Promise<Proof>;
}

export interface CaseOptions {
  /** Files and members that are left out: `release.zip!/notes.txt`. */
  readonly drops?: readonly string[];
  /** Files that are called otherwise. */
  readonly renames?: Readonly<Record<string, string>>;
  /** What names must not tell, besides the values that were found. */
  readonly hidden?: readonly string[];
}

/** Cleans files of all findings, and makes the receipt. */
export async function proofCase(
  files: Readonly<Record<string, Uint8Array | string>>,
  options: CaseOptions = {},
): Promise<ProofCase> {
  const folder = await folderOf({});
  const [before, after] = [join(folder.path, "before"), join(folder.path, "after")];
  const receiptPath = join(folder.path, "receipt.json");
  for (const [name, content] of Object.entries(files)) await write(join(before, name), content);
  const { findings } = await scanned([before]);
  const wanted = findings
    .filter(({ severity }) => severity !== "info" && severity !== "low")
    .map((each) => inFolder(each, before));
  const opening = newOpening();
  const cleaned: CleanedFile[] = [];
  for (const [name, content] of Object.entries(files)) {
    const file = { name, bytes: Buffer.from(content as Uint8Array) };
    cleaned.push(await cleanedFile(file, { ...options, findings: wanted, opening, after }));
  }
  const values = wanted.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const hidden = [...values, ...(options.hidden ?? [])];
  const forged = async (): Promise<Statement> =>
    receiptOf({
      cleaned: { files: cleaned, refusals: [] },
      before,
      after,
      rescan: await rescan(after, "release"),
      hidden,
      opening,
    });
  const statement = await forged();
  await writeFile(receiptPath, sealed(statement));
  return {
    before,
    after,
    receiptPath,
    statement,
    opening,
    hidden,
    forged,
    prove: async (other = statement, { pem, ...sides } = {}) => {
      const receipt = readReceipt(sealed(other as Statement, pem), receiptPath);
      return prove({ before, receipt, receiptPath, after, ...sides });
    },
    [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose](),
  };
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const inFolder = (finding: Finding, folder: string): Finding => ({
  ...finding,
  location: { ...finding.location, path: finding.location.path.slice(folder.length + 1) },
});

interface Cleaning extends CaseOptions {
  readonly findings: readonly Finding[];
  readonly opening: Uint8Array;
  readonly after: string;
}

/** Writes the file as it is to be, and says how it came to be so. */
async function cleanedFile(
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  { findings, drops = [], renames = {}, opening, after }: Cleaning,
): Promise<CleanedFile> {
  if (drops.includes(name)) return { name, how: "dropped", edits: [dropOf(name)] };
  const isInside = (path: string): boolean => path === name || path.startsWith(`${name}!/`);
  const fills = findings
    .filter(({ location }) => isInside(location.path) && location.span)
    .map((finding): Order => ({ kind: "fill", finding, value: finding.value ?? "" }));
  const dropped = drops.filter(isInside);
  const orders = [...fills, ...dropped.map(dropOrder)];
  using rewriter = new Rewriter(new Orders(orders));
  const { blob, patches } = await rewriter.rewrite(memoryBlob(bytes, { kind: "file", path: name }));
  const newName = renames[name] ?? name;
  await write(join(after, newName), await blob.read(span(0, blob.size)));
  const commitment = (at: Span): string => commitmentTo(bytes.subarray(at.start, at.end), opening);
  return {
    name,
    ...(newName !== name && { newName }),
    how: orders.length === 0 ? "unchanged" : patches ? "patched" : "rewritten",
    edits: [...editsOf(fills, commitment), ...dropped.map(dropOf)],
  };
}

/** The statement with something else said of one file. */
export const withFile = (
  { predicate, ...statement }: Statement,
  name: string,
  change: (file: Statement["predicate"]["files"][number]) => object,
): object => ({
  ...statement,
  predicate: {
    ...predicate,
    files: predicate.files.map((file) =>
      file.name === name ? { ...file, ...change(file) } : file,
    ),
  },
});

/** The problems of the checks that do not hold, each in a line. */
export const failures = ({ checks }: Proof): string[] =>
  checks
    .filter(({ state }) => state !== "holds" && state !== "unchecked")
    .flatMap(({ id, problems }) =>
      problems.map(({ path, what }) =>
        [id, ...(path === undefined ? [] : [path]), what].join(": "),
      ),
    );

const finding = { rule: "test", class: "secret", severity: "high" } as const;

const dropOrder = (path: string): Order =>
  ({ kind: "drop", finding: { ...finding, location: { path } } }) as unknown as Order;

const dropOf = (path: string): Edit => ({
  path,
  kind: "drop",
  before: "0".repeat(64),
  reason: "nobody needs it",
});

/** One edit for each place; those of one blob that touch are one. Commitments are right only for what is not nested. */
function editsOf(orders: readonly Order[], commitment: (at: Span) => string): Edit[] {
  const byPath = Map.groupBy(orders, ({ finding: { location } }) => location.path);
  return [...byPath].flatMap(([path, all]) =>
    joinedSpans(
      all.flatMap(
        ({ finding: { location } }) => location.pieces ?? (location.span ? [location.span] : []),
      ),
    ).map((at) => ({
      path,
      kind: "fill",
      span: at,
      before: commitment(at),
      rule: all[0]?.finding.rule ?? "",
      reason: all[0]?.finding.title ?? "",
    })),
  );
}
