import { env as environment } from "node:process";
import { Secret } from "../../core/secret.ts";
import { secretsIn } from "./environment.ts";
import { type PatternOptions, redactingMatcher } from "./matcher.ts";
import { Redactor, type SecretValue } from "./redactor.ts";

/** What a program asks to have masked. Plain data, so that it can be sent to a worker. */
export interface RedactOptions {
  /** Values by their names. */
  readonly values?: Readonly<Record<string, string>>;
  /** Names of variables of the environment; `secrets`: all that are likely to hold one. */
  readonly env?: readonly string[] | "secrets";
  /** Whether what rules find is masked too, and by which. Default: by all rules for secrets. */
  readonly patterns?: boolean | PatternOptions;
  /** Stands for what is masked: `{name}` in it is the value's name, or the rule's. Default: `***`. */
  readonly mask?: string;
  /** Values of fewer bytes, white space not counted, are not masked. Default, and least: 6. */
  readonly shortest?: number;
}

/** Makes a redactor by what a program asks for. */
export async function redactorOf(options: RedactOptions): Promise<Redactor> {
  const { patterns = true, mask, shortest } = options;
  const matcher =
    patterns === false ? undefined : await redactingMatcher(patterns === true ? {} : patterns);
  return new Redactor({ values: valuesOf(options), matcher, mask, shortest });
}

function valuesOf({ values = {}, env = [] }: RedactOptions): SecretValue[] {
  const named = Object.entries(values).map(([name, value]) => ({ name, value: new Secret(value) }));
  if (env === "secrets") return [...named, ...secretsIn(environment)];
  const asked = env.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [{ name, value: new Secret(value) }];
  });
  return [...named, ...asked];
}
