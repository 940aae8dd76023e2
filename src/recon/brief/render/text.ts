import { painter } from "../../../report/kit/colour.ts";
import { visible } from "../../../report/kit/escape.ts";
import { breakAnywhere, wrap } from "../../../report/kit/width.ts";
import { plural } from "../../../report/kit/words.ts";
import { heading as sectionHeading, labelled, type Page } from "../../../report/text/page.ts";
import {
  type Attack,
  type Dossier,
  type Entity,
  type Link,
  linkId,
  linkKinds,
} from "../dossier.ts";
import type { BriefRenderer } from "./renderer.ts";
import {
  byKind,
  commandFor,
  factLines,
  heading,
  placeWords,
  summaryOf,
  unknownIn,
} from "./words.ts";

/** How much of each is told without `--verbose`. */
const most = { targets: 3, entities: 8, links: 6, places: 2 };

/** What labels take before their lines. */
const labelColumns = 12;

/** For people, in a terminal. */
export const text: BriefRenderer = {
  id: "text",

  *render(dossier, { colour, columns, verbose, quiet }) {
    const page: Page = { paint: painter(colour), colour, columns, verbose };
    const { tool, target } = dossier;
    yield `${page.paint(`tare ${tool.version}`, "bold")}  what an attacker learns from ${visible(target)}\n\n`;
    for (const line of wrap(summaryOf(dossier), columns)) yield `${line}\n`;
    const unknown = unknownIn(dossier);
    if (unknown !== undefined) yield `${page.paint(unknown, "yellow")}\n`;
    yield* changeLines(page, dossier);
    yield* attackLines(page, dossier);
    if (quiet) return;
    yield* entityLines(page, dossier);
  },
};

function* attackLines(page: Page, { attacks, target }: Dossier): Generator<string> {
  if (attacks.length === 0) return;
  yield sectionHeading(page, "What an attacker does next", "by impact × ease × certainty, of 25");
  for (const [at, attack] of attacks.entries()) {
    if (at > 0) yield "\n";
    yield* oneAttack(page, attack, target);
  }
}

function* oneAttack(page: Page, attack: Attack, target: string): Generator<string> {
  const room = page.columns - labelColumns;
  const style = attack.score >= 20 ? (["bold", "red"] as const) : (["bold"] as const);
  yield `${page.paint(String(attack.score).padStart(4), ...style)}        ${page.paint(attack.title, "bold")}\n`;
  const shown = page.verbose ? attack.targets : attack.targets.slice(0, most.targets);
  for (const { step, sure, fix, evidence } of shown) {
    yield* labelled(
      page,
      "      does",
      wrap(`${visible(step)}${sure === "likely" ? " (likely)" : ""}`, room),
    );
    const places = new Set(evidence.map(({ place }) => placeWords(place, target)));
    yield* quiet(page, "      seen", wholly([...places].join("; "), room));
    if (fix !== undefined) yield* labelled(page, "      first", wrap(visible(fix), room));
  }
  const left = attack.targets.length - shown.length;
  if (left > 0) yield* labelled(page, "", [`and ${left} more`]);
  yield* labelled(page, "      why", wrap(attack.why, room));
  yield* labelled(page, "      fix", wrap(attack.fix, room));
  if (attack.command !== undefined)
    yield* labelled(page, "      run", [commandFor(attack.command, target)]);
}

/** Lines of so many columns; what has no space to break at is broken anywhere, and stays whole. */
const wholly = (text: string, room: number): readonly string[] =>
  wrap(text, room).flatMap((line) => breakAnywhere(line, room));

function* quiet(page: Page, label: string, lines: readonly string[]): Generator<string> {
  yield* labelled(
    page,
    label,
    lines.map((line) => page.paint(line, "dim")),
  );
}

function* entityLines(page: Page, dossier: Dossier): Generator<string> {
  const names = new Map(dossier.entities.map(({ id, name }) => [id, name]));
  const links = Map.groupBy(dossier.links, ({ from }) => from);
  for (const [kind, entities] of byKind(dossier.entities)) {
    yield sectionHeading(page, heading(kind), String(entities.length));
    const shown = page.verbose ? entities : entities.slice(0, most.entities);
    for (const entity of shown)
      yield* oneEntity(page, entity, { dossier, names, links: links.get(entity.id) ?? [] });
    const left = entities.length - shown.length;
    if (left > 0) yield `  and ${left} more; --verbose lists all\n`;
  }
}

interface Around {
  readonly dossier: Dossier;
  readonly names: ReadonlyMap<string, string>;
  readonly links: readonly Link[];
}

function* oneEntity(page: Page, entity: Entity, around: Around): Generator<string> {
  const room = page.columns - labelColumns;
  const { dossier, names, links } = around;
  const unsure = entity.sure === "likely" ? page.paint("  likely", "dim") : "";
  yield `  ${markOf(entity.id, dossier)}${visible(entity.name)}${unsure}\n`;
  for (const { name, sure, why } of entity.also)
    yield* labelled(page, "      also", wrap(`${visible(name)} (${sure}: ${why})`, room));
  const facts = factLines(entity);
  if (facts.length > 0) yield* labelled(page, "      has", wrap(facts.join("; "), room));
  const shown = page.verbose ? links : links.slice(0, most.links);
  for (const link of shown) {
    const likely = link.sure === "likely" ? " (likely)" : "";
    const said = `${markOf(linkId(link), dossier)}${linkKinds[link.kind]} ${visible(names.get(link.to) ?? link.to)}${likely}`;
    yield* labelled(page, "", wrap(said, room));
  }
  if (links.length > shown.length)
    yield* labelled(page, "", [`and ${plural(links.length - shown.length, "link")} more`]);
  yield* labelled(
    page,
    "      seen",
    seenLines(page, entity, dossier.target).flatMap((line) => wholly(line, room)),
  );
}

function seenLines(page: Page, { evidence, places }: Entity, target: string): readonly string[] {
  const shown = page.verbose ? evidence : evidence.slice(0, most.places);
  const lines = shown.map(({ place }) => placeWords(place, target));
  return places > shown.length
    ? [...lines, `and ${plural(places - shown.length, "place")} more`]
    : lines;
}

/** `+ ` before what is new against an earlier release. */
const markOf = (id: string, { against }: Dossier): string =>
  against && (against.entities.new.includes(id) || against.links.new.includes(id)) ? "+ " : "";

function* changeLines(page: Page, dossier: Dossier): Generator<string> {
  const { against } = dossier;
  if (!against) return;
  yield sectionHeading(page, "Against the earlier release", visible(against.target));
  const { entities, links, attacks } = against;
  const counts = (
    name: string,
    { new: more, gone, same }: typeof entities | typeof links,
  ): string => `${name}: ${more.length} new, ${gone.length} gone, ${same.length} the same`;
  yield `  ${counts("named", entities)}\n  ${counts("links", links)}\n`;
  for (const { play, title } of dossier.attacks)
    if (attacks.new.includes(play)) yield `  + now possible: ${title}\n`;
  for (const { title } of attacks.gone) yield `  - no longer possible: ${title}\n`;
  const shown = page.verbose ? entities.gone : entities.gone.slice(0, most.entities);
  for (const { name } of shown) yield `  - ${visible(name)}\n`;
  const left = entities.gone.length - shown.length;
  if (left > 0) yield `  - and ${left} more\n`;
}
