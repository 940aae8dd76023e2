import { parentPort, workerData } from "node:worker_threads";
import type { FileTarget } from "../sources/files.ts";
import { turns } from "./ahead.ts";
import { contextOf, type ScanOptions } from "./context.ts";
import { type FileResult, scanFile } from "./file.ts";

// A thread of the pool: gets some files at a time and answers with what was found in each.
const context = await contextOf(workerData as ScanOptions);
parentPort?.on("message", (targets: readonly FileTarget[]) => {
  void scanAll(targets).then((results) => parentPort?.postMessage(results));
});

async function scanAll(targets: readonly FileTarget[]): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const { target, ...turn } of turns(context, targets))
    results.push(await scanFile(context, target, undefined, turn));
  return results;
}
