import type { Reader } from "../reader.ts";
import { blocksOf } from "../resources/hcl.ts";
import type { Resource } from "../resources/resource.ts";

/** Terraform and OpenTofu: https://developer.hashicorp.com/terraform/language/syntax/configuration */
export const terraform: Reader = {
  id: "terraform",
  title: "Terraform and OpenTofu",
  path: /\.(?:tf|tofu)$/,
  grammars: ["hcl"],

  *read(source, grammars) {
    const resources = blocksOf(source.text, grammars).map(
      ({ type, labels: [first = "", second], at, body }): Resource => ({
        system: "terraform",
        type: type === "resource" ? first : second === undefined ? type : `${type}.${first}`,
        name: second ?? first,
        at,
        source,
        data: body,
      }),
    );
    yield { kind: "infrastructure", of: { system: "terraform", source, resources } };
  },
};
