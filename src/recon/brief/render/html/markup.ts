import { visible } from "../../../../report/kit/escape.ts";

/** Text that nothing in it can turn into markup, in an element or in a quoted attribute. */
export const escaped = (text: string): string =>
  visible(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** What items stand in: of a list the fold is an item itself. */
const folds = {
  block: { open: '<details class="more">', inner: "", close: "</details>" },
  list: { open: '<li class="more"><details>', inner: "<ul>", close: "</ul></details></li>" },
} as const;

/** The first items, and the others behind a fold that says how many they are. */
export function* folding<T>(
  items: readonly T[],
  { most, as }: { readonly most: number; readonly as: keyof typeof folds },
  render: (item: T) => Iterable<string>,
): Generator<string> {
  const shown = items.length > most + 1 ? items.slice(0, most) : items;
  for (const item of shown) yield* render(item);
  const rest = items.slice(shown.length);
  if (rest.length === 0) return;
  const { open, inner, close } = folds[as];
  yield `${open}<summary>and ${rest.length} more</summary>${inner}\n`;
  for (const item of rest) yield* render(item);
  yield `${close}\n`;
}
