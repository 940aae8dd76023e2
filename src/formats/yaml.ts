import type { Format } from "../core/format.ts";
import { yamlEscapes } from "./kit/escapes.ts";
import { frontMatterLines } from "./kit/front-matter.ts";
import { opensWith } from "./kit/encoding.ts";
import { headLines, significant } from "./kit/head-lines.ts";
import { keyedText, keysByLine } from "./kit/keyed-lines.ts";
import { cutLines } from "./kit/line-cut.ts";
import { yamlWalker } from "./kit/yaml-keys.ts";

/** Names under which YAML is kept; MLflow writes `MLmodel`. */
const names =
  /\.ya?ml$|(?:^|\/)(?:mlmodel|\.condarc|\.clang-format|\.kube\/config|kubeconfig|fish_history)$/;

/** An entry of a collection: `key:`, `key: value`, `- item`. */
const entry = /^ *(?:-(?:\s|$)|(?:"[^"]*"|'[^']*'|[\w./<$(+][^:#"{]*):(?:\s|$))/;

/**
 * YAML is looked at as it stands; strings in double quotes with escapes are
 * looked at decoded as well. Known by its name or a first line `---`, and by
 * its first lines, which must be entries of a collection.
 */
export const yaml: Format = {
  id: "yaml",
  title: "YAML",
  tier: "general",
  specification: "https://yaml.org/spec/1.2.2/",
  lines: true,
  reads: "the text as it stands, and quoted strings with escapes decoded",
  tested: "PyYAML",

  mayBeText: true,
  matches(probe) {
    // `---` and `%YAML` mark what the name does not.
    if (!names.test(probe.name) && !opensWith(probe.head, 0x2d, 0x25)) return false;
    const lines = headLines(probe);
    if (!lines) return false;
    const marked = /^(?:---(?:\s|$)|%YAML )/.test(lines[0] ?? "");
    if (!marked && !names.test(probe.name)) return false;
    if (frontMatterLines(probe) !== undefined) return false;
    const first = significant(lines, /^\s*(?:[#%!]|---)/).slice(0, 3);
    return first.length > 0 && entry.test(first[0] ?? "") && first.some((line) => entry.test(line));
  },

  regions: (blob) => keyedText(blob, yamlWalker(), yamlEscapes),

  keys: (blob, offsets) => keysByLine(blob, offsets, yamlWalker()),

  cut: (blob, keys) => cutLines(blob, keys, yamlWalker),
};
