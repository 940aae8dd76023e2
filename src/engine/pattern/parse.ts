import { readBracket } from "./bracket.ts";
import { type Dialect, firstInUtf8, lineEnds } from "./classes.ts";
import { readEscape } from "./escapes.ts";
import { alphabet } from "./extent.ts";
import {
  allBytes,
  byteSet,
  choice,
  complement,
  type Edge,
  folded,
  type Look,
  type Node,
  overlap,
  type Ranges,
  sequence,
} from "./node.ts";
import { notWord, repeated } from "./re2.ts";
import { Source } from "./source.ts";
import { character, isCharacter } from "./utf8.ts";

export type { Dialect } from "./classes.ts";

interface Flags {
  readonly ignoreCase: boolean;
  /** `.` takes line ends, too. */
  readonly dotAll: boolean;
  /** `^` and `$` are ends of lines. */
  readonly multiline: boolean;
  /** Repeats are lazy where they are not marked. */
  readonly ungreedy: boolean;
}

/**
 * Reads a pattern into a tree. Case is compared as ASCII has it. A letter that
 * is no byte (in JavaScript's patterns one above U+00FF, in RE2's one above
 * U+007F) is the bytes of its UTF-8.
 *
 * @param flags Those of a JavaScript pattern, of which `i`, `s` and `m` matter.
 * @throws {TareError} `usage`: the pattern is wrong, or uses what tare does not support
 * (references to groups, properties of Unicode). The message names the place.
 */
export function parsePattern(text: string, dialect: Dialect, flags = ""): Node {
  const parser = new Parser(new Source(text), dialect);
  return parser.whole({
    ignoreCase: flags.includes("i"),
    dotAll: flags.includes("s"),
    multiline: flags.includes("m"),
    ungreedy: false,
  });
}

/** RE2 refuses longer repeats. */
const mostTurns = 1000;

/** Patterns that nest deeper are made to exhaust readers. */
const deepest = 200;

const looks: readonly (readonly [mark: string, ahead: boolean, negated: boolean])[] = [
  ["=", true, false],
  ["!", true, true],
  ["<=", false, false],
  ["<!", false, true],
];

const inlineFlags: Readonly<Record<Dialect, RegExp>> = {
  js: /([ims]*)(?:-([ims]*))?:/y,
  re2: /([imsU]*)(?:-([imsU]+))?:/y,
};

class Parser {
  readonly #source: Source;
  readonly #dialect: Dialect;
  readonly #groups = new Map<string, Node>();
  /** The group that the last look ahead was about, and where that ended. */
  #ahead: { readonly name: string | undefined; readonly end: number } | undefined;
  #depth = 0;

  constructor(source: Source, dialect: Dialect) {
    this.#source = source;
    this.#dialect = dialect;
  }

  whole(flags: Flags): Node {
    const node = this.#choice(flags);
    if (!this.#source.done) throw this.#source.wrong("bracket without its pair");
    return node;
  }

  #choice(flags: Flags): Node {
    if (++this.#depth > deepest) throw this.#source.wrong("group nested too deep");
    const options: Node[] = [];
    let current = flags;
    do {
      const { node, after } = this.#sequence(current);
      options.push(node);
      // RE2's `(?i)` holds to the end of its group, over the options that follow.
      current = after;
    } while (this.#source.take("|"));
    this.#depth--;
    return choice(options);
  }

  #sequence(start: Flags): { readonly node: Node; readonly after: Flags } {
    const items: Node[] = [];
    let flags = start;
    while (!this.#source.done && !this.#source.sees("|") && !this.#source.sees(")")) {
      const found =
        this.#dialect === "re2" && this.#source.match(/\(\?([imsU]*)(?:-([imsU]+))?\)/y);
      if (found) flags = withFlags(flags, found[1] ?? "", found[2] ?? "");
      else items.push(...(this.#quoted(flags) ?? [this.#repeated(this.#atom(flags), flags)]));
    }
    return { node: sequence(items), after: flags };
  }

  #repeated(item: Node, { ungreedy }: Flags): Node {
    const isRe2 = this.#dialect === "re2";
    const bounds = this.#bounds();
    if (!bounds) return isRe2 && isCharacter(item) ? character(item.bytes) : item;
    const lazy = this.#source.take("?") !== ungreedy;
    if (this.#source.sees("+")) throw this.#source.wrong("possessive repeat");
    if (this.#bounds()) throw this.#source.wrong("repeat of a repeat");
    if (!isRe2) return { kind: "repeat", item, ...bounds, lazy };
    const node = repeated(item, { ...bounds, lazy });
    if (node) return node;
    throw this.#source.wrong("repeat of what may be empty, which tare does not support");
  }

  #bounds(): { readonly min: number; readonly max: number } | undefined {
    if (this.#source.take("*")) return { min: 0, max: Infinity };
    if (this.#source.take("+")) return { min: 1, max: Infinity };
    if (this.#source.take("?")) return { min: 0, max: 1 };
    const found = this.#source.match(/\{(\d{1,6})(?:(,)(\d{1,6})?)?\}/y);
    if (!found) return undefined;
    const min = Number(found[1]);
    const top = found[3] === undefined ? Infinity : Number(found[3]);
    const max = found[2] === undefined ? min : top;
    if (max < min) throw this.#source.wrong("repeat of which the bounds run backwards");
    if (this.#dialect === "re2" && (min > mostTurns || (max > mostTurns && max < Infinity)))
      throw this.#source.wrong(`repeat of more than ${mostTurns} turns`);
    return { min, max };
  }

  #atom(flags: Flags): Node {
    if (this.#bounds()) throw this.#source.wrong("nothing to repeat");
    const character = this.#source.next();
    switch (character) {
      case "(":
        return this.#group(flags);
      case "[":
        return {
          kind: "set",
          bytes: readBracket(this.#source, this.#dialect, flags.ignoreCase),
        };
      case ".":
        return {
          kind: "set",
          bytes: flags.dotAll ? allBytes : complement(lineEnds[this.#dialect]),
        };
      case "^":
        return this.#lineEdge(flags, false);
      case "$":
        return this.#lineEdge(flags, true);
      case "\\":
        return this.#escape(flags);
      default:
        return this.#literal(character.codePointAt(0) ?? 0, flags);
    }
  }

  /** RE2 takes only `\n` for the end of a line, which is not what JavaScript's `^` does with flag `m`. */
  #lineEdge({ multiline }: Flags, ahead: boolean): Node {
    if (!multiline) return edge(ahead ? "text-end" : "text-start");
    if (this.#dialect === "js") return edge(ahead ? "line-end" : "line-start");
    const item: Node = { kind: "set", bytes: complement(lineEnds.re2) };
    return { kind: "look", ahead, negated: true, item };
  }

  #group(flags: Flags): Node {
    if (!this.#source.take("?"))
      return this.#closed({ kind: "group", name: undefined, item: this.#choice(flags) });
    if (this.#dialect === "js")
      for (const [mark, ahead, negated] of looks)
        if (this.#source.take(mark))
          return this.#look({ kind: "look", ahead, negated, item: this.#choice(flags) });
    const name = this.#source.match(
      this.#dialect === "js" ? /<([\w$]{1,99})>/y : /P?<(\w{1,99})>/y,
    );
    if (name) return this.#named(name[1] ?? "", flags);
    const own = this.#source.match(inlineFlags[this.#dialect]);
    if (!own) throw this.#source.wrong("unknown kind of group");
    return this.#closed(this.#choice(withFlags(flags, own[1] ?? "", own[2] ?? "")));
  }

  #look(look: Look): Node {
    const { ahead, negated, item } = look;
    const node = this.#closed(look);
    if (ahead && !negated && item.kind === "group")
      this.#ahead = { name: item.name, end: this.#source.at };
    return node;
  }

  #named(name: string, flags: Flags): Node {
    const item = this.#choice(flags);
    this.#groups.set(name, item);
    // JavaScript's names start with no digit; RE2's may, and nothing refers to them by name.
    return this.#closed({ kind: "group", name: /^\d/.test(name) ? undefined : name, item });
  }

  #closed(node: Node): Node {
    if (!this.#source.take(")")) throw this.#source.wrong("group without end");
    return node;
  }

  #escape(flags: Flags): Node {
    const start = this.#source.at - 1;
    if (this.#source.take("b")) return edge("word");
    if (this.#source.take("B")) return this.#dialect === "re2" ? notWord : edge("not-word");
    const name = this.#dialect === "js" && this.#source.match(/k<([\w$]{1,99})>/y);
    if (name) return this.#reference(name[1] ?? "", start, flags);
    if (this.#dialect === "re2") {
      if (this.#source.take("A")) return edge("text-start");
      if (this.#source.take("z")) return edge("text-end");
    }
    const escape = readEscape(this.#source, this.#dialect);
    return escape.kind === "class"
      ? { kind: "set", bytes: byteSet(escape.ranges) }
      : this.#literal(escape.code, flags);
  }

  /**
   * `\k<name>`. The printed pattern has no flag `i`, so the case of what is said
   * again must not matter; it does not where the very same bytes are meant.
   */
  #reference(name: string, start: number, { ignoreCase }: Flags): Node {
    const item = this.#groups.get(name);
    if (!item) throw this.#source.wrong(`reference to '${name}', which is no group before it`);
    const sure = this.#ahead?.name === name && this.#ahead.end === start;
    if (ignoreCase && !sure && overlap(alphabet(item), letters))
      throw this.#source.wrong("reference without case");
    return { kind: "reference", name, item, sure };
  }

  /** RE2's `\Q…\E`: the text between as it stands. A repeat after it is one of the last letter alone. */
  #quoted(flags: Flags): Node[] | undefined {
    const found = this.#dialect === "re2" && this.#source.match(/\\Q([^]*?)(?:\\E|$)/y);
    if (!found) return undefined;
    const nodes = [...(found[1] ?? "")].map((each) =>
      this.#literal(each.codePointAt(0) ?? 0, flags),
    );
    const last = nodes.pop();
    return last ? [...nodes, this.#repeated(last, flags)] : nodes;
  }

  #literal(code: number, { ignoreCase }: Flags): Node {
    if (code > 0x10_ff_ff || (code >= 0xd8_00 && code <= 0xdf_ff && this.#dialect === "re2"))
      throw this.#source.wrong("code that no letter has");
    if (ignoreCase && this.#dialect === "re2" && hasCaseBeyondAscii(code))
      throw this.#source.wrong("letter beyond ASCII without case");
    const bytes =
      code < firstInUtf8[this.#dialect] ? [code] : [...utf8.encode(String.fromCodePoint(code))];
    return sequence(
      bytes.map((byte): Node => {
        const set: Ranges = [[byte, byte]];
        return { kind: "set", bytes: ignoreCase ? folded(set) : set };
      }),
    );
  }
}

const letters: Ranges = [
  [0x41, 0x5a],
  [0x61, 0x7a],
];
const utf8 = new TextEncoder();

function hasCaseBeyondAscii(code: number): boolean {
  const letter = String.fromCodePoint(code);
  return code > 0x7f && /^[\p{CWCF}\p{Changes_When_Uppercased}]$/u.test(letter);
}

const edge = (of: Edge): Node => ({ kind: "edge", of });

function withFlags(flags: Flags, on: string, off: string): Flags {
  const now = (letter: string, before: boolean): boolean =>
    on.includes(letter) || (before && !off.includes(letter));
  return {
    ignoreCase: now("i", flags.ignoreCase),
    dotAll: now("s", flags.dotAll),
    multiline: now("m", flags.multiline),
    ungreedy: now("U", flags.ungreedy),
  };
}
