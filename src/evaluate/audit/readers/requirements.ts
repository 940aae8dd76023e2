import { span } from "../../../core/span.ts";
import type { Dependencies, PackageIndex } from "../dependencies/dependencies.ts";
import { requirementOf } from "../dependencies/requirement.ts";
import type { Reader } from "../reader.ts";

const option = /^(-i|--index-url|--extra-index-url|-f|--find-links)(?:[ \t]+|=)(\S+)/;

/** What pip is to install: https://pip.pypa.io/en/stable/reference/requirements-file-format/ */
export const requirements: Reader = {
  id: "requirements",
  title: "Requirements of pip",
  path: /(?:^|\/)(?:[\w.-]*(?:requirements|constraints)[\w.-]*\.(?:txt|in)|requirements\/[\w.-]+\.(?:txt|in))$/,
  grammars: [],

  *read(source) {
    const lines = [...source.text.matchAll(/^[ \t]*([^\s#][^\n\r]*)/gm)].map(
      ({ index, 0: whole, 1: line = "" }) => ({ line, start: index + whole.length - line.length }),
    );
    const of: Dependencies = {
      source,
      ecosystem: "python",
      kind: "list",
      packages: lines.flatMap(({ line, start }) => requirementOf(line, start) ?? []),
      indexes: lines.flatMap(({ line, start }) => indexOf(line, start) ?? []),
    };
    yield { kind: "dependencies", of };
  },
};

function indexOf(line: string, start: number): PackageIndex | undefined {
  const [whole = "", name, url] = option.exec(line) ?? [];
  if (url === undefined) return undefined;
  const end = start + whole.length;
  return { url, isExtra: name === "--extra-index-url", at: span(end - url.length, end) };
}
