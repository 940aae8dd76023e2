import { span } from "../../../core/span.ts";
import type { Grammars, Node } from "../syntax/grammars.ts";
import { type Data, type DataEntry, dataOf } from "./data.ts";
import { jsonData } from "./json.ts";

/** A block of HCL: `resource "aws_s3_bucket" "models" { … }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  /** Its first line's words. */
  readonly at: Data["at"];
  /** Attributes, and the blocks in it by their type. */
  readonly body: Data;
}

/** The blocks of a file of HCL; what is damaged is left out. */
export function blocksOf(text: string, grammars: Grammars): readonly Block[] {
  const tree = grammars.parse("hcl", text);
  const body = named(tree.rootNode).find(({ type }) => type === "body");
  const blocks = body ? blocksIn(body) : [];
  tree.delete();
  return blocks;
}

/** The attributes that stand outside of blocks: a file of values for variables. */
export function attributesOf(text: string, grammars: Grammars): Data {
  const tree = grammars.parse("hcl", text);
  const body = named(tree.rootNode).find(({ type }) => type === "body");
  const entries = body
    ? named(body).flatMap((each) => (each.type === "attribute" ? attributeOf(each) : []))
    : [];
  tree.delete();
  return dataOf(span(0, text.length), { kind: "mapping", entries });
}

const named = (node: Node): Node[] => node.namedChildren.filter((each) => each !== null);

const blocksIn = (body: Node): Block[] =>
  named(body).flatMap((node) => (node.type === "block" ? [blockOf(node)] : []));

function blockOf(node: Node): Block {
  const parts = named(node);
  const [type, ...labels] = parts.filter((each) => /^(?:identifier|string_lit)$/.test(each.type));
  const last = labels.at(-1) ?? type ?? node;
  return {
    type: type?.text ?? "",
    labels: labels.map(({ text }) => text.replaceAll('"', "")),
    at: span(node.startIndex, last.endIndex),
    body: bodyOf(
      parts.find((each) => each.type === "body"),
      node,
    ),
  };
}

function bodyOf(body: Node | undefined, block: Node): Data {
  const at = span(block.startIndex, block.endIndex);
  if (!body) return dataOf(at, { kind: "mapping", entries: [] });
  const attributes = named(body).flatMap((each) =>
    each.type === "attribute" ? attributeOf(each) : [],
  );
  return dataOf(at, { kind: "mapping", entries: [...attributes, ...blockEntries(blocksIn(body))] });
}

function attributeOf(node: Node): DataEntry[] {
  const [key, value] = named(node);
  return key && value
    ? [{ key: key.text, keyAt: span(key.startIndex, key.endIndex), value: valueOf(value) }]
    : [];
}

/** Blocks of one type are a list; the body of a dynamic one counts as such a block. */
function blockEntries(blocks: readonly Block[]): DataEntry[] {
  const all = blocks.map((each) => {
    const content = each.type === "dynamic" ? each.body.get("content")?.list()[0] : undefined;
    return {
      key: content ? (each.labels[0] ?? "") : each.type,
      at: each.at,
      body: content ?? each.body,
    };
  });
  return [...Map.groupBy(all, ({ key }) => key)].map(([key, own]) => {
    const at = own[0]?.at ?? span(0, 0);
    return {
      key,
      keyAt: at,
      value: dataOf(at, { kind: "list", items: own.map(({ body }) => body) }),
    };
  });
}

/** Functions that only write their argument in another way. */
const transparent = /^(?:jsonencode|tolist|toset|tomap|sensitive|nonsensitive|trimspace)$/;

function valueOf(node: Node): Data {
  const at = span(node.startIndex, node.endIndex);
  const [only, ...others] = named(node);
  switch (node.type) {
    case "expression":
    case "collection_value":
    case "literal_value":
    case "template_expr":
      return only && others.length === 0 ? valueOf(only) : written(node);
    case "tuple":
      return dataOf(at, {
        kind: "list",
        items: named(node).flatMap((each) => (each.type === "expression" ? [valueOf(each)] : [])),
      });
    case "object":
      return dataOf(at, { kind: "mapping", entries: named(node).flatMap(elementOf) });
    case "function_call":
      return callOf(node);
    case "string_lit":
    case "quoted_template":
      return dataOf(at, { kind: "scalar", text: node.text.slice(1, -1) });
    case "heredoc_template":
      return heredocOf(node);
    case "null_lit":
      return dataOf(at, { kind: "scalar", text: undefined });
    default:
      return written(node);
  }
}

const written = (node: Node): Data =>
  dataOf(span(node.startIndex, node.endIndex), { kind: "scalar", text: node.text });

function elementOf(node: Node): DataEntry[] {
  const [key, value] = [node.childForFieldName("key"), node.childForFieldName("val")];
  if (!key || !value) return [];
  return [
    {
      key: key.text.replaceAll('"', ""),
      keyAt: span(key.startIndex, key.endIndex),
      value: valueOf(value),
    },
  ];
}

function callOf(node: Node): Data {
  const [name, args] = named(node);
  const argument = args?.namedChildren[0];
  return name && argument && transparent.test(name.text) ? valueOf(argument) : written(node);
}

/** A document that is written out; as data, where it is JSON. */
function heredocOf(node: Node): Data {
  const parts = named(node).filter(({ type }) => type.startsWith("template_"));
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return written(node);
  const start = first.startIndex - node.startIndex;
  const text = node.text.slice(start, last.endIndex - node.startIndex);
  const json = /^\s*[{[]/.test(text) ? jsonData(text, first.startIndex) : undefined;
  return json ?? dataOf(span(first.startIndex, last.endIndex), { kind: "scalar", text });
}
