import { codeGrammars } from "../pipeline/code.ts";
import { containerStep } from "../pipeline/containers.ts";
import type { Job } from "../pipeline/pipeline.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { type Entry, Yaml } from "../syntax/yaml.ts";

/** Compiled pipelines of Kubeflow and Vertex AI, YAML or JSON: https://www.kubeflow.org/docs/components/pipelines/reference/component-spec/ */
export const kubeflowPipeline: Reader = {
  id: "kubeflow-pipeline",
  title: "Kubeflow and Vertex AI pipelines",
  path: /\.(?:ya?ml|json)$/,
  isOne: ({ text }) =>
    /["']?deploymentSpec["']?\s*:/.test(text) && /["']?executors["']?\s*:/.test(text),
  grammars: codeGrammars,

  *read(source, grammars) {
    for (const root of Yaml.all(source)) {
      const executors = (root.get("pipelineSpec") ?? root).get("deploymentSpec", "executors");
      if (!executors) continue;
      yield* subjectsOf({
        system: root.get("pipelineSpec") ? "vertex" : "kubeflow",
        kind: "pipeline",
        source,
        triggers: [],
        env: [],
        jobs: executors.entries().map((entry) => jobOf(entry, grammars)),
        node: root,
      });
    }
  },
};

function jobOf({ key, keyAt, value }: Entry, grammars: Grammars): Job {
  const container = value.get("container");
  return {
    name: key,
    nameAt: keyAt,
    at: value.at,
    env: [],
    steps: container ? [containerStep(container, { grammars, env: [], title: key })] : [],
    keeps: [],
    environment: undefined,
    uses: undefined,
    node: value,
  };
}
