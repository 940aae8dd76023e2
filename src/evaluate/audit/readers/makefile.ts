import { span } from "../../../core/span.ts";
import { type Fragment, joinedFragment } from "../fragment.ts";
import type { Reader } from "../reader.ts";
import { shellScript } from "../shell/shell-script.ts";
import type { SourceText } from "../text.ts";

/** The recipes of makefiles: https://www.gnu.org/software/make/manual/html_node/Recipes.html */
export const makefile: Reader = {
  id: "makefile",
  title: "Makefiles",
  path: /(?:^|\/)(?:GNU)?[Mm]akefile(?:\.[\w-]+)?$|\.mk$/,
  grammars: ["bash"],

  *read(source, grammars) {
    for (const lines of recipesIn(source))
      yield {
        kind: "script",
        of: shellScript(joinedFragment(source, lines), grammars, { where: "makefile" }),
      };
  },
};

/** The lines of each recipe: those that a tab begins, one after the other. */
function recipesIn(source: SourceText): readonly (readonly Fragment[])[] {
  const recipes: Fragment[][] = [];
  let last = -1;
  for (const { index, 0: line } of source.text.matchAll(/^\t[^\n]*(?:\n|$)/gm)) {
    if (index !== last) recipes.push([]);
    recipes.at(-1)?.push(lineOf(source, index, line));
    last = index + line.length;
  }
  return recipes;
}

/** A line as the shell gets it: `@` and the like are taken away, `$$` is one, `$(NAME)` is a variable. */
const lineOf = (source: SourceText, start: number, line: string): Fragment => ({
  text: line
    .replace(/^\t[ \t@+-]*/, (marks) => " ".repeat(marks.length))
    .replaceAll("$$", " $")
    .replaceAll(/\$\((\w+)\)/g, "${$1}"),
  source,
  spanOf: (part) => span(start + part.start, start + part.end),
});
