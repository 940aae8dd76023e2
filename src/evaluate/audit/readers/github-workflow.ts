import { join } from "node:path/posix";
import { span } from "../../../core/span.ts";
import type { Files } from "../files.ts";
import { partOf } from "../fragment.ts";
import { codeGrammars, codeOf } from "../pipeline/code.ts";
import {
  type GivenInputs,
  secrecyOfExpression,
  secretsFilledIn,
} from "../pipeline/github-expressions.ts";
import {
  type Entrance,
  inputOf,
  type Job,
  type Kept,
  type Pipeline,
  type Setting,
  type Step,
  stepsOf,
  type Trigger,
  type Used,
} from "../pipeline/pipeline.ts";
import { knownFrom, settingsOf } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader, Subject } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { Yaml, yamlDamage } from "../syntax/yaml.ts";
import type { SourceText } from "../text.ts";

/** Workflows and composite actions of GitHub: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export const githubWorkflow: Reader = {
  id: "github-workflow",
  title: "GitHub Actions workflows and actions",
  path: /(?:^|\/)(?:\.github\/workflows\/[^/]+\.ya?ml|action\.ya?ml)$/,
  isOne: ({ text }) => /^["']?(?:jobs|runs)["']?:/m.test(text),
  grammars: codeGrammars,
  damage: yamlDamage,

  *read(source, grammars, files) {
    const [root] = Yaml.all(source);
    if (!root) return;
    const pipeline = root.get("runs")
      ? actionOf(root, source, { grammars, entrances: [] })
      : workflowOf(root, source, grammars);
    yield* subjectsOf(pipeline);
    const folder = source.path.slice(0, Math.max(0, source.path.indexOf(".github/")));
    yield* actionsUsedBy(pipeline, { grammars, files, folder, seen: new Set() });
  },
};

/** What holds for all steps below. */
interface Around {
  readonly grammars: Grammars;
  readonly env: readonly Setting[];
  readonly shell: string | undefined;
  readonly title: string;
  readonly given?: GivenInputs;
}

function workflowOf(root: Yaml, source: SourceText, grammars: Grammars): Pipeline {
  const env = settings(root.get("env"));
  const shell = root.get("defaults", "run", "shell")?.text;
  return {
    system: "github",
    kind: "pipeline",
    source,
    triggers: triggersOf(root.get("on")),
    env,
    jobs: (root.get("jobs")?.entries() ?? []).map(({ key, keyAt, value }) =>
      jobOf(value, { name: key, nameAt: keyAt }, { grammars, env, shell, title: key }),
    ),
    node: root,
  };
}

interface Called {
  readonly grammars: Grammars;
  readonly entrances: readonly InputEntrance[];
}

interface InputEntrance extends Entrance {
  /** In lower case. */
  readonly input: string;
}

function actionOf(root: Yaml, source: SourceText, { grammars, entrances }: Called): Pipeline {
  const runs = root.get("runs") ?? root;
  const name = root.get("name")?.text ?? source.path;
  const given = new Map(entrances.map(({ input, secret }) => [input, secret]));
  const around = { grammars, env: [], shell: "bash", title: name, given };
  const job = jobOf(runs, { name, nameAt: runs.at }, around);
  return {
    system: "github",
    kind: "action",
    source,
    triggers: [],
    env: [],
    jobs: [job],
    entrances,
    node: root,
  };
}

interface Reading {
  readonly grammars: Grammars;
  readonly files: Files;
  /** Of the repository, with a slash at its end where it is not what is audited. */
  readonly folder: string;
  readonly seen: Set<string>;
}

/** The actions of the same repository that are given secrets, with these: `uses: ./publish`. */
function* actionsUsedBy(pipeline: Pipeline, reading: Reading): Generator<Subject> {
  for (const { uses } of stepsOf(pipeline)) {
    const entrances = uses?.name.startsWith("./") === true ? entrancesOf(uses, pipeline) : [];
    const source = uses && entrances.length > 0 ? actionAt(uses.name, reading) : undefined;
    const [root] = source ? Yaml.all(source) : [];
    const call = JSON.stringify([
      source?.path,
      entrances.map(({ input, secret }) => [input, secret]),
    ]);
    if (!source || !root || reading.seen.has(call)) continue;
    reading.seen.add(call);
    const action = actionOf(root, source, { grammars: reading.grammars, entrances });
    yield* subjectsOf(action);
    yield* actionsUsedBy(action, reading);
  }
}

const entrancesOf = (uses: Used, { source }: Pipeline): readonly InputEntrance[] =>
  uses.inputs.flatMap(({ name, nameAt: at, secrets: [secret] }) => {
    const what = `${uses.name} gets it as ${name}`;
    return secret === undefined ? [] : [{ input: name.toLowerCase(), secret, source, at, what }];
  });

const actionAt = (path: string, { files, folder }: Reading): SourceText | undefined =>
  ["action.yml", "action.yaml"]
    .map((name) => files.get(join(folder, path, name)))
    .find((each) => each !== undefined);

const triggersOf = (on: Yaml | undefined): readonly Trigger[] =>
  on?.isMap === true
    ? on.entries().map(({ key, keyAt, value }) => ({ name: key, at: keyAt, node: value }))
    : (on?.list() ?? []).flatMap((each) =>
        each.text === undefined ? [] : [{ name: each.text, at: each.at, node: undefined }],
      );

const settings = (node: Yaml | undefined, given?: GivenInputs): readonly Setting[] =>
  settingsOf(node, (value) => secretsFilledIn(value, given));

function jobOf(node: Yaml, { name, nameAt }: Pick<Job, "name" | "nameAt">, around: Around): Job {
  const env = settings(node.get("env"), around.given);
  const inside = {
    ...around,
    env: [...around.env, ...env],
    shell: node.get("defaults", "run", "shell")?.text ?? around.shell,
  };
  const steps = (node.get("steps")?.items() ?? []).map((each) => stepOf(each, inside));
  const environment = node.get("environment");
  return {
    name,
    nameAt,
    at: node.at,
    env,
    steps,
    keeps: steps.flatMap(({ uses }) => keptBy(uses)),
    environment: environment?.text ?? environment?.get("name")?.text,
    uses: usedBy(node, around),
    node,
  };
}

function stepOf(node: Yaml, around: Around): Step {
  const env = settings(node.get("env"), around.given);
  const name = node.get("name")?.text;
  return {
    name,
    at: node.at,
    ...codeIn(node, { ...around, env: [...around.env, ...env] }, name),
    uses: usedBy(node, around),
    env,
  };
}

function codeIn(node: Yaml, around: Around, name: string | undefined): ReturnType<typeof codeOf> {
  const run = node.get("run")?.fragment;
  if (!run) return { script: undefined };
  return codeOf(run, node.get("shell")?.text ?? around.shell ?? "bash", {
    grammars: around.grammars,
    title: name === undefined ? `a step of ${around.title}` : `step "${name}" of ${around.title}`,
    known: knownFrom(around.env, (expression) => secrecyOfExpression(expression, around.given)),
  });
}

function usedBy(node: Yaml, { given }: Around): Used | undefined {
  const uses = node.get("uses");
  if (uses?.text === undefined) return undefined;
  const [name = "", version] = uses.text.split("@");
  return { name, version, at: uses.at, inputs: settings(node.get("with"), given) };
}

const keepers: readonly (readonly [RegExp, Kept["as"]])[] = [
  [/^actions\/upload-(?:pages-)?artifact$/, "artifact"],
  [/^actions\/cache(?:\/save)?$/, "cache"],
];

function keptBy(uses: Used | undefined): Kept[] {
  const as = keepers.find(([pattern]) => pattern.test(uses?.name ?? ""))?.[1];
  const path = inputOf(uses, "path")?.value;
  if (!uses || as === undefined || !path) return [];
  const paths = [...path.text.matchAll(/\S[^\n]*/g)].map(({ index, 0: line }) =>
    partOf(path, span(index, index + line.trimEnd().length)),
  );
  return [{ as, paths, at: uses.at, isPublic: true }];
}
