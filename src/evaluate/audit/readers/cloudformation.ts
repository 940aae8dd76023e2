import type { Reader } from "../reader.ts";
import type { Data } from "../resources/data.ts";
import { jsonData } from "../resources/json.ts";
import type { Resource } from "../resources/resource.ts";
import { Yaml } from "../syntax/yaml.ts";
import type { SourceText } from "../text.ts";

/** CloudFormation, SAM, and what CDK writes: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ */
export const cloudformation: Reader = {
  id: "cloudformation",
  title: "CloudFormation templates",
  path: /\.(?:ya?ml|json|template)$/,
  isOne: ({ text }) =>
    /(?:^|[{,])\s*"?Resources"?\s*:/m.test(text) && /"?Type"?\s*:\s*["']?AWS::/.test(text),
  grammars: [],

  *read(source) {
    const root = rootOf(source);
    const resources = (root?.get("Resources")?.entries() ?? []).map(
      ({ key, keyAt, value }): Resource => ({
        system: "cloudformation",
        type: value.get("Type")?.text ?? "",
        name: key,
        at: keyAt,
        source,
        data: value.get("Properties") ?? value,
      }),
    );
    yield { kind: "infrastructure", of: { system: "cloudformation", source, resources } };
  },
};

const rootOf = (source: SourceText): Data | undefined =>
  source.text.trimStart().startsWith("{") ? jsonData(source.text) : Yaml.all(source)[0];
