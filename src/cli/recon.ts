import { join } from "node:path";
import { TareError } from "../core/error.ts";
import { rank, type Severity } from "../core/finding.ts";
import { type EarlierRecon, earlierThan, type Recon } from "../ledger/exposure-trend.ts";
import { readLedger } from "../ledger/ledger.ts";
import { inventory } from "../recon/inventory/inventory.ts";
import { type Inventory, isLeaking, isNaming, type Looked } from "../recon/inventory/looked.ts";
import { Memory } from "../recon/inventory/memory.ts";
import { type Way, ways } from "../recon/inventory/repository.ts";
import { noPolicy } from "../scan/policy.ts";
import type { ScanRun } from "../scan/scan.ts";
import { HttpClient } from "../sources/http/client.ts";
import type { Shell } from "./command.ts";
import { noted } from "./ledger.ts";
import { byteSize, list, text, type Values, wholeNumber } from "./options.ts";
import { printPieces } from "./output.ts";
import { ledgerAt } from "./project.ts";
import { reconText } from "./recon-text.ts";
import { scanRunOf } from "./scanning.ts";
import { type Settings, settingsOf } from "./settings.ts";

const usualMaxBytes = 2 * 1024 ** 3;

/**
 * Looks at all that is public of organisations, reports it, and writes to the
 * project's ledger how much of it names keywords.
 *
 * @returns The exit status.
 * @throws {TareError} `usage`: a target or an option is wrong. `machine`: the report cannot be written.
 */
export async function reconnoitred(
  targets: readonly string[],
  values: Values,
  shell: Shell,
): Promise<number> {
  if (targets.length === 0)
    throw new TareError("usage", "nothing to look at", {
      hint: "name an organisation: github:OWNER, gitlab:GROUP or hf:OWNER",
    });
  const settings = await settingsOf([], values, shell);
  const project = ledgerAt(".", values, settings.config);
  const found = await lookedAt(targets, { values, settings, project }, shell);
  const now = reconOf(found, waysOf(values), values["no-clone"] !== true);
  const earlier = project === undefined ? [] : earlierThan(readLedger(project).events, now);
  const isJson = text(values, "format") === "json";
  await printPieces(
    (page) => (isJson ? [toJson(found, earlier)] : reconText(found, earlier, page)),
    values,
    shell,
  );
  if (project !== undefined && found.status === "complete") await noted(project, [now], shell);
  return statusOf(found, (text(values, "fail-on") ?? "high") as Severity);
}

interface Asked {
  readonly values: Values;
  readonly settings: Settings;
  readonly project: string | undefined;
}

async function lookedAt(
  targets: readonly string[],
  { values, settings, project }: Asked,
  shell: Shell,
): Promise<Inventory> {
  using scan = await scanRunOf(values, settings, shell);
  const remembered = project === undefined ? undefined : join(project, ".tare", "recon.jsonl");
  await using client = new HttpClient({
    env: shell.env,
    onWait: (host, ms) => shell.err(`tare: waiting ${Math.ceil(ms / 1000)} s for ${host}\n`),
  });
  if ((scan.options.keywords ?? []).length === 0 && values["quiet"] !== true)
    shell.err("tare: note: no keywords: name some by --keyword, or in tare.yaml\n");
  return await inventory(targets, {
    scan: asStrangersSee(scan),
    client,
    env: shell.env,
    memory: new Memory(text(values, "incremental") ?? remembered, scan.options),
    ways: new Set(waysOf(values)),
    isReading: values["no-clone"] !== true,
    limit: wholeNumber(values, "limit", 0) ?? Infinity,
    maxBytes: byteSize(values, "max-size") ?? usualMaxBytes,
    onStep: (words) => {
      if (shell.interactive && values["quiet"] !== true && values["no-progress"] !== true)
        shell.err(`tare: ${words}\n`);
    },
  });
}

/** What a repository says of itself counts for nothing, nor what the settings leave out by path: it is public. */
const asStrangersSee = ({ policy = noPolicy, ...scan }: ScanRun): ScanRun => ({
  ...scan,
  // --incremental names the memory here, not a list of objects.
  git: {},
  policy: { ...policy, heedsComments: false, exclude: [], lines: new Set() },
});

function waysOf(values: Values): readonly Way[] {
  const asked = list(values, "from");
  return ways.filter((each) => asked.length === 0 || asked.includes(each));
}

/** What the ledger is told: numbers, and names that are public. */
function reconOf(found: Inventory, asked: readonly Way[], read: boolean): Recon {
  const named = (holds: (each: Looked) => boolean): readonly string[] =>
    found.repositories.filter(holds).map(({ target }) => target);
  return {
    type: "recon-finished",
    target: found.targets.join(" "),
    ways: asked,
    read,
    repositories: found.repositories.length,
    naming: named(isNaming),
    leaking: named(isLeaking),
    gaps: gapsOf(found),
  };
}

const gapsOf = ({ repositories, gaps }: Inventory): number =>
  repositories.reduce((sum, each) => sum + each.gaps.length, gaps.length);

const toJson = (found: Inventory, earlier: readonly EarlierRecon[]): string =>
  `${JSON.stringify({ ...found, earlier: earlier.map(countsOf) }, null, 2)}\n`;

const countsOf = ({ day, recon }: EarlierRecon) => ({
  day,
  repositories: recon.repositories,
  naming: recon.naming.length,
  leaking: recon.leaking.length,
});

function statusOf(found: Inventory, failOn: Severity): number {
  const isBad = (severity: string): boolean => rank(severity as Severity) >= rank(failOn);
  const isWorse = ({ mentions, findings }: Looked): boolean =>
    mentions.some(({ severity }) => isBad(severity)) || Object.keys(findings).some(isBad);
  if (found.repositories.some(isWorse)) return 1;
  return gapsOf(found) > 0 || found.status === "interrupted" ? 3 : 0;
}
