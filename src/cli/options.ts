import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { TareError } from "../core/error.ts";
import { meantOr } from "../core/nearest.ts";

/** One option of a command: parsing, help and completion are all made from this. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  /** What stands for the value in help: `FILE`. */
  readonly takes?: string;
  /** The words that it takes. */
  readonly oneOf?: readonly string[];
  readonly default?: string;
  /** What holds where neither the user nor the settings say it; parsing leaves it out. */
  readonly usual?: string;
  readonly help: string;
  /** Without one of these it would be passed over. */
  readonly with?: readonly string[];
  /** What it contradicts. */
  readonly not?: readonly string[];
}

export type Options = Readonly<Record<string, Option>>;
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Options that every command has. */
export const common: Options = {
  help: { type: "boolean", short: "h", help: "Show this help" },
};

/** @throws {TareError} `usage`: an option that is not there or means nothing here, or a value that it does not take. */
export function parse(
  args: readonly string[],
  options: Options,
): { readonly operands: readonly string[]; readonly values: Values } {
  const config: ParseArgsOptionsConfig = {};
  for (const [name, { type, short, multiple }] of Object.entries({ ...options, ...common }))
    config[name] = {
      type,
      ...(short !== undefined && { short }),
      ...(multiple === true && { multiple }),
    };
  const { positionals, values } = parsed(args, config);
  refuseStray(options, values);
  for (const [name, option] of Object.entries(options)) {
    if (values[name] === undefined && option.default !== undefined) values[name] = option.default;
    refuseOthers(name, option, values[name]);
  }
  return { operands: positionals, values: values as Values };
}

/** @throws {TareError} `usage`: an option is given without those that it goes with, or beside one that it contradicts. */
function refuseStray(options: Options, given: object): void {
  for (const [name, option] of Object.entries(options)) {
    if (!(name in given)) continue;
    const other = option.not?.find((each) => each in given);
    if (other !== undefined)
      throw new TareError("usage", `--${name} and --${other} contradict each other`, {
        hint: "leave one of them out",
      });
    if (option.with?.some((each) => each in given) === false)
      throw new TareError("usage", `--${name} means nothing by itself`, {
        hint: `give it with ${option.with.map((each) => `--${each}`).join(" or ")}`,
      });
  }
}

/**
 * Refuses options that mean something to other verbs of a command alone: whoever gives one would
 * learn nothing of that.
 *
 * @param call What is done: `run --stage pre-push`.
 * @param meantFor The options of each verb, where not all of them take it.
 * @throws {TareError} `usage`
 */
export function refuseForeign(
  { name, options }: { readonly name: string; readonly options: Options },
  call: string,
  meantFor: Readonly<Record<string, readonly string[]>>,
  values: Values,
): void {
  const isGiven = (each: string): boolean =>
    values[each] !== undefined && values[each] !== options[each]?.default;
  for (const [meant, names] of Object.entries(meantFor)) {
    const stray = call.startsWith(meant) ? undefined : names.find(isGiven);
    if (stray !== undefined)
      throw new TareError("usage", `--${stray} means nothing to 'tare ${name} ${call}'`, {
        hint: `it is for 'tare ${name} ${meant}'`,
      });
  }
}

function parsed(args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const [message = "", ...more] = (error as Error).message.split(/\.\s/);
    const [, unknown = ""] = /^Unknown option '(--[^']+)'/.exec(message) ?? [];
    const [dashed] = /--[a-z-]+=-XYZ/.exec(more.join(" ")) ?? [];
    const known = Object.keys(options).map((each) => `--${each}`);
    throw new TareError("usage", message.charAt(0).toLowerCase() + message.slice(1), {
      hint:
        dashed === undefined
          ? meantOr(unknown, known, "see the options with --help")
          : `write a value that starts with a dash as ${dashed}`,
      cause: error,
    });
  }
}

/** @throws {TareError} `usage`: the value is none of the words that the option takes. */
export function refuseOthers(name: string, { oneOf }: Option, given: unknown): void {
  if (!oneOf) return;
  for (const each of Array.isArray(given) ? (given as unknown[]) : [given])
    if (typeof each === "string" && !oneOf.includes(each))
      throw new TareError("usage", `--${name} does not take '${each}'`, {
        hint: meantOr(each, oneOf, `use one of ${oneOf.join(", ")}`),
      });
}

/** The value of an option that takes one. */
export const text = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
};

/** The values of an option that may be repeated, or hold several between commas. */
export function list(values: Values, name: string): readonly string[] {
  const value = values[name];
  return Array.isArray(value) ? (value as string[]).flatMap((each) => each.split(",")) : [];
}

/** @throws {TareError} `usage`: the value is not a whole number from `least` on, up to `most`. */
export function wholeNumber(
  values: Values,
  name: string,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = text(values, name);
  if (value === undefined) return undefined;
  const number = value.trim() === "" ? Number.NaN : Number(value);
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least}` : `${least} to ${most}`;
  throw new TareError("usage", `--${name} takes a whole number from ${range}, not '${value}'`);
}

const units: Readonly<Record<string, number>> = {
  "": 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/** A number of bytes as people write it: `500M`, `16G`, `1048576`. */
export function byteSize(values: Values, name: string): number | undefined {
  const value = text(values, name);
  if (value === undefined) return undefined;
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)([kmgt]?)(?:i?b)?$/i.exec(value) ?? [];
  const factor = units[unit.toLowerCase()];
  if (digits !== "" && factor !== undefined) return Math.round(Number(digits) * factor);
  throw new TareError("usage", `--${name} takes a size such as 500M or 16G, not '${value}'`);
}
