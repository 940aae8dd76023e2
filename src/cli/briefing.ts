import { existsSync } from "node:fs";
import { TareError } from "../core/error.ts";
import type { Finding } from "../core/finding.ts";
import { briefOn } from "../recon/brief/brief.ts";
import { against } from "../recon/brief/compare.ts";
import type { Dossier } from "../recon/brief/dossier.ts";
import type { BriefRenderer } from "../recon/brief/render/renderer.ts";
import { renderers } from "../recon/brief/render/renderers.ts";
import { briefRules } from "../recon/brief/rules.ts";
import { scan, type ScanRun } from "../scan/scan.ts";
import { only } from "../scan/user-rules.ts";
import type { Shell } from "./command.ts";
import { formatOf } from "./file-format.ts";
import { folderOf } from "./histories.ts";
import { nameIn, noted } from "./ledger.ts";
import { type Options, text, type Values } from "./options.ts";
import { needPlace, put, renderOptions } from "./output.ts";
import { ledgerAt } from "./project.ts";
import { scanRunOf } from "./scanning.ts";
import { writtenIn } from "./written.ts";
import { type Settings, settingsOf, withDefaults } from "./settings.ts";

/**
 * Puts a dossier together and writes it.
 *
 * @returns The exit status.
 * @throws {TareError} `usage`: an option or a target is wrong. `machine`: the file cannot be written.
 */
export async function briefed(
  targets: readonly string[],
  given: Values,
  { options, shell }: { readonly options: Options; readonly shell: Shell },
): Promise<number> {
  if (targets.length === 0)
    throw new TareError("usage", "nothing to tell about", { hint: "name a file, a folder, or -" });
  const settings = await settingsOf(targets.map(folderOf), given, shell);
  const values = withDefaults(given, settings, options);
  const renderer = await rendererFor(text(values, "format"), text(values, "output"));
  const earlier = text(values, "against");
  const then =
    earlier === undefined ? undefined : await dossierOf([earlier], values, { settings, shell });
  const now = await dossierOf(targets, values, { settings, shell });
  const dossier = then ? against(now, then) : now;
  await put(renderer.render(dossier, renderOptions(values, shell)), values, shell);
  const project = ledgerAt(".", values, settings.config, shell.env);
  if (project !== undefined) await notedBrief(project, targets, { dossier, shell });
  return dossier.gaps > 0 || dossier.status === "interrupted" ? 3 : 0;
}

/** The renderer that was asked for, or the one that a file's ending means, or text. @throws {TareError} `usage` */
async function rendererFor(
  format: string | undefined,
  output: string | undefined,
): Promise<BriefRenderer> {
  await needPlace(output);
  const meant = format ?? formatOf(output, renderers, "--format");
  const renderer = renderers.find(({ id }) => id === meant);
  if (!renderer) throw new RangeError("there is no text renderer");
  return renderer;
}

interface Asked {
  readonly settings: Settings;
  readonly shell: Shell;
}

/** What a report says, or a scan. */
async function dossierOf(
  targets: readonly string[],
  values: Values,
  { settings, shell }: Asked,
): Promise<Dossier> {
  const [only, ...others] = targets;
  const written = only === undefined || others.length > 0 ? undefined : await writtenIn(only);
  if (written?.schema === "tare/brief/v1") return written;
  if (written) return briefOn(written);
  using run = await scanRunOf(values, settings, shell);
  const report = await scan(targets, run);
  return briefOn({ ...report, findings: [...report.findings, ...(await besides(targets, run))] });
}

/**
 * What only a dossier wants to know, in a second look by a few rules: joined with
 * all others they would take longer to compile than both looks. Standard input
 * can be read once, and a history or an image is not worth reading twice.
 */
async function besides(targets: readonly string[], run: ScanRun): Promise<readonly Finding[]> {
  const { rules, classes } = run.options;
  const isWanted = rules.length === 0 && (classes.length === 0 || classes.includes("stack"));
  const files = targets.filter((each) => each !== "-" && existsSync(each));
  if (!isWanted || files.length === 0 || run.signal?.aborted) return [];
  const options = { ...run.options, user: only(briefRules), keywords: [] };
  return (await scan(files, { ...run, options })).findings;
}

/** As long as an event may hold: what is longer is in the file that was asked for. */
const longestDossier = 262_144;

/** The dossier itself, for the dashboard; its secrets are masked. */
function wholeOf(dossier: Dossier): { readonly dossier?: string } {
  const text = JSON.stringify(dossier);
  return text.length <= longestDossier ? { dossier: text } : {};
}

const notedBrief = async (
  project: string,
  targets: readonly string[],
  { dossier, shell }: { readonly dossier: Dossier; readonly shell: Shell },
): Promise<void> =>
  noted(
    project,
    [
      {
        type: "brief-finished",
        target: targets.map((each) => nameIn(project, each)).join(" "),
        entities: Object.fromEntries(
          [...Map.groupBy(dossier.entities, ({ kind }) => kind)].map(([kind, all]) => [
            kind,
            all.length,
          ]),
        ),
        links: dossier.links.length,
        attacks: dossier.attacks.length,
        score: dossier.attacks[0]?.score ?? 0,
        gaps: dossier.gaps,
        ...wholeOf(dossier),
      },
    ],
    shell,
  );
