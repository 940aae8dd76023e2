import { span } from "../../../core/span.ts";
import type { Reader } from "../reader.ts";
import { type BicepStatement, bicepStatements } from "../resources/bicep.ts";
import { type Data, dataOf } from "../resources/data.ts";
import type { Resource } from "../resources/resource.ts";

/** Bicep of Azure: https://learn.microsoft.com/azure/azure-resource-manager/bicep/file */
export const bicep: Reader = {
  id: "bicep",
  title: "Bicep files",
  path: /\.bicep$/,
  grammars: [],

  *read(source) {
    const resources = bicepStatements(source.text).map((statement): Resource => ({
      system: "bicep",
      type: typeOf(statement),
      name: statement.name,
      at: statement.at,
      source,
      data: dataIn(statement),
    }));
    yield { kind: "infrastructure", of: { system: "bicep", source, resources } };
  },
};

const typeOf = ({ keyword, type }: BicepStatement): string =>
  keyword === "resource" ? type : keyword === "param" ? "variable" : keyword;

/** Parameters and outputs as Terraform has them, so that the same is said of both. */
function dataIn({ keyword, type, isSecure, at, value }: BicepStatement): Data {
  const scalar = (text: string): Data => dataOf(at, { kind: "scalar", text });
  if (keyword === "resource") return value ?? dataOf(at, { kind: "mapping", entries: [] });
  const said = {
    type: scalar(type),
    ...(isSecure && { sensitive: scalar("true") }),
    ...(value && { [keyword === "param" ? "default" : "value"]: value }),
  };
  const entries = Object.entries(said).map(([key, each]) => ({ key, keyAt: at, value: each }));
  return dataOf(span(at.start, value?.at.end ?? at.end), { kind: "mapping", entries });
}
