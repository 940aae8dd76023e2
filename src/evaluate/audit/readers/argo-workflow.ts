import { codeGrammars } from "../pipeline/code.ts";
import { containerStep } from "../pipeline/containers.ts";
import type { Job, Kept } from "../pipeline/pipeline.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { Yaml } from "../syntax/yaml.ts";

/** Workflows of Argo, which Kubeflow's first version compiles to: https://argo-workflows.readthedocs.io/en/latest/fields/ */
export const argoWorkflow: Reader = {
  id: "argo-workflow",
  title: "Argo workflows",
  path: /\.ya?ml$/,
  isOne: ({ text }) =>
    /^apiVersion: *["']?argoproj\.io\//m.test(text) &&
    /^kind: *["']?(?:Cron|Cluster)?Workflow/m.test(text),
  grammars: codeGrammars,

  *read(source, grammars) {
    for (const node of Yaml.all(source)) {
      const spec = node.get("spec", "workflowSpec") ?? node.get("spec");
      if (!spec) continue;
      yield* subjectsOf({
        system: "argo",
        kind: "pipeline",
        source,
        triggers: [],
        env: [],
        jobs: (spec.get("templates")?.items() ?? []).map((each) => jobOf(each, grammars)),
        node,
      });
    }
  },
};

const containersOf = (node: Yaml): readonly Yaml[] => [
  ...["container", "script"].flatMap((key) => node.get(key) ?? []),
  ...["initContainers", "sidecars"].flatMap((key) => node.get(key)?.items() ?? []),
  ...(node.get("containerSet", "containers")?.items() ?? []),
];

function jobOf(node: Yaml, grammars: Grammars): Job {
  const name = node.get("name");
  const title = name?.text ?? "template";
  return {
    name: title,
    nameAt: name?.at ?? node.at,
    at: node.at,
    env: [],
    steps: containersOf(node).map((each) =>
      containerStep(each, { grammars, env: [], title: `template ${title}` }),
    ),
    keeps: (node.get("outputs", "artifacts")?.items() ?? []).flatMap(keptBy),
    environment: undefined,
    uses: undefined,
    node,
  };
}

function keptBy(node: Yaml): readonly Kept[] {
  const path = node.get("path")?.fragment;
  return path ? [{ as: "artifact", paths: [path], at: node.at, isPublic: false }] : [];
}
