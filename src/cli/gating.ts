import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sealed } from "../attest/envelope.ts";
import { releaseOf } from "../attest/release.ts";
import { TareError } from "../core/error.ts";
import type { Evidence, RepositoryEvidence } from "../evaluate/gate/evidence.ts";
import { digestOfAll, type Gate, gateOf, itemsAsked, subjectsOf } from "../evaluate/gate/gate.ts";
import type { Verdict } from "../evaluate/gate/statement.ts";
import { verifyGate } from "../evaluate/gate/verify.ts";
import type { Happening } from "../ledger/event.ts";
import { readLedger } from "../ledger/ledger.ts";
import { audited } from "./auditing.ts";
import type { Shell } from "./command.ts";
import { readText } from "./files.ts";
import { gateText, verificationText } from "./gate-text.ts";
import { nameIn, noted } from "./ledger.ts";
import { text, type Values } from "./options.ts";
import { needPlace, writeWhole } from "./output.ts";
import { ledgerAt } from "./project.ts";
import { pipelineOf } from "./scan-events.ts";
import { scanned } from "./scanning.ts";
import { type Settings, settingsOf } from "./settings.ts";
import { signingKey } from "./signing-key.ts";

const statuses: Readonly<Record<Verdict, number>> = { pass: 0, fail: 1, incomplete: 3 };

/**
 * Judges a release by what is there.
 *
 * @returns The exit status.
 * @throws {TareError} `usage`: there is no such release, or the settings are wrong.
 */
export async function judged(target: string, values: Values, shell: Shell): Promise<number> {
  const settings = await settingsOf([target], values, shell);
  itemsAsked({ settings: settings.config });
  const attestation = text(values, "attest");
  await needPlace(attestation);
  const own = attestation !== undefined && existsSync(attestation) ? attestation : undefined;
  const pem = await signingKey(values);
  const project = ledgerAt(".", values, settings.config, shell.env);
  const evidence = await evidenceOf(target, { values, settings, project, shell });
  const gate = gateOf(evidence, await subjectsOf(target, own), settings.policy.today);
  const { predicate } = gate.statement;
  if (attestation !== undefined) {
    await writeWhole(attestation, [sealed(gate.statement, pem)]);
    shell.err(`tare: attestation written to ${attestation}\n`);
  }
  shell.out(values["format"] === "json" ? jsonOf(gate) : gateText(gate, target, shell));
  if (project !== undefined)
    await noted(project, [happeningOf(gate, nameIn(project, target), evidence, shell.env)], shell);
  return statuses[predicate.verdict];
}

const jsonOf = ({ statement: { predicate, subject } }: Gate): string =>
  `${JSON.stringify({ schema: "tare/gate/v1", ...predicate, files: subject.length }, undefined, 2)}\n`;

const happeningOf = (
  { statement: { predicate } }: Gate,
  target: string,
  { scan }: Evidence,
  env: Shell["env"],
): Happening => ({
  type: predicate.verdict === "pass" ? ("gate-passed" as const) : ("gate-failed" as const),
  target,
  checks: predicate.items.map(({ id, state, because }) => ({
    check: id,
    passed: state !== "failed" && state !== "unknown",
    reason: because,
  })),
  secrets: scan.findings.filter((each) => each.class === "secret").length,
  gaps: scan.gaps.length,
  ...pipelineOf(env),
});

interface Around {
  readonly values: Values;
  readonly settings: Settings;
  readonly project: string | undefined;
  readonly shell: Shell;
}

async function evidenceOf(target: string, around: Around): Promise<Evidence> {
  const { values, settings, project, shell } = around;
  const { files } = await releaseOf(target);
  const card = files.get("README.md")?.path;
  return {
    scan: await scanned([target], values, settings, shell),
    files: [...files.keys()],
    card: card === undefined ? undefined : await readFile(card, "utf8"),
    repository: await repositoryOf(text(values, "repo"), around),
    events: project === undefined ? [] : readLedger(project).events,
    settings: settings.config,
  };
}

async function repositoryOf(
  folder: string | undefined,
  { values, shell }: Around,
): Promise<RepositoryEvidence | undefined> {
  if (folder === undefined) return undefined;
  const settings = await settingsOf([folder], values, shell);
  const { report } = await audited(folder, values, settings, shell);
  const history = existsSync(join(folder, ".git"))
    ? await scanned([`git:${folder}`], values, settings, shell)
    : undefined;
  return { folder, audit: report, history };
}

/**
 * Writes down that a person confirms a point of the checklist.
 *
 * @returns The exit status.
 * @throws {TareError} `usage`: there is no such point, or no ledger to write to.
 */
export async function confirmed(target: string, values: Values, shell: Shell): Promise<number> {
  const item = text(values, "confirm") ?? "";
  const { config } = await settingsOf([target], values, shell);
  const items = itemsAsked({ settings: config });
  if (items.every(({ id }) => id !== item))
    throw new TareError("usage", `the checklist has no item '${item}'`, {
      hint: `name one of ${items.map(({ id }) => id).join(", ")}`,
    });
  const project = ledgerAt(".", values, config, shell.env);
  if (project === undefined)
    throw new TareError("usage", "there is no ledger to write it down in", {
      hint: "do it in the project's folder, where tare.yaml or .git is",
    });
  const note = text(values, "note");
  const release = digestOfAll(await subjectsOf(target));
  const happening = { type: "item-confirmed" as const, item, release };
  await noted(project, [note === undefined ? happening : { ...happening, note }], shell);
  shell.out(`confirmed ${item} for ${target} as it is; a changed file needs it anew\n`);
  return 0;
}

/** Checks an attestation. @returns The exit status. */
export async function verified(target: string, values: Values, shell: Shell): Promise<number> {
  const path = text(values, "verify") ?? "";
  const keyPath = text(values, "key");
  const found = await verifyGate({
    text: await readText(path, "attestation"),
    path,
    target,
    key: keyPath === undefined ? undefined : await readText(keyPath, "key"),
  });
  const { verdict, problems } = found;
  shell.out(
    values["format"] === "json"
      ? `${JSON.stringify({ verdict, problems }, undefined, 2)}\n`
      : verificationText(found, shell),
  );
  return { verified: 0, refused: 1, unsigned: 3 }[verdict];
}
