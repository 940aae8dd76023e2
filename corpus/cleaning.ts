import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { memoryBlob } from "../src/core/blob.ts";
import { defaultLimits } from "../src/core/limits.ts";
import type { Report } from "../src/core/report.ts";
import { span } from "../src/core/span.ts";
import { type Order, Orders } from "../src/fortify/clean/orders.ts";
import { type Refusal, Rewriter } from "../src/fortify/clean/rewrite.ts";
import { scan } from "../src/scan/scan.ts";
import { entries, fileOf } from "./plants.ts";

/** All planted files of the corpus in a folder of their own, with all that was found in them filled. */
export interface CleanedCorpus {
  readonly folder: string;
  readonly refusals: readonly Refusal[];
  /** What is found in them now. */
  readonly report: Report;
}

const planted = entries.map((entry) => fileOf(entry, "planted"));

/** Copies the planted files to `folder`, where they have the names that they have in the project, and cleans them there. */
export async function cleanedCorpus(folder: string): Promise<CleanedCorpus> {
  cpSync("corpus", join(folder, "corpus"), { recursive: true });
  const files = planted.map((file) => join(folder, file));
  const orders = ordersOf(await scanned(files));
  using rewriter = new Rewriter(orders);
  for (const path of files.filter((each) => orders.touches(each))) {
    const origin = { kind: "file", path } as const;
    const { blob } = await rewriter.rewrite(memoryBlob(readFileSync(path), origin));
    writeFileSync(path, await blob.read(span(0, blob.size)));
  }
  return { folder, refusals: rewriter.refusals, report: await scanned(files) };
}

/** What is filled: each value that was found. */
const ordersOf = ({ findings }: Report): Orders =>
  new Orders(
    findings.flatMap((finding): Order[] =>
      finding.value === undefined ? [] : [{ kind: "fill", finding, value: finding.value }],
    ),
  );

const scanned = (files: readonly string[]): Promise<Report> =>
  scan(files, {
    options: {
      limits: defaultLimits,
      classes: [],
      rules: [],
      atLeast: {},
      reveal: true,
      fingerprintKey: "test",
    },
    jobs: 1,
    profile: "release",
  });
