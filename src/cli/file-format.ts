import { basename, extname } from "node:path";
import { TareError } from "../core/error.ts";

/** One way to write a file: `json`, and the ending of a file that holds it, without a dot. */
interface Way {
  readonly id: string;
  readonly extension?: string;
}

/**
 * The format that a file's ending means: text where it has none.
 *
 * @param ways Of two with the same ending the first is meant.
 * @param named How the format can be named instead, in the hint.
 * @throws {TareError} `usage`: no format has that ending.
 */
export function formatOf(file: string | undefined, ways: readonly Way[], named: string): string {
  const name = basename(file ?? "").toLowerCase();
  const [meant] = ways
    .filter(({ extension }) => extension !== undefined && name.endsWith(`.${extension}`))
    .toSorted((one, other) => (other.extension ?? "").length - (one.extension ?? "").length);
  if (meant) return meant.id;
  const ending = extname(name);
  if (ending === "" || ending === ".txt") return "text";
  const endings = ways.flatMap(({ extension }) => (extension === undefined ? [] : `.${extension}`));
  throw new TareError("usage", `'${file}': no format has the ending '${ending}'`, {
    hint: `use ${[".txt", ...new Set(endings)].join(", ")}, or name the format: ${named}`,
  });
}
