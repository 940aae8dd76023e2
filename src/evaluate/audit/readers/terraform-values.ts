import { span } from "../../../core/span.ts";
import type { Reader } from "../reader.ts";
import { attributesOf } from "../resources/hcl.ts";

/** Values for the variables of Terraform: https://developer.hashicorp.com/terraform/language/values/variables */
export const terraformValues: Reader = {
  id: "terraform-values",
  title: "Values for Terraform's variables",
  path: /\.tfvars$/,
  grammars: ["hcl"],

  *read(source, grammars) {
    const data = attributesOf(source.text, grammars);
    const name = source.path.slice(source.path.lastIndexOf("/") + 1);
    const at = span(0, Math.max(0, source.text.indexOf("\n")));
    const values = { system: "terraform", type: "values", name, at, source, data } as const;
    yield { kind: "infrastructure", of: { system: "terraform", source, resources: [values] } };
  },
};
