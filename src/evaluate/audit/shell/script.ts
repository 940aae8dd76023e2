import { type Span, span } from "../../../core/span.ts";
import { type Fragment, partOf } from "../fragment.ts";
import type { Grammars, Node } from "../syntax/grammars.ts";
import { hidden } from "./expressions.ts";

/** How a variable is used in a word. */
export interface Use {
  /** Of the variable; of an expression that a pipeline fills in, that: `secrets.TOKEN`. */
  readonly name: string;
  readonly at: Span;
  /** What of its value gets into the word: of `${#TOKEN}` its length, of `${TOKEN:+yes}` nothing. */
  readonly shows: "all" | "part" | "length" | "nothing";
  /** Whether the shell knows it; what a pipeline fills in stands in the script itself. */
  readonly by: "shell" | "pipeline";
}

/** A word of a command, as it is written. */
export interface Word {
  /** Without the quotes around it. What is filled in stands as it is written. */
  readonly text: string;
  readonly at: Span;
  readonly uses: readonly Use[];
  /** Whether nothing is filled in. */
  readonly isLiteral: boolean;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
  readonly at: Span;
  /** The commands that the value is the output of. */
  readonly from: readonly Command[];
}

export interface Redirect {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `&>` … */
  readonly operator: string;
  readonly to: Word;
}

export interface Command {
  /** Without its folder, and without `sudo`, `env`, `exec`, `time`, `nohup` before it. */
  readonly name: string;
  /** The same with its folder: `./jobs/train.sh`. */
  readonly path: string;
  readonly words: readonly Word[];
  /** Set for this command alone; of `export` and the like, by it. */
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  readonly at: Span;
  /** The commands that its output is piped through, nearest first. */
  readonly piped: readonly string[];
  /** Whether what it prints becomes a word or a value, and does not reach the log by itself. */
  readonly isSubstituted: boolean;
  /** Where the subshell ends that it runs in; what it sets holds no longer. */
  readonly until?: number;
}

/** A shell script, wherever it stands. */
export interface Script {
  readonly fragment: Fragment;
  /** Each command, nested ones too, in the order of the text. */
  readonly commands: readonly Command[];
  readonly assignments: readonly Assignment[];
}

const wrappers = new Set([
  "sudo",
  "env",
  "exec",
  "time",
  "nohup",
  "command",
  "builtin",
  "nice",
  "ionice",
  "timeout",
]);

/** Reads a script of `sh`, `bash` or the like. What a pipeline fills in may stand in it: `${{ secrets.TOKEN }}`. */
export function scriptOf(fragment: Fragment, grammars: Grammars): Script {
  const { text, expressions } = hidden(fragment.text);
  const tree = grammars.parse("bash", text);
  const reader = new Reader(fragment, expressions, grammars);
  reader.read(tree.rootNode, { piped: [], isSubstituted: false });
  tree.delete();
  return {
    fragment,
    commands: reader.commands.sort((one, other) => one.at.start - other.at.start),
    assignments: reader.assignments,
  };
}

interface Around {
  readonly piped: readonly string[];
  readonly isSubstituted: boolean;
  readonly until?: number;
}

class Reader {
  readonly commands: Command[] = [];
  readonly assignments: Assignment[] = [];
  readonly #fragment: Fragment;
  readonly #expressions: ReadonlyMap<string, string>;
  readonly #grammars: Grammars;

  constructor(fragment: Fragment, expressions: ReadonlyMap<string, string>, grammars: Grammars) {
    this.#fragment = fragment;
    this.#expressions = expressions;
    this.#grammars = grammars;
  }

  read(node: Node, around: Around): void {
    switch (node.type) {
      case "command":
      case "declaration_command":
      case "unset_command":
        this.#command(node, [], around);
        return;
      case "redirected_statement":
        this.#redirected(node, around);
        return;
      case "pipeline":
        this.#pipeline(node, around);
        return;
      case "variable_assignment":
        this.#assignment(node);
        return;
      case "command_substitution":
        this.#children(node, { piped: [], isSubstituted: true });
        return;
      case "subshell":
        this.#children(node, { ...around, until: this.#at(node).end });
        return;
      case "process_substitution":
        // `<(…)` is read by the command that it stands in, `>(…)` writes where that does.
        this.#children(node, around);
        return;
      default:
        this.#children(node, around);
    }
  }

  #children(node: Node, around: Around): void {
    for (const child of node.namedChildren) if (child) this.read(child, around);
  }

  #redirected(node: Node, around: Around): void {
    const [body, ...others] = node.namedChildren.filter((each) => each !== null);
    const redirects = others.flatMap((each) => this.#redirect(each));
    const goesOn = redirects.some(
      ({ operator }) => operator.startsWith(">") || operator.startsWith("&>"),
    );
    const inside = goesOn ? { ...around, piped: [...around.piped, ">"] } : around;
    for (const each of others) this.#substitutions(each);
    if (!body) return;
    const command = body.type === "pipeline" ? undefined : commandIn(body);
    if (command && body.type !== "subshell") this.#command(command, redirects, around);
    else this.read(body, inside);
  }

  #redirect(node: Node): Redirect[] {
    const nested = node.namedChildren.flatMap((each) =>
      each?.type === "file_redirect" ? this.#redirect(each) : [],
    );
    const operator =
      /^\d*(?:&?>[>|&]?|<<<|<<-?|<&?)/.exec(node.text)?.[0].replace(/^\d+/, "") ?? "";
    const target = node.type === "heredoc_redirect" ? bodyOf(node) : node.namedChildren.at(-1);
    return target ? [{ operator, to: this.#word(target) }, ...nested] : nested;
  }

  #pipeline(node: Node, around: Around): void {
    const parts = node.namedChildren.filter((each) => each !== null);
    for (const [index, part] of parts.entries()) {
      const after = parts.slice(index + 1).flatMap(readersIn);
      this.read(part, { ...around, piped: [...after, ...around.piped] });
    }
  }

  #assignment(node: Node): Assignment | undefined {
    const [name, value] = [node.childForFieldName("name"), node.childForFieldName("value")];
    if (!name) return undefined;
    const known = this.commands.length;
    if (value) this.#substitutions(value);
    const made: Assignment = {
      name: name.text,
      value: value
        ? this.#word(value)
        : { text: "", at: this.#at(name), uses: [], isLiteral: true },
      at: this.#at(node),
      from: this.commands.slice(known),
    };
    this.assignments.push(made);
    return made;
  }

  #command(node: Node, redirects: readonly Redirect[], around: Around): void {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const nodes: Node[] = [];
    const own: Redirect[] = [...redirects];
    let name = node.type === "command" ? "" : (node.child(0)?.text ?? "");
    for (const child of node.namedChildren) {
      if (!child) continue;
      if (child.type === "variable_assignment") {
        const made = this.#assignment(child);
        if (made) assignments.push(made);
      } else if (child.type === "command_name") {
        name = child.text;
        this.#substitutions(child);
      } else if (child.type.endsWith("_redirect")) {
        own.push(...this.#redirect(child));
        this.#substitutions(child);
      } else {
        words.push(this.#word(child));
        nodes.push(child);
        this.#substitutions(child, { ...around, piped: [baseOf(name), ...around.piped] });
      }
    }
    const { name: last, path, rest } = unwrapped(name, words);
    this.commands.push({
      ...around,
      name: last,
      path,
      words: rest,
      assignments,
      redirects: own,
      at: this.#at(node),
    });
    const code = codeAmong(last, rest);
    this.#code(code && nodes[words.indexOf(code)], around);
  }

  /** Reads what a shell is given as a word: `bash -c "…"`. */
  #code(quoted: Node | undefined, around: Around): void {
    if (!quoted || !/^(?:raw_)?string$/.test(quoted.type)) return;
    const inside = span(quoted.startIndex + 1, quoted.endIndex - 1);
    const code = partOf(this.#fragment, inside);
    // A mark that is escaped is one for the shell inside; it keeps its place.
    const text = code.text.replaceAll(/\\(["$`\\])/g, " $1");
    const { commands, assignments } = scriptOf({ ...code, text }, this.#grammars);
    this.commands.push(
      ...commands.map((each) => ({
        ...each,
        piped: [...each.piped, ...around.piped],
        isSubstituted: each.isSubstituted || around.isSubstituted,
      })),
    );
    this.assignments.push(...assignments);
  }

  /** Reads the commands of which a word holds the output. */
  #substitutions(node: Node, around: Around = { piped: [], isSubstituted: false }): void {
    if (/^(?:command|process)_substitution$/.test(node.type)) this.read(node, around);
    else for (const child of node.namedChildren) if (child) this.#substitutions(child, around);
  }

  #word(node: Node): Word {
    const uses = [...this.#uses(node)];
    const isQuoted = node.type === "string" || node.type === "raw_string";
    return {
      text: this.#written(isQuoted ? node.text.slice(1, -1) : node.text),
      at: this.#at(node),
      uses,
      isLiteral: uses.length === 0 && !/`|\$\(/.test(node.text),
    };
  }

  /** The text with the expressions that were hidden. */
  #written(text: string): string {
    if (this.#expressions.size === 0) return text;
    return text.replaceAll(/\$\{(_\w+_)\}/g, (whole, name: string) => {
      const expression = this.#expressions.get(name);
      return expression === undefined ? whole : `\${{ ${expression} }}`;
    });
  }

  *#uses(node: Node): Generator<Use> {
    if (/^(?:command|process)_substitution$/.test(node.type)) return;
    if (node.type === "simple_expansion" || node.type === "expansion") yield* this.#use(node);
    for (const child of node.namedChildren) if (child) yield* this.#uses(child);
  }

  *#use(node: Node): Generator<Use> {
    const name = node.descendantsOfType("variable_name")[0]?.text;
    if (name === undefined) return;
    const expression = this.#expressions.get(name);
    const at = this.#at(node);
    if (expression === undefined) yield { name, at, shows: shownOf(node.text), by: "shell" };
    else yield { name: expression, at, shows: "all", by: "pipeline" };
  }

  #at(node: Node): Span {
    return this.#fragment.spanOf(span(node.startIndex, node.endIndex));
  }
}

function shownOf(expansion: string): Use["shows"] {
  if (expansion.startsWith("${#")) return "length";
  if (/^\$\{\w+:?\+/.test(expansion)) return "nothing";
  return /^\$\{\w+(?::-?\s*\d|[#%])/.test(expansion) ? "part" : "all";
}

/** The simple command that a statement is, if it is one. */
function commandIn(node: Node): Node | undefined {
  if (/^(?:declaration_)?command$/.test(node.type)) return node;
  const first = node.type === "redirected_statement" ? node.namedChildren[0] : undefined;
  return first ? commandIn(first) : undefined;
}

function nameOf(command: Node | undefined): string {
  return baseOf(command?.namedChildren.find((each) => each?.type === "command_name")?.text ?? "");
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** The command of a part of a pipe, and `>` where it writes what it makes into a file by an option. */
function readersIn(part: Node): string[] {
  const name = nameOf(commandIn(part));
  return /^\S+\s(?:.*\s)?(?:-o|-out|--output)[\s=]/s.test(part.text) ? [name, ">"] : [name];
}

const bodyOf = (heredoc: Node): Node | undefined =>
  heredoc.namedChildren.find((each) => each?.type === "heredoc_body") ?? undefined;

/** The word that a command runs as a script: of `bash -c`, `eval`, `trap`. */
function codeAmong(name: string, words: readonly Word[]): Word | undefined {
  if (name === "eval" || name === "trap") return words[0];
  if (!/^(?:ba|z|k|da|a)?sh$/.test(name)) return undefined;
  return words[words.findIndex(({ text }) => /^-[a-z]*c$/.test(text)) + 1];
}

/** What `sudo -E env A=b timeout 5 python x.py` runs. */
function unwrapped(
  path: string,
  words: readonly Word[],
): { readonly name: string; readonly path: string; readonly rest: readonly Word[] } {
  const name = baseOf(path);
  const next = words.findIndex(({ text }) => !/^(?:-|\w+=|\d+[smhd]?$)/.test(text));
  const wrapped = wrappers.has(name) ? words[next] : undefined;
  return wrapped ? unwrapped(wrapped.text, words.slice(next + 1)) : { name, path, rest: words };
}
