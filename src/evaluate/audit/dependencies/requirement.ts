import { span } from "../../../core/span.ts";
import { normalName, type Package } from "./dependencies.ts";

const requirement =
  /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:\(?\s*(===?)\s*([\w.!+-]+))?(?=$|[\s,;()<>=~!@#])/;

/**
 * A requirement of Python: https://packaging.python.org/en/latest/specifications/dependency-specifiers/
 *
 * @param start Where it stands in its file.
 */
export function requirementOf(text: string, start: number): Package | undefined {
  const [, name, , version] = requirement.exec(text) ?? [];
  if (name === undefined) return undefined;
  return {
    name: normalName(name),
    version: version?.includes("*") === true ? undefined : version,
    at: span(start, start + name.length),
  };
}
