import type { TareError } from "../../core/error.ts";
import { Redactor, type SecretValue } from "../redact/redactor.ts";
import { programOf } from "./child/program.ts";
import { runChild } from "./child/run.ts";
import { Signals, statusOf } from "./child/signals.ts";
import { Discretion } from "../../sources/cloud/discretion.ts";
import { environmentOf, secretsOf } from "./environment.ts";
import { type Fetched, fetchAll } from "./fetched.ts";
import type { Host } from "./host.ts";
import { caller } from "../../sources/cloud/http.ts";
import type { Orders } from "./orders.ts";
import { all as sources } from "./sources/index.ts";

/** What a run does. */
export interface Run extends Orders {
  /** The command and its arguments. */
  readonly command: readonly [string, ...string[]];
  readonly quietTrackers: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly host: Host;
  /** Tells the user something that went wrong. */
  readonly warn: (message: string) => void;
  /** Takes what was fetched, before the command starts. */
  readonly onFetched: (secrets: readonly Fetched[]) => Promise<void>;
}

/** What a run led to. */
export interface Outcome {
  /** The exit status, as shells have it. */
  readonly status: number;
  /** How often something was masked. */
  readonly masked: number;
  /** What the command must not have written: what was fetched, and what its environment held anyway. */
  readonly secrets: readonly SecretValue[];
  /** How many of them were fetched. */
  readonly fetched: number;
  /** What could not be given back. */
  readonly kept: readonly TareError[];
}

/**
 * Fetches secrets, runs a command with them, masks them in what it prints, and gives back
 * what was made for it.
 *
 * @throws {TareError} A secret cannot be had: then the command does not run.
 */
export async function run(run: Run): Promise<Outcome> {
  using signals = new Signals(run.host);
  const discretion = new Discretion();
  const world = { env: run.env, call: caller(run.env), discretion, warn: run.warn };
  const purse = await fetchAll(run.orders, sources, world);
  try {
    await run.onFetched(purse.secrets);
    const env = environmentOf(run.env, { ...run, secrets: purse.secrets });
    const secrets = secretsOf(env, purse.secrets);
    const { status, masked } = await started(run, env, secrets, signals);
    return { status, masked, secrets, fetched: purse.secrets.length, kept: await purse.close() };
  } catch (error) {
    await purse.close();
    throw error;
  } finally {
    discretion.forget();
  }
}

/** Of a value that is masked, in bytes: as little as the redactor can. */
const shortest = 4;

async function started(
  { command, host, warn }: Run,
  env: Readonly<Record<string, string>>,
  secrets: readonly SecretValue[],
  signals: Signals,
): Promise<Pick<Outcome, "status" | "masked">> {
  if (signals.early) return { status: statusOf(signals.early), masked: 0 };
  const [name, ...args] = command;
  const program = programOf(name, env["PATH"]);
  if (program.kind === "missing") {
    warn(`'${name}' ${program.status === 126 ? "cannot be executed" : "was not found"}`);
    return { status: program.status, masked: 0 };
  }
  const redactors: Redactor[] = [];
  const redactor = (): Redactor => {
    const made = new Redactor({ values: secrets, shortest });
    if (redactors.length === 0)
      for (const each of made.tooShort) warn(`the value of ${each} is too short to be masked`);
    redactors.push(made);
    return made;
  };
  const job = { program: program.path, args, env, redactor, host, signals, warn };
  const status = await runChild(job);
  const masked = redactors.flatMap(({ counts }) => [...counts.values()]);
  return { status, masked: masked.reduce((sum, count) => sum + count, 0) };
}
