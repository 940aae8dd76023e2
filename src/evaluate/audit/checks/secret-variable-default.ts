import type { Check } from "../check.ts";
import { isPlainValue, literalIn } from "../resources/literal.ts";
import { isSecretKey } from "../resources/settings.ts";

export const secretVariableDefault: Check = {
  id: "secret-variable-default",
  title: "Variable for a secret has one as its default",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "medium",
  why: "Where nobody sets the variable, the value that everybody can read in the repository is what runs.",
  instead: "Take the default away, so that whoever applies the code has to give a value.",
  references: ["https://developer.hashicorp.com/terraform/language/values/variables"],
  examples: {
    found: [
      {
        path: "variables.tf",
        text: 'variable "hf_token" {\n  type    = string\n  default = «"3f9ab2c4d5"»\n}\n',
      },
      {
        path: "main.bicep",
        text: "param adminPassword string = «'correct-horse-battery'»\n",
      },
    ],
    ignored: [
      {
        path: "variables.tf",
        text: 'variable "hf_token" {\n  default = ""\n}\nvariable "max_tokens" {\n  default = "4096"\n}\nvariable "db_password" {\n  default = null\n}\n',
      },
      {
        path: "main.bicep",
        text: "param adminPassword string = newGuid()\nparam location string = 'west'\n",
      },
    ],
  },

  *run({ source, resources }) {
    for (const resource of resources) {
      const value = resource.type === "variable" ? resource.data.get("default") : undefined;
      const text = value && isSecretKey(resource.name) ? literalIn(resource, value) : undefined;
      if (value && text !== undefined && text.length > 3 && isPlainValue(text))
        yield { message: `gives ${resource.name} a value that stands here`, source, at: value.at };
    }
  },
};
