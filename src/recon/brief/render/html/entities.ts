import { type Dossier, type Entity, type Link, linkId, linkKinds } from "../../dossier.ts";
import { byKind, factLines, heading, placeWords } from "../words.ts";
import { escaped, folding } from "./markup.ts";

/** What is seen at once. */
const most = { entities: 12, software: 30, links: 8, places: 3 };

export interface Around {
  readonly dossier: Dossier;
  readonly anchors: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

/** Yields each kind with all of its entities. */
export function* entitySections(around: Around): Generator<string> {
  const links = Map.groupBy(around.dossier.links, ({ from }) => from);
  for (const [kind, entities] of byKind(around.dossier.entities)) {
    yield `<section aria-labelledby="kind-${kind}">\n<h2 id="kind-${kind}" tabindex="-1">${escaped(heading(kind))} <span class="quiet">${entities.length}</span></h2>\n`;
    if (kind === "software") yield* softwareList(entities, around);
    else {
      yield '<div class="entities">\n';
      yield* folding(entities, { most: most.entities, as: "block" }, (entity) =>
        oneEntity(entity, links.get(entity.id) ?? [], around),
      );
      yield "</div>\n";
    }
    yield "</section>\n";
  }
}

function* softwareList(entities: readonly Entity[], around: Around): Generator<string> {
  yield '<ul class="software-list">\n';
  yield* folding(entities, { most: most.software, as: "list" }, function* ({ id, name, evidence }) {
    const [first] = evidence;
    const place = first ? placeWords(first.place, around.dossier.target) : "";
    yield `<li id="${anchor(id, around)}"><span>${escaped(name)}${newMark(id, around)}</span><span class="seen">${escaped(place)}</span></li>\n`;
  });
  yield "</ul>\n";
}

function* oneEntity(entity: Entity, links: readonly Link[], around: Around): Generator<string> {
  const { id, kind, name, sure, also, harm } = entity;
  const likely = sure === "likely" ? ' <span class="quiet">likely</span>' : "";
  yield `<article class="entity ${kind}" id="${anchor(id, around)}">\n<h3>${escaped(name)}${likely}${newMark(id, around)}</h3>\n`;
  if (harm) yield `<p class="quiet">${escaped(harm.means)}</p>\n`;
  yield "<ul>\n";
  for (const alias of also)
    yield `<li>also ${escaped(alias.name)} <span class="quiet">${alias.sure}: ${escaped(alias.why)}</span></li>\n`;
  for (const fact of factLines(entity)) yield `<li>${escaped(fact)}</li>\n`;
  yield* folding(links, { most: most.links, as: "list" }, (link) => oneLink(link, around));
  yield "</ul>\n";
  yield* places(entity, around);
  yield "</article>\n";
}

function* oneLink(link: Link, around: Around): Generator<string> {
  const { to, kind, sure, why } = link;
  const name = escaped(around.names.get(to) ?? to);
  yield `<li>${escaped(linkKinds[kind])} <a href="#${anchor(to, around)}">${name}</a> <span class="quiet">${sure}: ${escaped(why)}</span>${newMark(linkId(link), around)}</li>\n`;
}

function* places({ evidence, places }: Entity, { dossier }: Around): Generator<string> {
  const shown = evidence
    .slice(0, most.places)
    .map(({ place }) => placeWords(place, dossier.target));
  const left = places - shown.length;
  const more = left > 0 ? `; and ${left} more` : "";
  yield `<p class="seen">${escaped(shown.join("; "))}${more}</p>\n`;
}

const anchor = (id: string, { anchors }: Around): string => anchors.get(id) ?? "";

const newMark = (id: string, { dossier: { against } }: Around): string =>
  against && (against.entities.new.includes(id) || against.links.new.includes(id))
    ? ' <span class="new">new</span>'
    : "";
