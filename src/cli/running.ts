import { randomUUID } from "node:crypto";
import { dirname, resolve } from "node:path";
import { TareError } from "../core/error.ts";
import type { Fetched } from "../fortify/run/fetched.ts";
import { type Orders, ordersOf } from "../fortify/run/orders.ts";
import { shownReference } from "../fortify/run/reference.ts";
import { run } from "../fortify/run/run.ts";
import { all as sources } from "../fortify/run/sources/index.ts";
import type { Shell } from "./command.ts";
import { readText } from "./files.ts";
import { noted } from "./ledger.ts";
import { text, type Values } from "./options.ts";
import { fetchedEvents, finishedEvents } from "./run-events.ts";
import type { Watch, Watching } from "./run-watch.ts";
import { configName, findConfig, type Settings, settingsOf } from "./settings.ts";
import { spokenTime } from "./spoken-time.ts";

/** @throws {TareError} `usage`: an option, a setting or a reference is wrong; `machine`: a secret cannot be had. */
export async function runCommand(
  [program, ...args]: readonly string[],
  values: Values,
  shell: Shell,
): Promise<number> {
  if (program === undefined)
    throw new TareError("usage", "there is no command to run", {
      hint: "write it behind --, as in: tare run -- python train.py",
    });
  const settings = await settingsOf([], { ...values, quiet: true }, shell);
  const path = text(values, "config") ?? findConfig([]);
  const orders = await ordersIn(values, settings, path);
  const { host } = shell;
  if (!host) throw new TareError("machine", "there is no process here that could run a command");
  const project = dirname(resolve(path ?? configName));
  const folders = several(values, "watch");
  const watched = await watchingFor({ folders, values, settings, project }, shell);
  const job = randomUUID();
  // A terminal that passes everything through does not return the carriage by itself.
  const warn = (message: string): void =>
    shell.err(`tare: ${message}${host.stdin.isRaw ? "\r\n" : "\n"}`);
  const outcome = await run({
    ...orders,
    command: [program, ...args],
    quietTrackers: values["quiet-trackers"] === true,
    env: shell.env,
    host,
    warn,
    onFetched: async (secrets) => {
      if (values["quiet"] !== true) for (const each of secrets) warn(described(each));
      await noted(project, fetchedEvents(job, secrets), shell);
    },
  });
  for (const { message } of outcome.kept) warn(message);
  await noted(project, finishedEvents(job, program, outcome), shell);
  return watched(outcome);
}

/** Values of an option that may be repeated. A comma is one of their characters. */
const several = (values: Values, name: string): readonly string[] =>
  (values[name] ?? []) as readonly string[];

const ordersIn = async (values: Values, { config }: Settings, path = configName): Promise<Orders> =>
  ordersOf(
    {
      settings: config.secrets ?? {},
      folder: dirname(path),
      envFiles: await Promise.all(
        several(values, "dotenv").map(async (path) => readText(path, "dotenv")),
      ),
      given: several(values, "secret"),
    },
    sources.map(({ scheme }) => scheme),
  );

/** `HF_TOKEN from vault://secret/data/hub#token: short-lived, 1 hour, renewed while the command runs`. */
function described({ name, reference, lifetime, ttl, renewed }: Fetched): string {
  const time = ttl === undefined ? [] : [spokenTime(ttl)];
  const kept = renewed === true ? ["renewed while the command runs"] : [];
  return `${name} from ${shownReference(reference)}: ${[lifetime, ...time, ...kept].join(", ")}`;
}

/** Where nothing is watched, nothing is loaded that scans. */
async function watchingFor(watch: Watch, shell: Shell): Promise<Watching> {
  if (watch.folders.length === 0) return async ({ status }) => status;
  return (await import("./run-watch.ts")).watching(watch, shell);
}
