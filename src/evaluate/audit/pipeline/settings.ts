import { isIdentity, type Known, type Secrecy } from "../shell/secrecy.ts";
import type { Yaml } from "../syntax/yaml.ts";
import type { Setting } from "./pipeline.ts";

/** The entries of a mapping as settings. */
export const settingsOf = (
  node: Yaml | undefined,
  secretsIn: (value: string) => readonly string[],
): readonly Setting[] =>
  (node?.entries() ?? []).map(({ key, keyAt, value }) => ({
    name: key,
    nameAt: keyAt,
    value: value.fragment,
    secrets: secretsIn(value.text ?? ""),
  }));

/** What settings tell of the variables of a script; later ones hold over earlier ones. */
export function knownFrom(
  settings: readonly Setting[],
  inline: (expression: string) => Secrecy | undefined,
): Known {
  const bound = new Map<string, Secrecy | undefined>();
  for (const { name, secrets } of settings) {
    const secret = secrets.find((each) => !isIdentity(each));
    bound.set(name, secret === undefined ? undefined : { kind: "bound", secret });
  }
  return (name, by) => (by === "pipeline" ? inline(name) : bound.get(name));
}
