#!/usr/bin/env node
import type { Shell } from "./command.ts";
import { tooOld } from "./node-version.ts";

const complaint = tooOld(process.versions.node);
if (complaint !== undefined) {
  process.stderr.write(complaint);
  process.exit(2);
}
// Compiled once, every later start is faster. It only fails where nothing can be written.
// An old Node does not have it, and must come as far as the complaint.
(await import("node:module")).enableCompileCache();
const { main } = await import("./main.ts");
const { outliveReaders, unprinted } = await import("./standard-streams.ts");

/** Ctrl-C, and what CI systems, schedulers and `timeout` send. */
const stops = ["SIGINT", "SIGTERM"] as const;

/** Fires on the first of these signals. A second one ends the process the usual way, whatever it is doing. */
function stopSignal(): AbortSignal {
  const stopped = new AbortController();
  const stop = (): void => {
    for (const each of stops) process.off(each, stop);
    stopped.abort();
  };
  for (const each of stops) process.on(each, stop);
  return stopped.signal;
}

let stopped: AbortSignal | undefined;
outliveReaders(process);

const colours = process.env["NO_COLOR"] === undefined && process.env["TERM"] !== "dumb";
const shell: Shell = {
  out: (text) => void process.stdout.write(text),
  write: (bytes) =>
    new Promise((resolve, reject) => {
      process.stdout.write(bytes, (error) => (error ? reject(unprinted(error)) : resolve()));
    }),
  err: (text) => void process.stderr.write(text),
  stdin: () => process.stdin,
  env: process.env,
  columns: process.stdout.isTTY ? process.stdout.columns : undefined,
  colour: process.stdout.isTTY && colours,
  interactive: process.stderr.isTTY,
  program: { node: process.execPath, file: import.meta.filename },
  open: async (file) => (await import("./opening.ts")).openFile(file, process.platform),
  // A command that does not ask for it is ended by the first one.
  get signal() {
    return (stopped ??= stopSignal());
  },
  host: process,
};
process.exitCode = await main(process.argv.slice(2), shell);
