import type { Finding, Location } from "../core/finding.ts";
import type { ArtefactRule } from "../core/rule.ts";
import type { Context, Judgement } from "./context.ts";
import { idOf } from "./sheet.ts";

/** Where an artefact was recognised, and what is shown of it. */
interface Recognised {
  readonly location: Location;
  readonly preview: string;
}

/**
 * The artefact that a name in a container shows: `training_args.bin`, or a
 * folder such as `wandb/`, which is reported once and not for each file in it.
 *
 * @param path Of the blob, containers joined; it ends in `name`.
 */
export function* artefactsByName(context: Context, path: string, name: string): Generator<Finding> {
  const bytes = Buffer.from(name).toString("latin1");
  if (!context.isArtefactName(bytes)) return;
  for (const rule of context.artefacts) {
    if (rule.when.kind !== "name") continue;
    const found = rule.when.pattern.exec(bytes);
    if (!found || context.allowances.letsPath(rule.id, path)) continue;
    const part = Buffer.from(bytes.slice(0, found.index + found[0].length), "latin1").toString();
    const folder = part.endsWith("/");
    const shown = folder ? path.slice(0, path.length - name.length) + part : path;
    yield artefact(context, rule, { location: { path: shown }, preview: folder ? part : name });
  }
}

/** The artefact that a format is by itself. */
export function* artefactsByFormat(
  context: Context,
  path: string,
  format: string,
): Generator<Finding> {
  for (const rule of context.artefacts)
    if (rule.when.kind === "format" && rule.when.formats.includes(format))
      yield artefact(context, rule, { location: { path }, preview: format });
}

/** Artefacts that the keys of one blob show: optimizer state in a checkpoint. Each rule speaks once. */
export class KeyWatch {
  readonly #context: Context;
  readonly #path: string;
  /** Those that have not spoken. Most blobs have no keys, so they are looked for at the first. */
  #rules: readonly ArtefactRule[] | undefined;

  constructor(context: Context, path: string) {
    this.#context = context;
    this.#path = path;
  }

  *see(key: string): Generator<Finding> {
    this.#rules ??= this.#context.artefacts.filter(({ when }) => when.kind === "key");
    for (const rule of this.#rules) {
      if (rule.when.kind !== "key" || !rule.when.pattern.test(key)) continue;
      this.#rules = this.#rules.filter((each) => each !== rule);
      yield artefact(this.#context, rule, { location: { path: this.#path, key }, preview: key });
    }
  }
}

/** Bytes that no reader of the format looks at and that are not all the same. */
export function* deadBytes(context: Context, location: Location, what: string): Generator<Finding> {
  for (const rule of context.artefacts)
    if (rule.when.kind === "dead") yield artefact(context, rule, { location, preview: what });
}

/** The finding of a rule that is about a file, a part of one, or all of them. */
export function artefact(judgement: Judgement, rule: ArtefactRule, found: Recognised): Finding {
  const { location, preview } = found;
  const fingerprint = judgement.fingerprint(rule.id, preview);
  return {
    id: idOf(fingerprint, location.path, location.key ?? "", location.span?.start ?? -1),
    rule: rule.id,
    class: rule.class,
    severity: rule.severity,
    confidence: "high",
    verified: "unknown",
    title: rule.title,
    harm: rule.harm,
    remedy: rule.remedy,
    preview,
    fingerprint,
    location,
  };
}
