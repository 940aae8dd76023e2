import { type Node, parseTree } from "jsonc-parser";
import { span } from "../../../core/span.ts";
import { type Data, dataOf } from "./data.ts";

/**
 * A JSON document as data; none where it is no JSON.
 *
 * @param start Where the text stands in its file.
 */
export function jsonData(text: string, start = 0): Data | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root && dataFrom(root, start);
}

function dataFrom(node: Node, start: number): Data {
  const at = span(start + node.offset, start + node.offset + node.length);
  if (node.type === "array")
    return dataOf(at, {
      kind: "list",
      items: (node.children ?? []).map((each) => dataFrom(each, start)),
    });
  if (node.type !== "object")
    return dataOf(at, {
      kind: "scalar",
      text: node.value === null ? undefined : String(node.value),
    });
  const entries = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value
      ? [
          {
            key: String(key.value),
            keyAt: span(start + key.offset, start + key.offset + key.length),
            value: dataFrom(value, start),
          },
        ]
      : [],
  );
  return dataOf(at, { kind: "mapping", entries });
}
