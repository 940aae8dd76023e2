import type { Fragment } from "../fragment.ts";
import type { Yaml } from "../syntax/yaml.ts";

/** The lines of a script that is a list of them, or of lists, or one text. What `!reference` names stands elsewhere. */
export const linesOf = (node: Yaml): readonly Fragment[] =>
  node.tag === "!reference"
    ? []
    : node.list().flatMap((each) => {
        const { fragment } = each;
        if (fragment) return [{ ...fragment, text: `${fragment.text}\n` }];
        return each.items().length > 0 ? linesOf(each) : [];
      });
