import { parentPort, workerData } from "node:worker_threads";
import { startEngine } from "./engine.ts";
import type { Answer, Call, NumberedCall } from "./engine-calls.ts";

// The thread of an engine: what it is asked for comes as messages, each of which it answers.
const engine = startEngine((workerData as { readonly folder?: string }).folder);
parentPort?.on("message", ({ number, call }: NumberedCall) => {
  void answerTo(number, call).then((answer) => parentPort?.postMessage(answer));
});

async function answerTo(number: number, call: Call): Promise<Answer> {
  try {
    return { kind: "rows", number, rows: await rowsOf(call) };
  } catch (error) {
    const { message, code } = error as Error & { readonly code?: string };
    return { kind: "error", number, message, ...(code !== undefined && { code }) };
  }
}

async function rowsOf(call: Call): Promise<readonly unknown[]> {
  const { query, run, close } = await engine;
  switch (call.kind) {
    case "query":
      return query(call.sql, call.parameters);
    case "run":
      await run(call.sql);
      return [];
    case "close":
      await close();
      return [];
  }
}
