import { execFileSync } from "node:child_process";
import type { Program } from "../measure.ts";

/** A program that tare is compared with. */
export type Peer = Ready | Missing;

export interface Ready {
  readonly kind: "ready";
  readonly title: string;
  readonly version: string;
  /** Looks at a file or folder, on one thread. */
  readonly on: (target: string) => Program;
}

/** It cannot be compared with here. */
export interface Missing {
  readonly kind: "missing";
  readonly title: string;
  readonly why: string;
}

/** The peer, or why it could not be had. */
export function peerOr(title: string, make: () => Ready): Peer {
  try {
    return make();
  } catch (error) {
    return missing(title, error);
  }
}

/** A peer that is not there: said at once, so that nobody takes a table without it for whole. */
export function missing(title: string, error: unknown): Missing {
  const why = reasonIn(error);
  process.stderr.write(`bench: MISSING ${title}: ${why}\n`);
  return { kind: "missing", title, why };
}

/** The line that says why, without addresses and folders: what is printed is kept. */
function reasonIn(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
  const lines = (stderr?.trim() || message).split("\n");
  const line = lines.find((each) => /^\w*Error: /.test(each)) ?? lines.at(-1) ?? "";
  return line
    .replaceAll(/\S*\/\/?\S*/g, "…")
    .replace(/\.$/, "")
    .trim()
    .slice(0, 120);
}

/** What a command prints. */
export const printed = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): string =>
  execFileSync(command, args, {
    encoding: "utf8",
    stdio: "pipe",
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
  }).trim();
