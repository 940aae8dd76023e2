/**
 * Text from a file inside a SARIF message. `[x](1)` would become a link there
 * and `{0}` an argument (SARIF §3.11.5, §3.11.6), so both are undone.
 */
export const literal = (text: string): string =>
  text.replaceAll("](", String.raw`\](`).replaceAll(/\{(\d+)\}/g, "{{$1}}");
