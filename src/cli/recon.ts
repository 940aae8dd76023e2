import { join } from "node:path";
import { TareError } from "../core/error.ts";
import { rank, type Severity } from "../core/finding.ts";
import { earlierThan, type Look } from "../ledger/exposure-trend.ts";
import { readLedger } from "../ledger/ledger.ts";
import { inventory } from "../recon/inventory/inventory.ts";
import { type Inventory, isLeaking, isNaming, type Looked } from "../recon/inventory/looked.ts";
import { Memory } from "../recon/inventory/memory.ts";
import { type Way, ways } from "../recon/inventory/repository.ts";
import type { ScanOptions } from "../scan/context.ts";
import { keywordRule } from "../scan/keywords.ts";
import { noPolicy } from "../scan/policy.ts";
import type { ScanRun } from "../scan/scan.ts";
import { HttpClient } from "../sources/http/client.ts";
import type { Shell } from "./command.ts";
import { noted } from "./ledger.ts";
import { byteSize, list, text, type Values, wholeNumber } from "./options.ts";
import { formatOf } from "./file-format.ts";
import { needPlace, put, renderOptions } from "./output.ts";
import { ledgerAt } from "./project.ts";
import { type LookBack, reconText } from "./recon-text.ts";
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
  const output = text(values, "output");
  await Promise.all([output, text(values, "incremental")].map(needPlace));
  const format = text(values, "format") ?? formatOf(output, jsonFiles, "--format");
  const settings = await settingsOf([], values, shell);
  const project = ledgerAt(".", values, settings.config, shell.env);
  const found = await lookedAt(targets, { values, settings, project }, shell);
  const events = project === undefined ? [] : readLedger(project).events;
  const looks = found.targets
    .map((each) => lookOf(each, found, waysOf(values), values["no-clone"] !== true))
    .map((now) => ({ now, earlier: earlierThan(events, now) }));
  await put(
    format === "json"
      ? [toJson(found, looks)]
      : reconText(found, looks, renderOptions(values, shell)),
    values,
    shell,
  );
  if (project !== undefined && found.status === "complete")
    await noted(
      project,
      looks.map(({ now }) => now),
      shell,
    );
  return statusOf(found, (text(values, "fail-on") ?? "high") as Severity);
}

const jsonFiles = [{ id: "json", extension: "json" }];

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
  const seen = asStrangersSee(scan);
  return await inventory(targets, {
    scan: seen,
    client,
    env: shell.env,
    memory: new Memory(text(values, "incremental") ?? remembered, seen.options),
    ways: new Set(waysOf(values)),
    isReading: values["no-clone"] !== true,
    limit: wholeNumber(values, "limit", 0) ?? Infinity,
    maxBytes: byteSize(values, "max-size") ?? usualMaxBytes,
    onStep: (words) => {
      if (!shell.interactive || values["quiet"] === true || values["no-progress"] === true) return;
      // The line of progress gives way.
      scan[Symbol.dispose]();
      shell.err(`tare: ${words}\n`);
    },
  });
}

/** What a repository says of itself counts for nothing, nor what the settings leave out by path: it is public. */
const asStrangersSee = ({ policy = noPolicy, ...scan }: ScanRun): ScanRun => ({
  ...scan,
  options: withKeywords(scan.options),
  // --incremental names the memory here, not a list of objects.
  git: {},
  policy: { ...policy, heedsComments: false, exclude: [], lines: new Set() },
});

/** Keywords are looked for whatever else is: they are what is counted. */
const withKeywords = (options: ScanOptions): ScanOptions => ({
  ...options,
  classes: options.classes.length > 0 ? [...options.classes, "identity"] : options.classes,
  rules: options.rules.length > 0 ? [...options.rules, keywordRule] : options.rules,
});

function waysOf(values: Values): readonly Way[] {
  const asked = list(values, "from");
  return ways.filter((each) => asked.length === 0 || asked.includes(each));
}

/** What the ledger is told of an organisation: numbers, and names that are public. */
// eslint-disable-next-line max-params -- of whom, what was seen, and how it was looked
function lookOf(
  organisation: string,
  { repositories, gaps }: Inventory,
  asked: readonly Way[],
  read: boolean,
): Look {
  const own = repositories.filter(({ organisations }) => organisations.includes(organisation));
  const names = own.filter(isNaming).map(({ target }) => target);
  return {
    type: "inventory-finished",
    organisation,
    repositories: own.length,
    sensitive: names.length,
    names,
    leaking: own.filter(isLeaking).length,
    gaps: gapsOf({ repositories: own, gaps }),
    ways: asked,
    read,
  };
}

const gapsOf = ({ repositories, gaps }: Pick<Inventory, "repositories" | "gaps">): number =>
  repositories.reduce((sum, each) => sum + each.gaps.length, gaps.length);

const toJson = (found: Inventory, looks: readonly LookBack[]): string =>
  `${JSON.stringify({ ...found, looks }, null, 2)}\n`;

function statusOf(found: Inventory, failOn: Severity): number {
  const isBad = (severity: string): boolean => rank(severity as Severity) >= rank(failOn);
  const isWorse = ({ mentions, findings }: Looked): boolean =>
    mentions.some(({ severity }) => isBad(severity)) || Object.keys(findings).some(isBad);
  if (found.repositories.some(isWorse)) return 1;
  return gapsOf(found) > 0 || found.status === "interrupted" ? 3 : 0;
}
