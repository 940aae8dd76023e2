import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { memoryBlob } from "../src/core/blob.ts";
import type { Finding } from "../src/core/finding.ts";
import type { Report } from "../src/core/report.ts";
import { span } from "../src/core/span.ts";
import { type Order, Orders } from "../src/fortify/clean/orders.ts";
import { type Refusal, Rewriter } from "../src/fortify/clean/rewrite.ts";
import { scanned } from "../src/scan/testing.ts";
import { type Entry, entries, fileOf, type Plant, plantsOf } from "./plants.ts";

/** What became of a planted file. */
export interface Cleaning {
  readonly entry: Entry;
  readonly plants: readonly Plant[];
  /** Plants that other tools see in the file as it was. */
  readonly seen: number;
  /** Plants that are still there, by tare, and as other tools see it. */
  readonly left: { readonly tare: readonly Plant[]; readonly others: readonly string[] };
  /** What could not be read any more. */
  readonly gaps: readonly string[];
  /** Of single values, and why. */
  readonly refusals: readonly Refusal[];
  readonly loads: readonly Load[];
}

/** What a library made of the file before and after. */
export interface Load {
  /** With its version. */
  readonly library: string;
  readonly before: Outcome;
  readonly after: Outcome;
}

/** The digest of all but texts, or why it did not load. */
type Outcome = { readonly digest: string } | { readonly error: string };

/**
 * Copies the planted files to `folder`, fills there whatever is found, and looks at them.
 *
 * @param pythons Interpreters with libraries; the first looks for what is left.
 */
export async function cleanedCorpus(
  folder: string,
  pythons: readonly [string, ...string[]],
): Promise<Cleaning[]> {
  cpSync("corpus", join(folder, "corpus"), { recursive: true });
  const files = entries.map((entry) => join(folder, fileOf(entry, "planted")));
  const refusals = await fill(files, ordersIn(await scanned(files)));
  const report = await scanned(files);
  const [seen, left] = [".", folder].map((each) => sought(pythons[0], each));
  const loads = pythons.flatMap((each) => loaded(each, folder));
  return entries.map((entry, index): Cleaning => {
    const isOwn = isIn(files[index] ?? "");
    const plants = plantsOf(entry);
    const findings = report.findings.filter(({ location }) => isOwn(location.path));
    return {
      entry,
      plants,
      seen: seen?.[index]?.length ?? 0,
      left: {
        tare: plants.filter((plant) => findings.some((each) => isOf(each, plant))),
        others: left?.[index] ?? [],
      },
      gaps: report.gaps.filter(({ path }) => isOwn(path)).map(({ reason }) => reason),
      refusals: refusals.filter(({ path }) => isOwn(path)),
      loads: loads.filter(({ name }) => name === entry.name),
    };
  });
}

async function fill(
  files: readonly string[],
  orders: readonly Order[],
): Promise<readonly Refusal[]> {
  const all = new Orders(orders);
  using rewriter = new Rewriter(all);
  for (const path of files) {
    if (!all.touches(path)) continue;
    const origin = { kind: "file", path } as const;
    const { blob } = await rewriter.rewrite(memoryBlob(readFileSync(path), origin));
    writeFileSync(path, await blob.read(span(0, blob.size)));
  }
  return orders.flatMap((order) => {
    const reason = rewriter.log.undone(order);
    return reason === undefined ? [] : [{ path: order.finding.location.path, reason }];
  });
}

/** Each value that was found is filled, and bytes that nobody reads are wiped. */
const ordersIn = ({ findings }: Report): Order[] =>
  findings.flatMap((finding): Order[] => {
    const { value, location, rule } = finding;
    if (value !== undefined) return [{ kind: "fill", finding, value }];
    const isDead = rule === "dead-bytes" && location.span;
    return isDead ? [{ kind: "wipe", finding, span: location.span }] : [];
  });

const isIn =
  (file: string) =>
  (path: string): boolean =>
    path === file || path.startsWith(`${file}!/`);

/** A rule may take only the host's name, or that with its port, out of an address. */
const isOf = ({ value }: Finding, plant: Plant): boolean =>
  value === plant.value ||
  (plant.kind === "host" &&
    [value, `${value}:8080`].some((each) => plant.value === `http://${each}`));

/** Of each file the values of its plants that are in it, looked for without tare. */
function sought(python: string, folder: string): string[][] {
  const questions = entries.map((entry) => ({
    path: join(folder, fileOf(entry, "planted")),
    values: plantsOf(entry).map(({ value }) => value),
  }));
  const input = questions.map((each) => JSON.stringify(each)).join("\n");
  return answers<string[]>(python, ["corpus/seek.py"], input);
}

interface Told {
  readonly name: string;
  readonly library: string;
  readonly digest?: string;
  readonly error?: string;
}

/** What the libraries of one environment make of all files. */
function loaded(python: string, folder: string): (Load & { readonly name: string })[] {
  const names = entries.map(({ name }) => name).join("\n");
  const [before = [], after = []] = ["corpus", join(folder, "corpus")].map((each) =>
    answers<Told>(python, ["corpus/load.py", each], names),
  );
  return before.map(({ name, library, ...told }, index) => ({
    name,
    library,
    before: outcomeOf(told),
    after: outcomeOf(after[index] ?? {}),
  }));
}

const outcomeOf = ({ digest, error }: Partial<Told>): Outcome =>
  digest === undefined ? { error: error ?? "no answer" } : { digest };

/** What a Python script answers to its input: a line of JSON each. */
function answers<T>(python: string, args: readonly string[], input: string): T[] {
  const options = { input, encoding: "utf8", maxBuffer: 64 << 20 } as const;
  const lines = execFileSync(python, args, { ...options, stdio: ["pipe", "pipe", "ignore"] });
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}
