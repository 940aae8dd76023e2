import { lengths } from "../engine/pattern/extent.ts";
import { innerOf } from "../engine/pattern/loops.ts";
import { choice, type Node, sequence } from "../engine/pattern/node.ts";

/** More readings of one pattern are not made. */
const mostReadings = 8;

/**
 * The pattern with one group, `value`, for what it is about.
 *
 * gitleaks takes the group of which the number is given, else the first one that
 * took something, else the whole match. Where it depends on the text which group
 * that is, the pattern is read once for each option: each reading matches what
 * takes that option. With too many of them the value is the whole match.
 *
 * @param number Of the group, from 1; 0 for the first that took something.
 * @returns The readings; `undefined` if there is no such group.
 */
export function withValue(pattern: Node, number: number): readonly Node[] | undefined {
  if (number > 0) {
    const group = groupsOf(pattern)[number - 1];
    return group && [marked(pattern, group)];
  }
  const readings = readingsOf(pattern);
  return readings && readings.length <= mostReadings ? readings : [whole(pattern)];
}

const whole = (pattern: Node): Node => ({ kind: "group", name: "value", item: marked(pattern) });

/** The pattern without groups that capture, but for one, which becomes `value`. */
function marked(node: Node, value?: Node): Node {
  switch (node.kind) {
    case "group": {
      const item = marked(node.item, value);
      return node === value ? { kind: "group", name: "value", item } : item;
    }
    case "sequence":
      return sequence(node.items.map((item) => marked(item, value)));
    case "choice":
      return choice(node.options.map((option) => marked(option, value)));
    case "repeat":
    case "look":
      return { ...node, item: marked(node.item, value) };
    case "set":
    case "edge":
    case "reference":
      return node;
  }
}

/** The groups in the order of their opening brackets. */
function groupsOf(node: Node): readonly Node[] {
  const inner = innerOf(node).flatMap(groupsOf);
  return node.kind === "group" ? [node, ...inner] : inner;
}

/** One pattern for each way in which the first group can be another one; `undefined` where it is in a repeat. */
function readingsOf(pattern: Node): readonly Node[] | undefined {
  const [first] = groupsOf(pattern);
  if (!first) return [whole(pattern)];
  const open = forkBefore(pattern, first) ?? (lengths(first).min === 0 ? first : undefined);
  if (!open) return [marked(pattern, first)];
  const options = waysOf(open);
  if (!options) return open.kind === "group" ? [marked(pattern, first)] : undefined;
  const readings: Node[] = [];
  for (const option of options) {
    const some = readingsOf(replaced(pattern, open, option));
    if (!some) return undefined;
    readings.push(...some);
    if (readings.length > mostReadings) return undefined;
  }
  return readings;
}

const nothing = sequence([]);

/** How a node on which the first group depends can go, the better way first; `undefined` where that cannot be said. */
function waysOf(node: Node): readonly Node[] | undefined {
  if (node.kind === "choice") return node.options;
  if (node.kind === "repeat") return node.max > 1 ? undefined : [node.item, nothing];
  if (node.kind !== "group") return undefined;
  if (lengths(node).max === 0) return [nothing];
  const { item } = node;
  const isPlain = item.kind === "repeat" && lengths(item.item).min > 0;
  return isPlain ? [{ ...node, item: { ...item, min: 1 } }, nothing] : undefined;
}

type Fork = Extract<Node, { readonly kind: "choice" | "repeat" }>;

/** The outermost node around the group on which it depends whether the group takes part. */
function forkBefore(node: Node, group: Node): Fork | undefined {
  if (node === group) return undefined;
  const next = innerOf(node).find((inner) => inner === group || groupsOf(inner).includes(group));
  if (!next) return undefined;
  const isFork =
    node.kind === "choice" || (node.kind === "repeat" && (node.min === 0 || node.max > 1));
  return isFork ? node : forkBefore(next, group);
}

/** The pattern with `other` in the place of `old`. */
function replaced(node: Node, old: Node, other: Node): Node {
  if (node === old) return other;
  switch (node.kind) {
    case "sequence":
      return { ...node, items: node.items.map((item) => replaced(item, old, other)) };
    case "choice":
      return { ...node, options: node.options.map((option) => replaced(option, old, other)) };
    case "group":
    case "repeat":
    case "look":
      return { ...node, item: replaced(node.item, old, other) };
    case "set":
    case "edge":
    case "reference":
      return node;
  }
}
