import { headOf } from "../../../report/html/head.ts";
import { type Changes, type Dossier, entityKinds } from "../dossier.ts";
import { attackCards } from "./html/attacks.ts";
import { entitySections } from "./html/entities.ts";
import { laidOut } from "./html/layout.ts";
import { mapOf } from "./html/map.ts";
import { escaped, folding } from "./html/markup.ts";
import { pageStyle } from "./html/page-style.ts";
import { picture } from "./html/picture.ts";
import { script } from "./html/script.ts";
import { briefStyle } from "./html/style.ts";
import type { BriefRenderer } from "./renderer.ts";
import { summaryOf, unknownIn } from "./words.ts";

/** One page that needs nothing else. It can be read without its script, which only points out links in the map. */
export const html: BriefRenderer = {
  id: "html",
  extension: "html",

  *render(dossier) {
    const names = new Map(dossier.entities.map(({ id, name }) => [id, name]));
    const anchors = new Map(dossier.entities.map(({ id, kind }, at) => [id, `${kind}-${at + 1}`]));
    yield head(dossier);
    yield* opening(dossier);
    yield* changes(dossier);
    yield* mapFigure(dossier, { names, anchors });
    yield* attackCards(dossier);
    yield* entitySections({ dossier, anchors, names });
    yield `</main>\n<footer>Made by tare. This page is one file and loads nothing. No value of a secret is in it.</footer>\n<script>${script}</script>\n</body>\n</html>\n`;
  },
};

const head = ({ target }: Dossier): string => `<!doctype html>
<html lang="en" data-theme="system">
<head>
${headOf({ title: `${escaped(target)} · what an attacker learns`, script, style: pageStyle + briefStyle })}
</head>
<body>
<a class="skip" href="#attacks-title">Skip to what an attacker does next</a>
<header class="top">
<p class="brand">tare <span>brief</span></p>
<button id="theme" class="plain" type="button" hidden></button>
</header>
<main>
`;

function* opening(dossier: Dossier): Generator<string> {
  const { target, startedAt, findings, attacks } = dossier;
  const tone = (attacks[0]?.score ?? 0) >= 20 ? "stop" : attacks.length > 0 ? "look" : "calm";
  yield `<p class="eyebrow">What an attacker learns from</p>\n<h1>${escaped(target)}</h1>\n`;
  yield `<p class="meta">${escaped(startedAt.slice(0, 16).replace("T", " "))} UTC · from ${findings} findings</p>\n`;
  const unknown = unknownIn(dossier);
  const more = unknown === undefined ? "" : `<span class="unknown">${escaped(unknown)}</span>`;
  yield `<p class="verdict ${tone}">${escaped(summaryOf(dossier))}${more}</p>\n`;
}

interface Names {
  readonly names: ReadonlyMap<string, string>;
  readonly anchors: ReadonlyMap<string, string>;
}

/** The widths that the map is drawn for: a screen, and a telephone. In pixels. */
const sheets = [
  { name: "wide", width: 1014, runs: "across" },
  { name: "narrow", width: 328, runs: "down" },
] as const;

function* mapFigure(dossier: Dossier, { names, anchors }: Names): Generator<string> {
  const map = mapOf(dossier);
  if (map.columns.length === 0) return;
  const title = `Map: ${map.columns.flat().length} boxes, ${map.lines.length} lines`;
  yield '<section aria-labelledby="map-title">\n<h2 id="map-title">The map</h2>\n<figure class="figure">\n';
  for (const { name, ...sheet } of sheets)
    yield* picture(laidOut(map, sheet), { title, name, anchors, names });
  yield `<figcaption>Each box leads to what is known of it. A line is a link between two: drawn through where one value says so by itself, dashed where two values together do. ${escaped(entityKinds.software.replace(/^s/, "S"))} are listed below.</figcaption>\n</figure>\n</section>\n`;
}

/** Of what is gone, so much is seen at once. */
const mostGone = 8;

function* changes({ against }: Dossier): Generator<string> {
  if (!against) return;
  yield `<section aria-labelledby="changes-title">\n<h2 id="changes-title">Against ${escaped(against.target)}</h2>\n<div class="changes">\n`;
  yield* changeCard("Named", against.entities, ({ name }) => name);
  yield* changeCard("Attacks", against.attacks, ({ title }) => title);
  yield* changeCard("Links", against.links, undefined);
  yield "</div>\n</section>\n";
}

function* changeCard<T>(
  title: string,
  { new: more, gone, same }: Changes<T>,
  nameOf: ((item: T) => string) | undefined,
): Generator<string> {
  yield `<div class="card"><h2>${title}</h2>\n<p><b>${more.length}</b> new, <b>${gone.length}</b> gone, <b>${same.length}</b> the same</p>\n`;
  if (nameOf && gone.length > 0) {
    yield '<ul class="quiet">\n';
    yield* folding(gone, { most: mostGone, as: "list" }, function* (each) {
      yield `<li>gone: ${escaped(nameOf(each))}</li>\n`;
    });
    yield "</ul>\n";
  }
  yield "</div>\n";
}
