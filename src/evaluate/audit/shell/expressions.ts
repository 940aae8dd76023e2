/** What a pipeline fills in before a shell sees it: of GitHub `${{ … }}`, of Azure `$(name)` is left, since a shell reads that, too. */
const expression = /\$\{\{([^]*?)\}\}/g;

/**
 * The text with each `${{ … }}` as a variable that takes as much room, so that
 * the grammar of the shell reads on and nothing moves; and what each stands for.
 */
export function hidden(text: string): {
  readonly text: string;
  readonly expressions: ReadonlyMap<string, string>;
} {
  const expressions = new Map<string, string>();
  const without = text.replaceAll(expression, (whole: string, inside: string) => {
    const number = expressions.size.toString(36);
    const room = whole.length - "${__}".length;
    // Only one of many that are as short as `${{a}}` has no room: it stays, and the grammar stumbles.
    if (number.length > room) return whole;
    const name = `_${number.padStart(room, "_")}_`;
    expressions.set(name, inside.trim());
    return `\${${name}}`;
  });
  return { text: without, expressions };
}
