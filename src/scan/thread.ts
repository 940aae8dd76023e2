import type { MessagePort } from "node:worker_threads";
import type { FileTarget } from "../sources/files.ts";
import { turns } from "./ahead.ts";
import { type Context, contextOf, type ScanOptions } from "./context.ts";
import { type FileResult, scanFile } from "./file.ts";

/** A thread of the pool: gets some files at a time and answers with what was found in each. */
export async function answer(port: MessagePort, options: ScanOptions): Promise<void> {
  const context = await contextOf(options);
  port.on("message", (targets: readonly FileTarget[]) => {
    void scanAll(context, targets).then((results) => port.postMessage(results));
  });
}

async function scanAll(context: Context, targets: readonly FileTarget[]): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const { target, ...turn } of turns(context, targets))
    results.push(await scanFile(context, target, undefined, turn));
  return results;
}
