import { isIdentity, isSecretName, type Secrecy } from "../shell/secrecy.ts";

const expressions = /\$\{\{([^]*?)\}\}/g;
const secret = /\bsecrets(?:\.([\w-]+)|\[\s*'([\w-]+)'\s*\])/gi;
const token = /\bgithub\.token\b/i;
/** The whole context, or one that is chosen at run time. */
const whole = /\btoJSON\(\s*secrets\s*\)|\bsecrets\s*\[\s*(?!')|\bsecrets\.\*/i;

/** The secrets that whoever uses an action gives to its inputs, by their names in lower case. */
export type GivenInputs = ReadonlyMap<string, string>;

/** The secrets that an expression names; `*` for all of them. */
export function secretsNamed(expression: string, given?: GivenInputs): readonly string[] {
  const named = [...expression.matchAll(secret)].map(
    ([, dotted, quoted]) => dotted ?? quoted ?? "",
  );
  return [
    ...new Set([
      ...named,
      ...(given ? secretsOfInputs(expression, given) : []),
      ...(token.test(expression) ? ["GITHUB_TOKEN"] : []),
      ...(whole.test(expression) ? ["*"] : []),
    ]),
  ];
}

const secretsOfInputs = (expression: string, given: GivenInputs): readonly string[] =>
  [...expression.matchAll(/\binputs\.([\w-]+)/g)].flatMap(
    ([, name = ""]) => given.get(name.toLowerCase()) ?? [],
  );

/** The secrets that the expressions in a value fill in. What only asks whether there is one fills in no secret. */
export const secretsFilledIn = (value: string, given?: GivenInputs): readonly string[] =>
  [...value.matchAll(expressions)].flatMap(([, inside = ""]) =>
    isQuestion(inside) ? [] : secretsNamed(inside, given),
  );

/** `secrets.X != ''` gives true or false. */
const isQuestion = (expression: string): boolean =>
  /[!=]=\s*(?:''|null)\s*$|^\s*!/.test(expression) && !/&&|\|\|/.test(expression);

const input = /^\s*inputs\.([\w-]+)\s*$/;

/** What an expression that stands in a script brings into it; of an input, only its name tells. */
export function secrecyOfExpression(expression: string, given?: GivenInputs): Secrecy | undefined {
  const named = isQuestion(expression) ? [] : secretsNamed(expression, given);
  const first = named.find((each) => !isIdentity(each));
  if (first !== undefined) return { kind: "bound", secret: first };
  const name = input.exec(expression)?.[1]?.replaceAll("-", "_") ?? "";
  return isSecretName(name) ? { kind: "named" } : undefined;
}
