import { secrecyOfExpression, secretsFilledIn } from "../pipeline/github-expressions.ts";
import type { Job, Kept, Pipeline, Setting, Step, Trigger, Used } from "../pipeline/pipeline.ts";
import { inputOf } from "../pipeline/pipeline.ts";
import { knownFrom, settingsOf } from "../pipeline/settings.ts";
import { codeGrammars, codeOf } from "../pipeline/code.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { Yaml } from "../syntax/yaml.ts";
import type { SourceText } from "../text.ts";
import { partOf } from "../fragment.ts";
import { span } from "../../../core/span.ts";

/** Workflows and composite actions of GitHub: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export const githubWorkflow: Reader = {
  id: "github-workflow",
  title: "GitHub Actions workflows and actions",
  path: /(?:^|\/)(?:\.github\/workflows\/[^/]+\.ya?ml|action\.ya?ml)$/,
  isOne: ({ text }) => /^["']?(?:jobs|runs)["']?:/m.test(text),
  grammars: codeGrammars,

  *read(source, grammars) {
    const [root] = Yaml.all(source);
    if (!root) return;
    yield* subjectsOf(
      root.get("runs") ? actionOf(root, source, grammars) : workflowOf(root, source, grammars),
    );
  },
};

/** What holds for all steps below. */
interface Around {
  readonly grammars: Grammars;
  readonly env: readonly Setting[];
  readonly shell: string | undefined;
  readonly title: string;
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

function actionOf(root: Yaml, source: SourceText, grammars: Grammars): Pipeline {
  const runs = root.get("runs") ?? root;
  const name = root.get("name")?.text ?? source.path;
  const around = { grammars, env: [], shell: "bash", title: name };
  const job = jobOf(runs, { name, nameAt: runs.at }, around);
  return {
    system: "github",
    kind: "action",
    source,
    triggers: [],
    env: [],
    jobs: [job],
    node: root,
  };
}

const triggersOf = (on: Yaml | undefined): readonly Trigger[] =>
  on?.isMap === true
    ? on.entries().map(({ key, keyAt, value }) => ({ name: key, at: keyAt, node: value }))
    : (on?.list() ?? []).flatMap((each) =>
        each.text === undefined ? [] : [{ name: each.text, at: each.at, node: undefined }],
      );

const settings = (node: Yaml | undefined): readonly Setting[] => settingsOf(node, secretsFilledIn);

function jobOf(node: Yaml, { name, nameAt }: Pick<Job, "name" | "nameAt">, around: Around): Job {
  const env = settings(node.get("env"));
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
    uses: usedBy(node),
    node,
  };
}

function stepOf(node: Yaml, around: Around): Step {
  const env = settings(node.get("env"));
  const name = node.get("name")?.text;
  return {
    name,
    at: node.at,
    ...codeIn(node, { ...around, env: [...around.env, ...env] }, name),
    uses: usedBy(node),
    env,
  };
}

function codeIn(node: Yaml, around: Around, name: string | undefined): ReturnType<typeof codeOf> {
  const run = node.get("run")?.fragment;
  if (!run) return { script: undefined };
  return codeOf(run, node.get("shell")?.text ?? around.shell ?? "bash", {
    grammars: around.grammars,
    title: name === undefined ? `a step of ${around.title}` : `step "${name}" of ${around.title}`,
    known: knownFrom(around.env, secrecyOfExpression),
  });
}

function usedBy(node: Yaml): Used | undefined {
  const uses = node.get("uses");
  if (uses?.text === undefined) return undefined;
  const [name = "", version] = uses.text.split("@");
  return { name, version, at: uses.at, inputs: settings(node.get("with")) };
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
