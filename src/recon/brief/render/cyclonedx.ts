import { safeJson } from "../../../report/kit/json.ts";
import type { Dossier, Entity } from "../dossier.ts";
import type { BriefRenderer } from "./renderer.ts";
import { placeWords } from "./words.ts";

/**
 * The model and the software that the release names, as CycloneDX 1.6: scanners
 * of advisories look the components up. Only what the release says is in it, so
 * the list is not complete.
 * https://cyclonedx.org/docs/1.6/json/
 */
export const cyclonedx: BriefRenderer = {
  id: "cyclonedx",
  extension: "cdx.json",

  *render(dossier) {
    yield `${safeJson(bomOf(dossier), 2)}\n`;
  },
};

function bomOf(dossier: Dossier): object {
  const software = dossier.entities.filter(({ kind }) => kind === "software");
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: dossier.startedAt,
      lifecycles: [{ phase: "discovery" }],
      tools: {
        components: [
          { type: "application", name: dossier.tool.name, version: dossier.tool.version },
        ],
      },
      component: modelOf(dossier),
    },
    components: software.map((each) => componentOf(each, dossier.target)),
    compositions: [{ aggregate: "incomplete", assemblies: [modelRef] }],
    dependencies: [
      { ref: modelRef, dependsOn: software.map(({ id }) => id) },
      ...software.map(({ id }) => ({ ref: id })),
    ],
  };
}

const modelRef = "model:release";

/** The release itself. Its model card holds what the release says of the model, and nothing where it says nothing. */
function modelOf({ entities, target }: Dossier): object {
  const model = entities.find(({ kind }) => kind === "model");
  const fact = (name: string): string | undefined => model?.facts[name]?.[0];
  const [family, architecture, task, license, base] = [
    "family",
    "architecture",
    "task",
    "license",
    "base",
  ].map(fact);
  const datasets = entities
    .filter(({ kind, facts }) => kind === "storage" && facts["provider"]?.[0] !== "shared link")
    .map(({ name }) => ({ type: "dataset", name }));
  const parameters = {
    ...(task !== undefined && { task }),
    ...(family !== undefined && { architectureFamily: family }),
    ...(architecture !== undefined && { modelArchitecture: architecture }),
    ...(datasets.length > 0 && { datasets }),
  };
  return {
    type: "machine-learning-model",
    "bom-ref": modelRef,
    name: nameOf(target),
    ...(license !== undefined && { licenses: [{ license: { name: license } }] }),
    ...(base !== undefined && { properties: [{ name: "tare:base_model", value: base }] }),
    ...(Object.keys(parameters).length > 0 && { modelCard: { modelParameters: parameters } }),
  };
}

/** The last name in a path, without the ending of an archive. */
const nameOf = (target: string): string =>
  target
    .replace(/[\\/]+$/, "")
    .replace(/^.*[\\/]/, "")
    .replace(/\.(?:zip|tar|tgz|tar\.\w+|whl|json)$/, "") || "release";

function componentOf({ id, name, facts, evidence }: Entity, target: string): object {
  const [type = "library"] = facts["type"] ?? [];
  const [version] = facts["version"] ?? [];
  const [purl] = facts["purl"] ?? [];
  return {
    type,
    "bom-ref": id,
    name: facts["name"]?.[0] ?? name,
    ...(version !== undefined && { version }),
    ...(purl !== undefined && { purl }),
    evidence: {
      occurrences: evidence.map(({ place }) => ({
        location: placeWords(place, target),
        ...(place.line !== undefined && { line: place.line }),
      })),
    },
  };
}
