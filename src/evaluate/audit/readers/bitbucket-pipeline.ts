import { joinedFragment } from "../fragment.ts";
import { codeGrammars, codeOf } from "../pipeline/code.ts";
import { linesOf } from "../pipeline/lines.ts";
import type { Job, Kept, Step, Trigger, Used } from "../pipeline/pipeline.ts";
import { settingsOf } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { Yaml, yamlDamage } from "../syntax/yaml.ts";

/** Bitbucket Pipelines: https://support.atlassian.com/bitbucket-cloud/docs/bitbucket-pipelines-configuration-reference/ */
export const bitbucketPipeline: Reader = {
  id: "bitbucket-pipeline",
  title: "Bitbucket Pipelines",
  path: /(?:^|\/)bitbucket-pipelines\.ya?ml$/,
  grammars: codeGrammars,
  damage: yamlDamage,

  *read(source, grammars) {
    const [root] = Yaml.all(source);
    const pipelines = root?.get("pipelines");
    if (!root || !pipelines) return;
    yield* subjectsOf({
      system: "bitbucket",
      kind: "pipeline",
      source,
      triggers: pipelines
        .entries()
        .map(({ key, keyAt, value }): Trigger => ({ name: key, at: keyAt, node: value })),
      env: [],
      jobs: [...jobsIn(pipelines), ...jobsIn(root.get("definitions") ?? pipelines)].flatMap(
        (each) => jobOf(each, grammars, cachesOf(root)),
      ),
      node: root,
    });
  },
};

/** Every `step`, however deep in branches, stages and parallel groups. */
function jobsIn(node: Yaml): readonly Yaml[] {
  const step = node.get("step");
  if (step) return [step];
  return [...node.entries().map(({ value }) => value), ...node.items()].flatMap(jobsIn);
}

/** Folders of caches that the file itself names. */
const cachesOf = (root: Yaml): ReadonlyMap<string, Yaml> =>
  new Map(
    (root.get("definitions", "caches")?.entries() ?? []).map(({ key, value }) => [key, value]),
  );

function jobOf(node: Yaml, grammars: Grammars, caches: ReadonlyMap<string, Yaml>): readonly Job[] {
  const name = node.get("name");
  const title = name?.text ?? "step";
  const deployment = node.get("deployment")?.text;
  return [
    {
      name: title,
      nameAt: name?.at ?? node.at,
      at: node.at,
      env: [],
      steps: ["script", "after-script"].flatMap((phase) =>
        stepsOf(node.get(phase), title, grammars),
      ),
      keeps: keptBy(node, caches),
      environment: deployment,
      uses: undefined,
      node,
    },
  ];
}

function stepsOf(node: Yaml | undefined, job: string, grammars: Grammars): readonly Step[] {
  if (!node) return [];
  const pipes = node.items().flatMap((each): Step[] => {
    const uses = pipeOf(each);
    return uses ? [{ name: uses.name, at: each.at, script: undefined, uses, env: [] }] : [];
  });
  const lines = linesOf(node);
  if (lines.length === 0) return pipes;
  const around = { grammars, title: `a step of ${job}`, known: () => undefined };
  const code = codeOf(joinedFragment(node.source, lines), "bash", around);
  return [{ name: undefined, at: node.at, uses: undefined, env: [], ...code }, ...pipes];
}

function pipeOf(node: Yaml): Used | undefined {
  const pipe = node.get("pipe");
  if (pipe?.text === undefined) return undefined;
  const [name = "", version] = pipe.text.split(":");
  return { name, version, at: pipe.at, inputs: settingsOf(node.get("variables"), () => []) };
}

function keptBy(node: Yaml, caches: ReadonlyMap<string, Yaml>): readonly Kept[] {
  const artifacts = node.get("artifacts");
  const fragments = (each: Yaml | undefined): Kept["paths"] =>
    (each?.list() ?? []).flatMap(({ fragment }) => (fragment ? [fragment] : []));
  const cached = (node.get("caches")?.items() ?? []).flatMap((each): Kept[] => {
    const path = caches.get(each.text ?? "");
    return path
      ? [{ as: "cache", paths: fragments(path.get("path") ?? path), at: each.at, isPublic: false }]
      : [];
  });
  const kept = artifacts && fragments(artifacts.get("paths") ?? artifacts);
  return kept
    ? [{ as: "artifact", paths: kept, at: artifacts.at, isPublic: false }, ...cached]
    : cached;
}
