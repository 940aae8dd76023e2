import type { Node } from "../syntax/grammars.ts";

/** What a node is made of; nothing of none. */
export const children = (node: Node | null | undefined): Node[] =>
  (node?.namedChildren ?? []).filter((each) => each !== null);

/** What a string says that has nothing filled in. */
export function literalOf(node: Node | null | undefined): string | undefined {
  if (node?.type === "concatenated_string") {
    const parts = children(node).map(literalOf);
    return parts.every((each) => each !== undefined) ? parts.join("") : undefined;
  }
  if (node?.type !== "string" || children(node).some(({ type }) => type === "interpolation"))
    return undefined;
  return children(node)
    .filter(({ type }) => type === "string_content")
    .map(({ text }) => text)
    .join("");
}
