import { joinedFragment } from "../fragment.ts";
import { linesOf } from "../pipeline/lines.ts";
import type { Job, Kept, Pipeline, Setting, Step } from "../pipeline/pipeline.ts";
import { knownFrom } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import { shellScript } from "../shell/shell-script.ts";
import type { Grammars } from "../syntax/grammars.ts";
import type { Entry } from "../syntax/yaml.ts";
import { Yaml } from "../syntax/yaml.ts";
import type { SourceText } from "../text.ts";

/** Pipelines of GitLab: https://docs.gitlab.com/ci/yaml/ */
export const gitlabPipeline: Reader = {
  id: "gitlab-pipeline",
  title: "GitLab CI pipelines",
  path: /(?:^|\/)(?:[\w.-]*\.)?gitlab-ci(?:[\w.-]*)\.ya?ml$|(?:^|\/)\.gitlab\/(?:ci|pipelines?)\/.*\.ya?ml$/,
  grammars: ["bash"],

  *read(source, grammars) {
    const [root] = Yaml.all(source);
    if (!root?.isMap) return;
    yield* subjectsOf(pipelineOf(root, source, grammars));
  },
};

/** Keys of a file that are no jobs. */
const globals = new Set([
  "default",
  "include",
  "stages",
  "variables",
  "workflow",
  "image",
  "services",
  "before_script",
  "after_script",
  "cache",
  "spec",
  "pages_options",
]);

/** How often `extends` and `!reference` are followed: the limit of GitLab itself for the latter. */
const deepest = 10;

function pipelineOf(root: Yaml, source: SourceText, grammars: Grammars): Pipeline {
  const env = variablesOf(root.get("variables"));
  const file = { root, grammars, env };
  return {
    system: "gitlab",
    kind: "pipeline",
    source,
    triggers: [],
    env,
    jobs: root
      .entries()
      .filter(({ key, value }) => !globals.has(key) && value.isMap)
      .map((entry) => jobOf(entry, file)),
    node: root,
  };
}

interface File {
  readonly root: Yaml;
  readonly grammars: Grammars;
  readonly env: readonly Setting[];
}

/** `A: value`, or `A: {value: …}`. */
const variablesOf = (node: Yaml | undefined): readonly Setting[] =>
  (node?.entries() ?? []).map(({ key, keyAt, value }) => ({
    name: key,
    nameAt: keyAt,
    value: (value.get("value") ?? value).fragment,
    secrets: [],
  }));

function jobOf({ key, keyAt, value: node }: Entry, file: File): Job {
  const env = variablesOf(node.get("variables"));
  const inherited = inheritedBy(node, file.root).flatMap((each) =>
    variablesOf(each.get("variables")),
  );
  const known = [...file.env, ...inherited, ...env, ...fetchedBy(node)];
  const steps = ["before_script", "script", "after_script"].flatMap((phase) =>
    stepOf(node, phase, { file, known, job: key }),
  );
  return {
    name: key,
    nameAt: keyAt,
    at: node.at,
    env,
    steps,
    keeps: keptBy(node),
    environment: node.get("environment")?.text ?? node.get("environment", "name")?.text,
    uses: undefined,
    node,
  };
}

/** What a job extends, farthest first. */
function inheritedBy(node: Yaml, root: Yaml, depth = 0): readonly Yaml[] {
  if (depth > deepest) return [];
  return (node.get("extends")?.list() ?? []).flatMap((each) => {
    const parent = root.get(each.text ?? "");
    return parent ? [...inheritedBy(parent, root, depth + 1), parent] : [];
  });
}

/** Variables that `secrets:` fills in, and tokens that the job is given. */
const fetchedBy = (node: Yaml): readonly Setting[] =>
  ["secrets", "id_tokens"].flatMap((kind) =>
    (node.get(kind)?.entries() ?? []).map(({ key, keyAt }) => ({
      name: key,
      nameAt: keyAt,
      value: undefined,
      secrets: [key],
    })),
  );

interface Around {
  readonly file: File;
  readonly known: readonly Setting[];
  readonly job: string;
}

/** Lines that are written in the job itself: those of templates are seen there. */
function stepOf(node: Yaml, phase: string, { file, known, job }: Around): Step[] {
  const script = node.get(phase);
  const lines = script ? linesOf(script) : [];
  if (!script || lines.length === 0) return [];
  return [
    {
      name: phase,
      at: script.at,
      script: shellScript(joinedFragment(script.source, lines), file.grammars, {
        where: "pipeline",
        title: `${phase} of ${job}`,
        known: knownFrom(known, () => undefined),
      }),
      uses: undefined,
      env: [],
    },
  ];
}

function keptBy(node: Yaml): Kept[] {
  const artifacts = node.get("artifacts");
  const kept = (as: Kept["as"], each: Yaml, isPublic: boolean): Kept => ({
    as,
    paths: (each.get("paths")?.list() ?? []).flatMap(({ fragment }) =>
      fragment ? [fragment] : [],
    ),
    at: each.at,
    isPublic,
  });
  return [
    // They are public unless the job says otherwise.
    ...(artifacts ? [kept("artifact", artifacts, artifacts.get("public")?.text !== "false")] : []),
    ...(node.get("cache")?.list() ?? []).map((each) => kept("cache", each, false)),
  ];
}
