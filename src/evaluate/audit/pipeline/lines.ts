import type { Fragment } from "../fragment.ts";
import type { Yaml } from "../syntax/yaml.ts";

/**
 * The lines of a script that is a list of them, or of lists, or one text.
 *
 * @param referenced What `!reference` names, which stands elsewhere.
 */
export const linesOf = (
  node: Yaml,
  referenced: (reference: Yaml) => readonly Fragment[] = () => [],
): readonly Fragment[] =>
  node.tag === "!reference"
    ? referenced(node)
    : node.list().flatMap((each) => {
        const { fragment } = each;
        if (fragment) return [{ ...fragment, text: `${fragment.text}\n` }];
        return each.items().length > 0 ? linesOf(each, referenced) : [];
      });
