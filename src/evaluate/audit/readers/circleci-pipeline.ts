import { codeGrammars, codeOf } from "../pipeline/code.ts";
import type { Job, Kept, Setting, Step, Used } from "../pipeline/pipeline.ts";
import { withVariables } from "../pipeline/placeholders.ts";
import { knownFrom, settingsOf } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { type Entry, Yaml } from "../syntax/yaml.ts";

/** Pipelines of CircleCI: https://circleci.com/docs/configuration-reference/ */
export const circleciPipeline: Reader = {
  id: "circleci-pipeline",
  title: "CircleCI pipelines",
  path: /(?:^|\/)\.circleci\/.*\.ya?ml$/,
  grammars: codeGrammars,

  *read(source, grammars) {
    const [root] = Yaml.all(source);
    if (!root?.isMap) return;
    yield* subjectsOf({
      system: "circleci",
      kind: "pipeline",
      source,
      triggers: [],
      env: [],
      // A command is a list of steps under a name, as a job is.
      jobs: ["jobs", "commands"].flatMap((kind) =>
        (root.get(kind)?.entries() ?? []).map((entry) => jobOf(entry, grammars)),
      ),
      node: root,
    });
  },
};

/** Contexts of the project fill in secrets beside these; only their names are known. */
const settings = (node: Yaml | undefined): readonly Setting[] => settingsOf(node, () => []);

function jobOf({ key, keyAt, value: node }: Entry, grammars: Grammars): Job {
  const env = settings(node.get("environment"));
  const nodes = stepsIn(node);
  return {
    name: key,
    nameAt: keyAt,
    at: node.at,
    env,
    steps: nodes.map((each) => stepOf(each, { grammars, env, job: key })),
    keeps: nodes.flatMap(keptBy),
    environment: undefined,
    uses: undefined,
    node,
  };
}

/** Those that stand under a condition, too. */
const stepsIn = (node: Yaml): readonly Yaml[] =>
  (node.get("steps")?.items() ?? []).flatMap((each) => {
    const inner = each.get("when") ?? each.get("unless");
    return inner ? stepsIn(inner) : [each];
  });

interface Around {
  readonly grammars: Grammars;
  readonly env: readonly Setting[];
  readonly job: string;
}

const parameter = /<<[ \t]*[\w.-]+[ \t]*>>/g;

function stepOf(node: Yaml, { grammars, env, job }: Around): Step {
  const run = node.get("run");
  const own = settings(run?.get("environment"));
  const fragment = run?.fragment ?? run?.get("command")?.fragment;
  const known = knownFrom([...env, ...own], () => undefined);
  const shell = (run?.get("shell")?.text ?? "bash").replace("/bin/", "");
  const name = run?.get("name")?.text;
  return {
    name,
    at: node.at,
    uses: usedBy(node),
    env: own,
    ...(fragment
      ? codeOf(withVariables(fragment, parameter), shell, {
          grammars,
          title: `a step of ${job}`,
          known,
        })
      : { script: undefined }),
  };
}

function usedBy(node: Yaml): Used | undefined {
  const [entry] = node.entries();
  if (!entry || entry.key === "run")
    return node.text === undefined ? undefined : bare(node, node.text);
  return { name: entry.key, version: undefined, at: entry.keyAt, inputs: settings(entry.value) };
}

const bare = ({ at }: Yaml, name: string): Used => ({ name, version: undefined, at, inputs: [] });

const keepers: Readonly<Record<string, Kept["as"]>> = {
  store_artifacts: "artifact",
  persist_to_workspace: "artifact",
  save_cache: "cache",
};

const keptBy = (node: Yaml): readonly Kept[] =>
  node.entries().flatMap(({ key, value }) => {
    const as = keepers[key];
    const listed = [...(value.get("path")?.list() ?? []), ...(value.get("paths")?.list() ?? [])];
    const paths = listed.flatMap(({ fragment }) => (fragment ? [fragment] : []));
    return as ? [{ as, paths, at: node.at, isPublic: key === "store_artifacts" }] : [];
  });
