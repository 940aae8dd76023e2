import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { ScanOptions } from "./context.ts";

// Each thread compiles for itself what it loads, unless it is told to keep that, too.
enableCompileCache();
const { answer } = await import("./thread.ts");
if (parentPort) await answer(parentPort, workerData as ScanOptions);
