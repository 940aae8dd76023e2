import { isSecretName } from "../shell/secrecy.ts";

/** `$(name)`, `${{ variables.name }}`, `$[variables.name]`. */
const macro =
  /\$\(([\w.-]+)\)|\$\{\{\s*(?:variables|parameters)\.([\w.-]+)\s*\}\}|\$\[\s*variables\.([\w.-]+)\s*\]/g;

/** As a variable of the environment would be called: `hubToken` as `hub_Token`. */
const asVariable = (name: string): string =>
  name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").replaceAll(/[.-]/g, "_");

/** The secrets that a value is filled in from: which variables are secret, only the settings of the project know, so their names speak. */
export const secretsOfMacros = (value: string): readonly string[] =>
  [...value.matchAll(macro)].flatMap(([, dollar, expression, runtime]) => {
    const name = dollar ?? expression ?? runtime ?? "";
    return isSecretName(asVariable(name)) ? [name] : [];
  });
