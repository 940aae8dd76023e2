import { type Node as Json, findNodeAtLocation, parseTree } from "jsonc-parser";
import { span } from "../../../core/span.ts";
import { alignedIn, type Fragment, joinedFragment, partOf } from "../fragment.ts";
import { pythonModule } from "../python/module.ts";
import type { Reader, Subject } from "../reader.ts";
import { shellScript } from "../shell/shell-script.ts";
import type { Grammars } from "../syntax/grammars.ts";
import type { SourceText } from "../text.ts";

/** Jupyter notebooks: the code of their cells, and the commands in it. */
export const notebook: Reader = {
  id: "notebook",
  title: "Jupyter notebooks",
  path: /\.ipynb$/,
  grammars: ["bash", "python"],

  *read(source, grammars) {
    const root = parseTree(source.text);
    const cells = root && findNodeAtLocation(root, ["cells"]);
    const code = (cells?.children ?? [])
      .filter((cell) => findNodeAtLocation(cell, ["cell_type"])?.value === "code")
      .map((cell) => codeOf(source, cell));
    const python = code.map(({ fragment }) => fragment);
    if (python.length > 0)
      yield {
        kind: "python",
        of: pythonModule(joinedFragment(source, python), grammars, { isNotebook: true }),
      };
    for (const { commands } of code) for (const each of commands) yield script(each, grammars);
  },
};

const script = (fragment: Fragment, grammars: Grammars): Subject => ({
  kind: "script",
  of: shellScript(fragment, grammars, { where: "file" }),
});

interface Code {
  /** What is not Python is white space in it. */
  readonly fragment: Fragment;
  readonly commands: readonly Fragment[];
}

/** A line that a shell runs, and one that the notebook itself understands. */
const magic = /^([ \t]*)([!%])(.*)$/gm;
const shellCell = /^%%(?:bash|sh|script bash)\b.*\n/;

function codeOf(source: SourceText, cell: Json): Code {
  const whole = textOf(source, findNodeAtLocation(cell, ["source"]));
  const head = shellCell.exec(whole.text)?.[0];
  if (head !== undefined)
    return {
      fragment: { ...whole, text: blank(whole.text) },
      commands: [partOf(whole, span(head.length, whole.text.length))],
    };
  const commands = [...whole.text.matchAll(magic)].flatMap(
    ({ index, 1: indent = "", 2: mark, 0: line }) =>
      mark === "!" ? [partOf(whole, span(index + indent.length + 1, index + line.length))] : [],
  );
  const python = whole.text.replaceAll(magic, blank);
  return { fragment: { ...whole, text: `${python}\n` }, commands };
}

/** As many characters that say nothing. */
const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/** A text that is one string, or a list of its lines. */
function textOf(source: SourceText, node: Json | undefined): Fragment {
  const strings = node?.type === "array" ? (node.children ?? []) : node ? [node] : [];
  return joinedFragment(
    source,
    strings.map(({ offset, length, value }) =>
      alignedIn(source, span(offset, offset + length), String(value)),
    ),
  );
}
