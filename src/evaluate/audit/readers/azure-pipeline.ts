import type { Fragment } from "../fragment.ts";
import { codeGrammars, codeOf } from "../pipeline/code.ts";
import { secretsOfMacros } from "../pipeline/azure-macros.ts";
import type { Job, Kept, Setting, Step, Used } from "../pipeline/pipeline.ts";
import { inputOf } from "../pipeline/pipeline.ts";
import { withVariables } from "../pipeline/placeholders.ts";
import { knownFrom, settingsOf } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { Yaml } from "../syntax/yaml.ts";
import type { Place } from "../pipeline/place.ts";

/** Azure Pipelines and their templates: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/ */
export const azurePipeline: Reader = {
  id: "azure-pipeline",
  title: "Azure Pipelines",
  path: /(?:^|\/)(?:\.?azure[\w.-]*\/(?:.*\/)?[^/]+|[\w.-]*azure[\w.-]*pipelines?[\w.-]*|\.?vsts-ci)\.ya?ml$/,
  isOne: ({ text }) =>
    /^\s*(?:- )?(?:steps|stages|jobs):/m.test(text) &&
    /^\s*-?\s*(?:script|bash|pwsh|powershell|task|template|checkout|publish):/m.test(text),
  grammars: codeGrammars,

  *read(source, grammars) {
    const [root] = Yaml.all(source);
    if (!root?.isMap) return;
    const env = variablesOf(root);
    yield* subjectsOf({
      system: "azure",
      kind: "pipeline",
      source,
      triggers: ["trigger", "pr", "schedules"].flatMap((name) =>
        root
          .entries()
          .flatMap(({ key, keyAt, value }) =>
            key === name && value.text !== "none" ? [{ name, at: keyAt, node: value }] : [],
          ),
      ),
      env,
      jobs: jobsIn(root, { grammars, env, name: "pipeline", nameAt: root.at }),
      node: root,
    });
  },
};

interface Around extends Place {
  readonly grammars: Grammars;
  readonly env: readonly Setting[];
}

/** The jobs of a pipeline, a stage, or a template. */
function jobsIn(node: Yaml, around: Around): readonly Job[] {
  const own = node.get("steps") || node.get("strategy") ? [jobOf(node, around)] : [];
  const inner = ["stages", "jobs"].flatMap((key) =>
    (node.get(key)?.items() ?? []).flatMap((each) => jobsIn(each, inside(each, around))),
  );
  return [...own, ...inner];
}

function inside(node: Yaml, around: Around): Around {
  const named = node.get("job") ?? node.get("deployment") ?? node.get("stage");
  return {
    grammars: around.grammars,
    env: [...around.env, ...variablesOf(node)],
    name: named?.text ?? around.name,
    nameAt: named?.at ?? around.nameAt,
  };
}

function jobOf(node: Yaml, around: Around): Job {
  const steps = stepsIn(node).map((each) => stepOf(each, around));
  return {
    name: around.name,
    nameAt: around.nameAt,
    at: node.at,
    env: around.env.slice(),
    steps,
    keeps: [...stepsIn(node).flatMap(publishedBy), ...steps.flatMap(({ uses }) => keptBy(uses))],
    environment: node.get("environment")?.text ?? node.get("environment", "name")?.text,
    uses: undefined,
    node,
  };
}

/** Those of a deployment stand in the phases of its strategy. */
const stepsIn = (node: Yaml): readonly Yaml[] => [
  ...(node.get("steps")?.items() ?? []),
  ...(node.get("strategy")?.entries() ?? []).flatMap(({ value }) =>
    value.entries().flatMap((phase) => phase.value.get("steps")?.items() ?? []),
  ),
];

/** `A: b`, or a list of `name` and `value`. */
const variablesOf = (node: Yaml): readonly Setting[] => {
  const variables = node.get("variables");
  const listed = (variables?.items() ?? []).flatMap((each): Setting[] => {
    const [name, value] = [each.get("name"), each.get("value")];
    return name?.text !== undefined && value ? [setting(name.text, name, value)] : [];
  });
  return [...settingsOf(variables, secretsOfMacros), ...listed];
};

const setting = (name: string, { at }: Yaml, value: Yaml): Setting => ({
  name,
  nameAt: at,
  value: value.fragment,
  secrets: secretsOfMacros(value.text ?? ""),
});

/** Keys of steps that run code, and what runs it. */
const shells = ["script", "bash", "pwsh", "powershell"] as const;

function stepOf(node: Yaml, around: Around): Step {
  const env = settingsOf(node.get("env"), secretsOfMacros);
  const code = codeIn(node);
  return {
    name: node.get("displayName")?.text,
    at: node.at,
    uses: usedBy(node),
    env,
    ...(code
      ? codeOf(code.fragment, code.shell, {
          grammars: around.grammars,
          title: `a step of ${around.name}`,
          known: knownFrom([...around.env, ...env], () => undefined),
        })
      : { script: undefined }),
  };
}

const macro = /\$\([\w.-]+\)/g;

interface Code {
  readonly fragment: Fragment;
  readonly shell: string;
}

/** The code of a step, inline code of a task, too. */
function codeIn(node: Yaml): Code | undefined {
  const [written] = shells.flatMap((key) => {
    const fragment = node.get(key)?.fragment;
    return fragment ? [codeFor(key, fragment)] : [];
  });
  return written ?? inlineCode(node.get("task")?.text ?? "", node.get("inputs"));
}

function inlineCode(task: string, inputs: Yaml | undefined): Code | undefined {
  if (!/^(?:Bash|CmdLine|PowerShell|AzureCLI|AzurePowerShell)\b/.test(task)) return undefined;
  const [fragment] = ["script", "inlineScript", "Inline"].flatMap(
    (key) => inputs?.get(key)?.fragment ?? [],
  );
  return fragment && codeFor(inputs?.get("scriptType")?.text ?? task, fragment);
}

/** @param type What runs it: a key, a task, or its `scriptType`. */
const codeFor = (type: string, fragment: Fragment): Code =>
  /^(?:pwsh|ps|power|azurepower)/i.test(type)
    ? { fragment, shell: "pwsh" }
    : { fragment: withVariables(fragment, macro), shell: "bash" };

function usedBy(node: Yaml): Used | undefined {
  const task = node.get("task") ?? node.get("template");
  if (task?.text === undefined) return undefined;
  const [name = "", version] = task.text.split("@");
  const inputs = settingsOf(node.get("inputs") ?? node.get("parameters"), secretsOfMacros);
  return { name, version, at: task.at, inputs };
}

const publishedBy = (node: Yaml): readonly Kept[] => {
  const path = node.get("publish")?.fragment;
  return path ? [{ as: "artifact", paths: [path], at: node.at, isPublic: false }] : [];
};

const keepers: readonly (readonly [RegExp, string, Kept["as"]])[] = [
  [/^PublishPipelineArtifact$/, "targetpath", "artifact"],
  [/^PublishPipelineArtifact$/, "path", "artifact"],
  [/^PublishBuildArtifacts$/, "pathtopublish", "artifact"],
  [/^Cache$/, "path", "cache"],
];

const keptBy = (uses: Used | undefined): readonly Kept[] =>
  keepers.flatMap(([name, input, as]): Kept[] => {
    const path = name.test(uses?.name ?? "") ? inputOf(uses, input)?.value : undefined;
    return uses && path ? [{ as, paths: [path], at: uses.at, isPublic: false }] : [];
  });
