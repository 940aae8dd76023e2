import type { Format } from "../core/format.ts";
import { type Span, span } from "../core/span.ts";
import { readBlock } from "./kit/blocks.ts";
import { headLines, significant } from "./kit/head-lines.ts";
import { keyStep, keyText } from "./kit/key-path.ts";
import { narrowText } from "./kit/narrow-text.ts";

const names = /(?:^|\/)[._](?:netrc|authinfo)$/;
const start = /^\s*(?:machine\s+\S|default(?:\s|$)|login\s+\S|macdef\s+\S)/;
/** Files of logins take a few KiB. */
const largest = 1024 * 1024;

const fields = new Set(["machine", "login", "user", "account", "password", "port"]);

/**
 * Logins for machines, as curl, git, wandb and ftp read them: words with blanks
 * or line ends between, `machine`, a name, `login`, a name, `password`, a
 * password. Looked at as it stands; what is found is named by its machine.
 */
export const netrc: Format = {
  id: "netrc",
  title: "Logins for machines (.netrc)",
  tier: "general",
  specification: "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
  lines: true,
  reads: "the text as it stands",
  tested: "specification",

  mayBeText: true,
  matches: (probe) =>
    names.test(probe.name) && start.test(significant(headLines(probe) ?? [], /^\s*#/)[0] ?? ""),

  regions: (blob) => narrowText(blob),

  async keys(blob, offsets) {
    const whole = span(0, Math.min(blob.size, largest));
    const places = [...logins((await readBlock(blob, whole)).bytes)];
    let next = 0;
    return offsets.map((offset) => {
      while (offset >= (places[next]?.at.end ?? Infinity)) next++;
      const place = places[next];
      return place && offset >= place.at.start ? place.key : undefined;
    });
  },
};

interface Place {
  readonly at: Span;
  readonly key: string;
}

/** Where each value stands, and what it is. */
function* logins(bytes: Buffer): Generator<Place> {
  let machine = "$";
  let before = "";
  for (const { 0: word, index } of bytes.toString("latin1").matchAll(/\S+/g)) {
    const at = span(index, index + word.length);
    if (before === "machine") machine = `$${keyStep(keyText(word))}`;
    else if (word === "default" && before === "") machine = "$.default";
    if (before !== "") yield { at, key: `${machine}.${before}` };
    // A password may be any word, also one that means something elsewhere.
    before = before === "" && fields.has(word) ? word : "";
  }
}
