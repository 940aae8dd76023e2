import type { Dependencies } from "../dependencies/dependencies.ts";
import type { Reader } from "../reader.ts";
import { jsonData } from "../resources/json.ts";

const lists = ["dependencies", "devDependencies", "optionalDependencies"];

/** What a project of Node needs: https://docs.npmjs.com/cli/configuring-npm/package-json */
export const packageJson: Reader = {
  id: "package-json",
  title: "Projects of Node",
  path: /(?:^|\/)package\.json$/,
  grammars: [],

  *read(source) {
    const root = jsonData(source.text);
    const entries = lists.flatMap((list) => root?.get(list)?.entries() ?? []);
    const packages = entries.map(({ key, keyAt, value }) => ({
      name: key,
      version: /^\d[\w.+-]*$/.exec(value.text ?? "")?.[0],
      at: keyAt,
    }));
    const indexes = entries.flatMap(({ value: { text, at } }) =>
      text !== undefined && /^(?:git\+)?https?:/.test(text)
        ? [{ url: text, isExtra: false, at }]
        : [],
    );
    const of: Dependencies = { source, ecosystem: "npm", kind: "list", packages, indexes };
    yield { kind: "dependencies", of };
  },
};
