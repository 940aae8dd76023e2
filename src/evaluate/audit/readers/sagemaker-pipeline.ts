import { joinedFragment } from "../fragment.ts";
import { codeGrammars, codeOf } from "../pipeline/code.ts";
import type { Job, Step } from "../pipeline/pipeline.ts";
import { settingsOf } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { Yaml } from "../syntax/yaml.ts";

/** Definitions of SageMaker pipelines: https://aws-sagemaker-mlops.github.io/sagemaker-model-building-pipeline-definition-JSON-schema/ */
export const sagemakerPipeline: Reader = {
  id: "sagemaker-pipeline",
  title: "SageMaker pipelines",
  path: /\.(?:ya?ml|json)$/,
  isOne: ({ text }) =>
    /["']?Steps["']?\s*:/.test(text) &&
    /["']?Type["']?\s*:\s*["']?(?:Training|Processing|Tuning|Transform|RegisterModel|Model)["']?\s*[,\n]/.test(
      text,
    ),
  grammars: codeGrammars,

  *read(source, grammars) {
    const [root] = Yaml.all(source);
    const steps = root?.get("Steps");
    if (!root || !steps) return;
    yield* subjectsOf({
      system: "sagemaker",
      kind: "pipeline",
      source,
      triggers: [],
      env: [],
      jobs: steps.items().map((each) => jobOf(each, grammars)),
      node: root,
    });
  },
};

/** What a job is given stands in its environment, and in its hyperparameters, which its container reads. */
function jobOf(node: Yaml, grammars: Grammars): Job {
  const name = node.get("Name");
  const given = node.get("Arguments");
  return {
    name: name?.text ?? "step",
    nameAt: name?.at ?? node.at,
    at: node.at,
    env: ["Environment", "HyperParameters"].flatMap((key) => settingsOf(given?.get(key), () => [])),
    steps: stepOf(given, grammars),
    keeps: [],
    environment: undefined,
    uses: undefined,
    node,
  };
}

function stepOf(given: Yaml | undefined, grammars: Grammars): readonly Step[] {
  const specification = given?.get("AppSpecification") ?? given?.get("AlgorithmSpecification");
  const entry = specification?.get("ContainerEntrypoint");
  if (!specification || !entry) return [];
  const words = [...entry.items(), ...(specification.get("ContainerArguments")?.items() ?? [])];
  const fragments = words.flatMap(({ fragment }) =>
    fragment ? [{ ...fragment, text: `${fragment.text} ` }] : [],
  );
  const around = { grammars, title: "an entry point", known: () => undefined };
  const code = codeOf(joinedFragment(entry.source, fragments), "sh", around);
  return [{ name: undefined, at: entry.at, uses: undefined, env: [], ...code }];
}
