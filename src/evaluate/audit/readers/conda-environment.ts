import { span } from "../../../core/span.ts";
import { type Dependencies, normalName, type Package } from "../dependencies/dependencies.ts";
import { requirementOf } from "../dependencies/requirement.ts";
import type { Reader } from "../reader.ts";
import { Yaml } from "../syntax/yaml.ts";

/** Environments of conda: https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html */
export const condaEnvironment: Reader = {
  id: "conda-environment",
  title: "Environments of conda",
  path: /(?:^|\/)[\w.-]*(?:environment|conda)[\w.-]*\.ya?ml$/,
  isOne: ({ text }) => /^dependencies:/m.test(text) && /^(?:name|channels):/m.test(text),
  grammars: [],

  *read(source) {
    const [root] = Yaml.all(source);
    const packages = (root?.get("dependencies")?.items() ?? []).flatMap((each) =>
      each.isMap ? (each.get("pip")?.items() ?? []).flatMap(fromPip) : fromConda(each),
    );
    const of: Dependencies = { source, ecosystem: "python", kind: "list", packages, indexes: [] };
    yield { kind: "dependencies", of };
  },
};

const fromPip = ({ text = "", at }: Yaml): Package[] => {
  const found = requirementOf(text, at.start);
  return found ? [found] : [];
};

/** `pytorch=2.1.0=py311`, `conda-forge::wandb`. */
function fromConda({ text = "", at }: Yaml): Package[] {
  const [, name, version] = /^(?:[\w-]+::)?([\w.-]+)(?:\s*={1,2}([\w.]+))?/.exec(text) ?? [];
  if (name === undefined) return [];
  return [{ name: normalName(name), version, at: span(at.start, at.end) }];
}
