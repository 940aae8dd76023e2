import type { Reader } from "../reader.ts";
import type { Resource } from "../resources/resource.ts";
import { Yaml } from "../syntax/yaml.ts";

/** Services of Docker Compose: https://docs.docker.com/reference/compose-file/ */
export const compose: Reader = {
  id: "compose",
  title: "Docker Compose files",
  path: /(?:^|\/)[\w.-]*compose[\w.-]*\.ya?ml$/,
  isOne: ({ text }) => /^services:/m.test(text),
  grammars: [],

  *read(source) {
    const [root] = Yaml.all(source);
    const resources = (root?.get("services")?.entries() ?? []).map(
      ({ key, keyAt, value }): Resource => ({
        system: "compose",
        type: "service",
        name: key,
        at: keyAt,
        source,
        data: value,
      }),
    );
    yield { kind: "infrastructure", of: { system: "compose", source, resources } };
  },
};
