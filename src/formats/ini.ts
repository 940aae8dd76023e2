import type { Format } from "../core/format.ts";
import { headLines, significant } from "./kit/head-lines.ts";
import { keysByLine, type LineWalker } from "./kit/keyed-lines.ts";
import { keyStep, keyText } from "./kit/key-path.ts";
import { narrowText } from "./kit/narrow-text.ts";
import { cutLines } from "./kit/line-cut.ts";
import type { Line } from "./kit/lines.ts";

const suffixes = /\.(?:ini|cfg|conf|cnf|properties)$/;
const files =
  /(?:^|\/)(?:\.(?:gitconfig|gitmodules|npmrc|pypirc|hgrc|editorconfig|databrickscfg|boto|s3cfg)|\.(?:git|aws|oci)\/(?:config|credentials))$/;

const comment = /^\s*[#;!]/;
const section = /^\s*\[([^\]"]{0,256})(?:"([^"]{0,256})")?\]\s*(?:[#;].*)?$/;
/** A key may hold spaces (`max norm = 1`), but `==` and `::` are no assignments. */
const assignment = /^\s*([^\s=:#;[][^=]{0,127}?)(?:=(?!=)|:(?=\s))/;

/**
 * INI and its kin: sections and `key = value` lines, as configparser, git, the
 * AWS tools and Java's properties have them. Looked at as it stands. Known by
 * its name and its first line.
 */
export const ini: Format = {
  id: "ini",
  title: "INI and properties",
  tier: "general",
  specification: "https://docs.python.org/3/library/configparser.html",
  lines: true,
  reads: "the text as it stands",
  tested: "git",

  mayBeText: true,
  matches(probe) {
    if (!suffixes.test(probe.name) && !files.test(probe.name)) return false;
    const first = significant(headLines(probe) ?? [], comment)[0];
    return first !== undefined && (section.test(first) || assignment.test(first));
  },

  regions: (blob) => narrowText(blob),

  keys: (blob, offsets) => keysByLine(blob, offsets, new Ini()),

  cut: (blob, keys) => cutLines(blob, keys, () => new Ini()),
};

/** Lines that are neither section nor assignment go on with the value before them. */
class Ini implements LineWalker {
  #section = "$";
  #path: string | undefined;

  next(line: Line): void {
    if (line.continues || comment.test(line.text)) return;
    const header = section.exec(line.text);
    if (header) {
      const names = [header[1] ?? "", header[2] ?? ""].map(keyText).filter((each) => each !== "");
      this.#section = `$${names.map(keyStep).join("")}`;
      this.#path = undefined;
      return;
    }
    const found = assignment.exec(line.text);
    if (found) this.#path = this.#section + keyStep(keyText(found[1] ?? ""));
  }

  path(): string | undefined {
    return this.#path;
  }
}
