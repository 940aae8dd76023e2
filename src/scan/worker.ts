import { parentPort, workerData } from "node:worker_threads";
import type { FileTarget } from "../sources/files.ts";
import { contextOf, type ScanOptions } from "./context.ts";
import { scanFile } from "./file.ts";

// A thread of the pool: gets one file at a time and answers with what was found in it.
const context = await contextOf(workerData as ScanOptions);
parentPort?.on("message", (target: FileTarget) => {
  void scanFile(context, target).then((result) => parentPort?.postMessage(result));
});
