import { dirname, join } from "node:path/posix";
import { type Files, foldersAbove } from "../files.ts";
import type { Fragment } from "../fragment.ts";
import { type GivenParameters, secrecyOfMacro, secretsOfMacros } from "../pipeline/azure-macros.ts";
import { codeGrammars, codeOf } from "../pipeline/code.ts";
import {
  type Entrance,
  inputOf,
  type Job,
  type Kept,
  type Setting,
  type Step,
  type Used,
} from "../pipeline/pipeline.ts";
import type { Place } from "../pipeline/place.ts";
import { withVariables } from "../pipeline/placeholders.ts";
import { knownFrom, settingsOf } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader, Subject } from "../reader.ts";
import type { Known } from "../shell/secrecy.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { Yaml, yamlDamage } from "../syntax/yaml.ts";
import type { SourceText } from "../text.ts";

/** Azure Pipelines, and the templates of the same repository that they use: https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/ */
export const azurePipeline: Reader = {
  id: "azure-pipeline",
  title: "Azure Pipelines",
  path: /(?:^|\/)(?:\.?azure[\w.-]*\/(?:.*\/)?[^/]+|[\w.-]*azure[\w.-]*pipelines?[\w.-]*|\.?vsts-ci)\.ya?ml$/,
  isOne: ({ text }) =>
    /^\s*(?:- )?(?:steps|stages|jobs|extends):/m.test(text) &&
    /^\s*-?\s*(?:script|bash|pwsh|powershell|task|template|checkout|publish):/m.test(text),
  grammars: codeGrammars,
  damage: yamlDamage,

  *read(source, grammars, files) {
    const [root] = Yaml.all(source);
    if (root?.isMap === true)
      yield* subjectsIn(root, { env: [], entrances: [] }, { grammars, files, seen: new Set() });
  },
};

interface Reading {
  readonly grammars: Grammars;
  readonly files: Files;
  readonly seen: Set<string>;
}

/** What whoever uses a template gives it. */
interface Given {
  readonly env: readonly Setting[];
  readonly entrances: readonly ParameterEntrance[];
}

interface ParameterEntrance extends Entrance {
  readonly parameter: string;
}

function* subjectsIn(root: Yaml, given: Given, reading: Reading): Generator<Subject> {
  const { source } = root;
  const { entrances } = given;
  const parameters = new Map(entrances.map(({ parameter, secret }) => [parameter, secret]));
  const own = variablesOf(root, parameters);
  const env = [...given.env, ...own];
  const { grammars } = reading;
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
    env: own,
    jobs: jobsIn(root, { grammars, env, parameters, name: "pipeline", nameAt: root.at }),
    entrances,
    node: root,
  });
  for (const template of templatesIn(root))
    yield* subjectsOfTemplate(template, { env, parameters }, reading);
}

/** A template by itself gives the same for whoever uses it with the same secrets. */
function* subjectsOfTemplate(
  { path, parameters }: Template,
  around: Pick<Around, "env" | "parameters">,
  reading: Reading,
): Generator<Subject> {
  const file = templateAt(path.text ?? "", path.source, reading.files);
  const [root] = file ? Yaml.all(file) : [];
  if (!file || root?.isMap !== true) return;
  const entrances = (parameters?.entries() ?? []).flatMap(({ key, keyAt, value }) => {
    const [secret] = secretsOfMacros(value.text ?? "", around.parameters);
    const what = `${path.text ?? ""} gets it as ${key}`;
    return secret === undefined
      ? []
      : [{ parameter: key, secret, source: path.source, at: keyAt, what }];
  });
  const call = [file.path, ...entrances.flatMap(({ parameter, secret }) => [parameter, secret])];
  if (reading.seen.has(call.join("\0"))) return;
  reading.seen.add(call.join("\0"));
  yield* subjectsIn(root, { env: around.env, entrances }, reading);
}

/** Beside the file that names it; with a `/` before it, from the root; `@self` is the same repository. */
function templateAt(path: string, from: SourceText, files: Files): SourceText | undefined {
  const [name = "", repository = "self"] = path.split("@");
  if (repository !== "self") return undefined;
  const folders = name.startsWith("/") ? foldersAbove(from.path) : [dirname(from.path)];
  return folders.map((folder) => files.get(join(folder, name))).find((each) => each !== undefined);
}

interface Template {
  readonly path: Yaml;
  readonly parameters: Yaml | undefined;
}

/** Keys below which a template may be named. */
const holders = ["extends", "variables", "stages", "jobs", "steps"];

/** The templates that a pipeline, a stage or a job uses. */
function templatesIn(node: Yaml): readonly Template[] {
  const path = node.get("template");
  const own = path ? [{ path, parameters: node.get("parameters") }] : [];
  const inner = [...holders.flatMap((key) => listed(node.get(key))), ...phasesOf(node)];
  return [...own, ...inner.flatMap(templatesIn)];
}

/** Of the strategy of a deployment: `runOnce: {deploy: {steps: …}}`. */
const phasesOf = (node: Yaml): readonly Yaml[] =>
  (node.get("strategy")?.entries() ?? []).flatMap(({ value }) =>
    value.entries().map((phase) => phase.value),
  );

/** The items of a list, those that stand under a condition (`${{ if … }}:`) among them; what is no list stands for itself. */
function listed(node: Yaml | undefined): readonly Yaml[] {
  return (node?.list() ?? []).flatMap((each) => {
    const conditional = each.entries().filter(({ key }) => key.startsWith("${{"));
    return conditional.length > 0 ? conditional.flatMap(({ value }) => listed(value)) : [each];
  });
}

interface Around extends Place {
  readonly grammars: Grammars;
  readonly env: readonly Setting[];
  readonly parameters: GivenParameters;
}

/** The jobs of a pipeline, a stage, or a template. */
function jobsIn(node: Yaml, around: Around): readonly Job[] {
  const own = node.get("steps") || node.get("strategy") ? [jobOf(node, around)] : [];
  const inner = ["stages", "jobs"].flatMap((key) =>
    listed(node.get(key)).flatMap((each) => jobsIn(each, inside(each, around))),
  );
  return [...own, ...inner];
}

function inside(node: Yaml, around: Around): Around {
  const named = node.get("job") ?? node.get("deployment") ?? node.get("stage");
  return {
    ...around,
    env: [...around.env, ...variablesOf(node, around.parameters)],
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

const stepsIn = (node: Yaml): readonly Yaml[] =>
  [node, ...phasesOf(node)].flatMap((each) => listed(each.get("steps")));

/** `A: b`, or a list of `name` and `value`. */
const variablesOf = (node: Yaml, parameters: GivenParameters): readonly Setting[] => {
  const variables = node.get("variables");
  const named = listed(variables).flatMap((each): Setting[] => {
    const [name, value] = [each.get("name"), each.get("value")];
    if (name?.text === undefined || !value) return [];
    const secrets = secretsOfMacros(value.text ?? "", parameters);
    return [{ name: name.text, nameAt: name.at, value: value.fragment, secrets }];
  });
  return [...settingsOf(variables, (value) => secretsOfMacros(value, parameters)), ...named];
};

/** Keys of steps that run code, and what runs it. */
const shells = ["script", "bash", "pwsh", "powershell"] as const;

function stepOf(node: Yaml, around: Around): Step {
  const env = settingsOf(node.get("env"), (value) => secretsOfMacros(value, around.parameters));
  const code = codeIn(node);
  return {
    name: node.get("displayName")?.text,
    at: node.at,
    uses: usedBy(node, around),
    env,
    ...(code
      ? codeOf(code.fragment, code.shell, {
          grammars: around.grammars,
          title: `a step of ${around.name}`,
          known: knownIn([...around.env, ...env], around.parameters),
        })
      : { script: undefined }),
  };
}

const knownIn = (settings: readonly Setting[], parameters: GivenParameters): Known => {
  const known = knownFrom(settings, () => undefined);
  return (name, by) => known(name, by) ?? secrecyOfMacro(name, by, parameters);
};

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

function usedBy(node: Yaml, { parameters }: Around): Used | undefined {
  const task = node.get("task") ?? node.get("template");
  if (task?.text === undefined) return undefined;
  const [name = "", version] = task.text.split("@");
  const inputs = settingsOf(node.get("inputs") ?? node.get("parameters"), (value) =>
    secretsOfMacros(value, parameters),
  );
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
