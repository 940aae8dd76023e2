import { parse, TomlError } from "smol-toml";
import { TareError } from "../core/error.ts";
import { Table } from "./table.ts";

/** A file of rules that the user brings. */
export interface RulesFile {
  /** As it is called in messages. */
  readonly path: string;
  readonly text: string;
  /** The file that it builds upon (`[extend] path`), if it was found. */
  readonly base?: RulesFile;
}

/** What stands before the ids of its rules: its name without folders, dots at the start, and ending. */
export const stemOf = ({ path }: Pick<RulesFile, "path">): string =>
  /([^/\\]*?)(?:\.[^./\\]*)?$/.exec(path.replace(/(^|[/\\])\.+/g, "$1"))?.[1] || "rules";

/**
 * The file's own table.
 *
 * @throws {TareError} `usage`: it is no TOML; the message names the line.
 */
export function tableOf({ path, text }: RulesFile): Table {
  try {
    return new Table(parse(text), path);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const what = (error.message.split("\n")[0] ?? "").replace("Invalid TOML document: ", "");
    throw new TareError("usage", `${path}:${error.line}: ${what}`, { cause: error });
  }
}

/** Whether it is YAML, and not TOML. */
export const isYaml = ({ path }: Pick<RulesFile, "path">): boolean => /\.ya?ml$/i.test(path);

/** The path of the file that this one builds upon, as it is written there. @throws {TareError} `usage` */
export function basePathOf(file: RulesFile): string | undefined {
  if (isYaml(file)) return undefined;
  const [path] = tableOf(file)
    .tables("extend", () => `${file.path}: [extend]`)
    .map((table) => table.text("path"));
  return path === "" ? undefined : path;
}

/** The path and the number of the n-th line that `holds`; the path alone if there is none. */
export function placeIn(
  { path, text }: RulesFile,
  holds: (line: string) => boolean,
  n = 0,
): string {
  const found = [...text.split("\n").entries()].filter(([, line]) => holds(line.trim()))[n];
  return found ? `${path}:${found[0] + 1}` : path;
}

/** Where a file's rule of this id stands. */
export const placeOfRule = (file: RulesFile, id: string): string =>
  placeIn(
    file,
    (line) => /^id\s*=/.test(line) && (line.includes(`"${id}"`) || line.includes(`'${id}'`)),
  );
