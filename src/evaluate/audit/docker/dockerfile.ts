import {
  DockerfileParser,
  type Instruction as Parsed,
  type PropertyInstruction,
  Run,
} from "dockerfile-ast";
import { type Span, span } from "../../../core/span.ts";
import { type Fragment, partOf, wholeOf } from "../fragment.ts";
import type { Setting } from "../pipeline/pipeline.ts";
import { isSecretName, type Known } from "../shell/secrecy.ts";
import { type ShellScript, shellScript } from "../shell/shell-script.ts";
import type { Grammars } from "../syntax/grammars.ts";
import type { SourceText } from "../text.ts";

/** `--from=build`, `--mount=type=secret,id=hub`. */
export interface Flag {
  readonly name: string;
  readonly value: string;
  readonly at: Span;
}

export interface Instruction {
  /** Upper-case: `RUN`. */
  readonly keyword: string;
  readonly at: Span;
  readonly flags: readonly Flag[];
  /** What stands behind the flags. */
  readonly args: readonly Fragment[];
  /** The variables that `ENV`, `ARG` and `LABEL` set. */
  readonly settings: readonly Setting[];
  /** What `RUN` runs, unless it is the list form. */
  readonly script: ShellScript | undefined;
}

export interface Stage {
  /** None before the first `FROM`, and where it has none. */
  readonly name: string | undefined;
  readonly image: string | undefined;
  readonly at: Span;
  readonly instructions: readonly Instruction[];
  /** Whether it is the one that is built where nobody asks for another. */
  readonly isLast: boolean;
}

export interface Dockerfile {
  readonly source: SourceText;
  /** What stands before the first `FROM`. */
  readonly before: readonly Instruction[];
  readonly stages: readonly Stage[];
}

/** Every instruction. */
export const instructionsOf = ({ before, stages }: Dockerfile): readonly Instruction[] => [
  ...before,
  ...stages.flatMap(({ instructions }) => instructions),
];

/** Reads a Dockerfile. */
export function dockerfileOf(source: SourceText, grammars: Grammars): Dockerfile {
  const reader = new Reader(source, grammars);
  const parsed = DockerfileParser.parse(source.text).getInstructions();
  const firsts = parsed.flatMap((each, index) => (each.getKeyword() === "FROM" ? [index] : []));
  const before = parsed.slice(0, firsts[0]).map((each) => reader.instruction(each));
  const stages = firsts.map((first, number) =>
    reader.stage(parsed.slice(first, firsts[number + 1]), number === firsts.length - 1),
  );
  return { source, before, stages };
}

type Range = ReturnType<Parsed["getRange"]>;

class Reader {
  readonly #whole: Fragment;
  readonly #grammars: Grammars;
  readonly #lines: readonly number[];

  constructor(source: SourceText, grammars: Grammars) {
    this.#whole = wholeOf(source);
    this.#grammars = grammars;
    this.#lines = [
      0,
      ...[...source.text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length),
    ];
  }

  stage(parsed: readonly Parsed[], isLast: boolean): Stage {
    const [from, ...others] = parsed.map((each) => this.instruction(each));
    const [image, as, name] = from?.args.map(({ text }) => text) ?? [];
    return {
      name: as?.toLowerCase() === "as" ? name : undefined,
      image,
      at: from?.at ?? span(0, 0),
      instructions: others,
      isLast,
    };
  }

  instruction(parsed: Parsed): Instruction {
    const keyword = parsed.getKeyword();
    const flags = flagsOf(parsed).map((flag) => ({
      name: flag.getName(),
      value: flag.getValue() ?? "",
      at: this.#span(flag.getRange()),
    }));
    return {
      keyword,
      at: this.#span(parsed.getRange()),
      flags,
      args: parsed.getArguments().map((each) => partOf(this.#whole, this.#span(each.getRange()))),
      settings: isSetting(parsed) ? this.#settings(parsed) : [],
      script: keyword === "RUN" ? this.#script(parsed, flags) : undefined,
    };
  }

  #settings(parsed: PropertyInstruction): Setting[] {
    return parsed.getProperties().map((property) => {
      const value = property.getValueRange();
      return {
        name: property.getName(),
        nameAt: this.#span(property.getNameRange()),
        value: value ? partOf(this.#whole, this.#span(value)) : undefined,
        secrets: [],
      };
    });
  }

  #script(parsed: Parsed, flags: readonly Flag[]): ShellScript | undefined {
    const [heredoc] = parsed instanceof Run ? parsed.getHeredocs() : [];
    const range = heredoc?.getContentRange() ?? parsed.getArgumentsRange();
    if (!range) return undefined;
    const body = partOf(this.#whole, this.#span(range));
    if (!heredoc && body.text.startsWith("[")) return undefined;
    return shellScript({ ...body, text: withoutComments(body.text) }, this.#grammars, {
      where: "image",
      known: knownFrom(flags),
    });
  }

  #span({ start, end }: Range): Span {
    return span(
      (this.#lines[start.line] ?? 0) + start.character,
      (this.#lines[end.line] ?? 0) + end.character,
    );
  }
}

interface ParsedFlag {
  getName(): string;
  getValue(): string | null;
  getRange(): Range;
}

const flagsOf = (parsed: Parsed): readonly ParsedFlag[] =>
  "getFlags" in parsed ? (parsed.getFlags as () => ParsedFlag[])() : [];

const isSetting = (parsed: Parsed): parsed is PropertyInstruction => "getProperties" in parsed;

/** Lines of comment inside a command: Docker takes them out before a shell sees it. */
const withoutComments = (text: string): string =>
  text.replaceAll(/^[ \t]*#.*$/gm, (line) => " ".repeat(line.length - 1) + "\\");

/** Variables that a secret is mounted as. */
function knownFrom(flags: readonly Flag[]): Known {
  const mounted = new Map<string, string>();
  for (const { name, value } of flags) {
    const options = new Map(value.split(",").map((each) => each.split("=", 2) as [string, string]));
    const variable = options.get("env");
    if (name === "mount" && options.get("type") === "secret" && variable !== undefined)
      mounted.set(variable, options.get("id") ?? variable);
  }
  return (name) => {
    const secret = mounted.get(name);
    if (secret !== undefined) return { kind: "bound", secret };
    return isSecretName(name) ? { kind: "named" } : undefined;
  };
}
