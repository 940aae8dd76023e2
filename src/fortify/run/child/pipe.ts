import { execFileSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** A pipe of the system: what is written to one end is read at the other. */
export interface Pipe {
  readonly from: Readable;
  /** A descriptor that a command can be given; closed when this is disposed of. */
  readonly to: number;
  readonly [Symbol.dispose]: () => void;
}

/**
 * Makes a pipe. What Node itself gives a command are sockets: such a command cannot open
 * `/dev/stdout`, and is not ended by SIGPIPE when nobody reads any longer.
 *
 * @returns Nothing where the machine cannot make one.
 */
export function pipe(): Pipe | undefined {
  const folder = mkdtempSync(join(tmpdir(), "tare-run-"));
  try {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", ["-m", "600", path], { stdio: "ignore" });
    const reading = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const to = openSync(path, constants.O_WRONLY);
    const from = new Socket({ fd: reading, readable: true, writable: false });
    return { from, to, [Symbol.dispose]: () => closeSync(to) };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
