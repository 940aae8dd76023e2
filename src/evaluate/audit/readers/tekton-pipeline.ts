import { codeGrammars } from "../pipeline/code.ts";
import { containerEnv, containerStep } from "../pipeline/containers.ts";
import type { Job } from "../pipeline/pipeline.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { Yaml } from "../syntax/yaml.ts";

/** Tasks and pipelines of Tekton: https://tekton.dev/docs/pipelines/ */
export const tektonPipeline: Reader = {
  id: "tekton-pipeline",
  title: "Tekton tasks and pipelines",
  path: /\.ya?ml$/,
  isOne: ({ text }) => /^apiVersion: *["']?tekton\.dev\//m.test(text),
  grammars: codeGrammars,

  *read(source, grammars) {
    for (const node of Yaml.all(source)) {
      const spec = node.get("spec");
      if (!spec) continue;
      yield* subjectsOf({
        system: "tekton",
        kind: "pipeline",
        source,
        triggers: [],
        env: [],
        jobs: taskSpecsIn(node, spec).map((each) => jobOf(each, grammars)),
        node,
      });
    }
  },
};

interface Task {
  readonly name: string;
  readonly at: Yaml;
  readonly spec: Yaml;
}

/** A task by itself, or those that are written out in a pipeline. */
function taskSpecsIn(node: Yaml, spec: Yaml): readonly Task[] {
  if (spec.get("steps"))
    return [{ name: node.get("metadata", "name")?.text ?? "task", at: node, spec }];
  const body = spec.get("pipelineSpec") ?? spec;
  const own = spec.get("taskSpec");
  const tasks = [...(body.get("tasks")?.items() ?? []), ...(body.get("finally")?.items() ?? [])];
  return [
    ...(own ? [{ name: node.get("metadata", "name")?.text ?? "task", at: node, spec: own }] : []),
    ...tasks.flatMap((each) => {
      const inner = each.get("taskSpec");
      return inner ? [{ name: each.get("name")?.text ?? "task", at: each, spec: inner }] : [];
    }),
  ];
}

function jobOf({ name, at, spec }: Task, grammars: Grammars): Job {
  const env = containerEnv(spec.get("stepTemplate", "env"));
  return {
    name,
    nameAt: (at.get("name") ?? at.get("metadata", "name") ?? at).at,
    at: spec.at,
    env,
    steps: (spec.get("steps")?.items() ?? []).map((each) =>
      containerStep(each, { grammars, env, title: `a step of ${name}` }),
    ),
    keeps: [],
    environment: undefined,
    uses: undefined,
    node: spec,
  };
}
