import type { Reader } from "../reader.ts";
import { Yaml } from "../syntax/yaml.ts";

/** The values of Helm charts: https://helm.sh/docs/chart_template_guide/values_files/ */
export const helmValues: Reader = {
  id: "helm-values",
  title: "Values of Helm charts",
  path: /(?:^|\/)values[\w.-]*\.ya?ml$/,
  isOne: ({ text }) => !/^(?:apiVersion|sops|Resources):/m.test(text),
  grammars: [],

  *read(source) {
    const [data] = Yaml.all(source);
    if (!data) return;
    const values = {
      system: "helm",
      type: "values",
      name: "values",
      at: data.at,
      source,
      data,
    } as const;
    yield { kind: "infrastructure", of: { system: "helm", source, resources: [values] } };
  },
};
