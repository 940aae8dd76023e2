import { span } from "../../../core/span.ts";
import type { Reader } from "../reader.ts";
import type { Resource } from "../resources/resource.ts";
import { Yaml } from "../syntax/yaml.ts";

/** Manifests of Kubernetes: https://kubernetes.io/docs/concepts/overview/working-with-objects/ */
export const kubernetes: Reader = {
  id: "kubernetes",
  title: "Kubernetes manifests",
  path: /\.ya?ml$/,
  isOne: ({ text }) => /^apiVersion:/m.test(text) && /^kind:/m.test(text) && !/\{\{/.test(text),
  grammars: [],

  *read(source) {
    const resources = Yaml.all(source).flatMap((data): Resource[] => {
      const kind = data.get("kind");
      if (kind?.text === undefined) return [];
      const name = data.get("metadata", "name");
      const at = name?.at ?? kind.at ?? span(0, 0);
      return [{ system: "kubernetes", type: kind.text, name: name?.text ?? "", at, source, data }];
    });
    if (resources.length > 0)
      yield { kind: "infrastructure", of: { system: "kubernetes", source, resources } };
  },
};
