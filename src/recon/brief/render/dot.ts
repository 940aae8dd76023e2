import { visible } from "../../../report/kit/escape.ts";
import { type EntityKind, linkKinds } from "../dossier.ts";
import type { BriefRenderer } from "./renderer.ts";
import { byKind, heading } from "./words.ts";

/** A shape of its own for each kind. */
const shapes: Readonly<Record<EntityKind, string>> = {
  person: "oval",
  credential: "diamond",
  account: "house",
  service: "component",
  machine: "box3d",
  network: "hexagon",
  storage: "cylinder",
  project: "folder",
  software: "note",
  model: "doublecircle",
};

/** The map for Graphviz: https://graphviz.org/doc/info/lang.html */
export const dot: BriefRenderer = {
  id: "dot",
  extension: "dot",

  *render({ entities, links, target }) {
    yield `digraph brief {\n  label=${quoted(`What an attacker learns from ${target}`)};\n`;
    yield `  rankdir=LR;\n  fontname="sans-serif";\n  node [fontname="sans-serif"];\n  edge [fontname="sans-serif", fontsize=10];\n`;
    for (const [kind, same] of byKind(entities)) {
      yield `\n  // ${heading(kind)}\n  node [shape=${shapes[kind]}];\n`;
      for (const { id, name } of same) yield `  ${quoted(id)} [label=${quoted(name)}];\n`;
    }
    yield "\n";
    for (const { from, kind, to, sure } of links) {
      const style = sure === "likely" ? ", style=dashed" : "";
      yield `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(linkKinds[kind])}${style}];\n`;
    }
    yield "}\n";
  },
};

/** A quoted id. A backslash begins an escape in a label, so it is doubled. */
const quoted = (text: string): string =>
  `"${visible(text)
    .replaceAll("\\", String.raw`\\`)
    .replaceAll('"', String.raw`\"`)}"`;
