import { isSecretName, type Secrecy } from "../shell/secrecy.ts";

/** `$(name)`, `${{ variables.name }}`, `$[variables.name]`. */
const macro =
  /\$\(([\w.-]+)\)|\$\{\{\s*variables\.([\w.-]+)\s*\}\}|\$\[\s*variables\.([\w.-]+)\s*\]|\$\{\{\s*parameters\.([\w.-]+)\s*\}\}/g;

/** The secrets that whoever uses a template gives to its parameters, by their names. */
export type GivenParameters = ReadonlyMap<string, string>;

/** As a variable of the environment would be called: `hubToken` as `hub_Token`. */
const asVariable = (name: string): string =>
  name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").replaceAll(/[.-]/g, "_");

const isSecretVariable = (name: string): boolean => isSecretName(asVariable(name));

/** The secrets that a value is filled in from: which variables are secret, only the settings of the project know, so their names speak. */
export const secretsOfMacros = (value: string, given?: GivenParameters): readonly string[] =>
  [...value.matchAll(macro)].flatMap(([, dollar, expression, runtime, parameter]) => {
    const name = dollar ?? expression ?? runtime ?? parameter ?? "";
    const secret = parameter === undefined ? undefined : given?.get(parameter);
    return secret ?? (isSecretVariable(name) ? [name] : []);
  });

/** What is known of a name in a script besides its variables: of `$(hubToken)`, `${{ parameters.token }}`. */
export function secrecyOfMacro(
  name: string,
  by: "shell" | "pipeline",
  given?: GivenParameters,
): Secrecy | undefined {
  const parameter = /^parameters\.([\w.-]+)$/.exec(name)?.[1] ?? "";
  const secret = by === "pipeline" ? given?.get(parameter) : undefined;
  if (secret !== undefined) return { kind: "bound", secret };
  // What the shell itself would take for a secret, it knows better.
  const isTold =
    by === "shell" ? !isSecretName(name) && isSecretVariable(name) : isSecretVariable(parameter);
  return isTold ? { kind: "named" } : undefined;
}
