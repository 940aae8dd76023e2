import type { Fragment } from "../fragment.ts";

/**
 * A text with what a pipeline fills in as variables of a shell, each as long as
 * it was, so that the grammar reads on and nothing moves.
 *
 * @param placeholder Two characters, a name, and at least one: `$(a.b)`, `{{a}}`, `<< a >>`.
 */
export const withVariables = (fragment: Fragment, placeholder: RegExp): Fragment => ({
  ...fragment,
  text: fragment.text.replaceAll(
    placeholder,
    (whole) => `\${${whole.slice(2, -1).replaceAll(/\W/g, "_")}}`,
  ),
});
