import type { Files } from "../files.ts";
import { type Fragment, joinedFragment } from "../fragment.ts";
import {
  documentsOf,
  type GitlabDocuments,
  includedFiles,
  inheritedBy,
  scriptLines,
  standsAt,
} from "../pipeline/gitlab-documents.ts";
import type { Job, Kept, Setting, Step } from "../pipeline/pipeline.ts";
import { knownFrom } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader, Subject } from "../reader.ts";
import { isSecretName, type Known } from "../shell/secrecy.ts";
import { shellScript } from "../shell/shell-script.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { type Entry, type Yaml, yamlDamage } from "../syntax/yaml.ts";
import type { SourceText } from "../text.ts";

/** Pipelines of GitLab, with the files of the same repository that they include: https://docs.gitlab.com/ci/yaml/ */
export const gitlabPipeline: Reader = {
  id: "gitlab-pipeline",
  title: "GitLab CI pipelines",
  path: /(?:^|\/)(?:[\w.-]*\.)?gitlab-ci(?:[\w.-]*)\.ya?ml$|(?:^|\/)\.gitlab\/(?:ci|pipelines?)\/.*\.ya?ml$/,
  grammars: ["bash"],
  damage: yamlDamage,

  read: (source, grammars, files) => subjectsIn(source, [], { grammars, files, depth: 0 }),
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

/** How deep pipelines may start others: https://docs.gitlab.com/ci/pipelines/downstream_pipelines/#nested-child-pipelines */
const deepest = 2;

interface Reading {
  readonly grammars: Grammars;
  readonly files: Files;
  readonly depth: number;
}

/** @param given Variables that the pipeline gives it that starts it. */
function* subjectsIn(
  source: SourceText,
  given: readonly Setting[],
  reading: Reading,
): Generator<Subject> {
  const documents = documentsOf(source, reading.files);
  const env = [...given, ...documents.flatMap((each) => variablesOf(each.get("variables")))];
  const pipeline = { documents, grammars: reading.grammars, env };
  for (const document of documents) {
    yield* subjectsOf({
      system: "gitlab",
      kind: "pipeline",
      source: document.source,
      triggers: [],
      env: variablesOf(document.get("variables")),
      jobs: entriesOf(document).map((entry) => jobOf(entry, pipeline)),
      node: document,
    });
    for (const { value } of entriesOf(document)) yield* startedBy(value, source, reading);
  }
}

/** The pipelines of the same repository that a job starts: `trigger: {include: a.yml}`. */
function* startedBy(job: Yaml, from: SourceText, reading: Reading): Generator<Subject> {
  if (reading.depth >= deepest) return;
  const files = includedFiles(job.get("trigger", "include"), from, reading.files);
  for (const file of files)
    yield* subjectsIn(file, variablesOf(job.get("variables")), {
      ...reading,
      depth: reading.depth + 1,
    });
}

/** The jobs of a file, and what it says for all of them. */
const entriesOf = (document: Yaml): readonly Entry[] => [
  ...document.entries().filter(({ key, value }) => !globals.has(key) && value.isMap),
  ...[document, document.get("default")].flatMap((value) =>
    value && (value.get("before_script") ?? value.get("after_script"))
      ? [{ key: "default", keyAt: value.at, value }]
      : [],
  ),
];

interface WholePipeline {
  readonly documents: GitlabDocuments;
  readonly grammars: Grammars;
  readonly env: readonly Setting[];
}

/** `A: value`, or `A: {value: …}`; a value may be filled in from variables of the project. */
const variablesOf = (node: Yaml | undefined): readonly Setting[] =>
  (node?.entries() ?? []).map(({ key, keyAt, value }) => {
    const { fragment } = value.get("value") ?? value;
    const used = [...(fragment?.text.matchAll(/\$\{?(\w+)/g) ?? [])].map(([, name = ""]) => name);
    return { name: key, nameAt: keyAt, value: fragment, secrets: used.filter(isSecretName) };
  });

function jobOf({ key, keyAt, value: node }: Entry, pipeline: WholePipeline): Job {
  const env = variablesOf(node.get("variables"));
  return {
    name: key,
    nameAt: keyAt,
    at: node.at,
    env,
    steps: stepsOf(node, key, pipeline),
    keeps: keptBy(node),
    environment: node.get("environment")?.text ?? node.get("environment", "name")?.text,
    uses: undefined,
    node,
  };
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

/** What a job runs. What it inherits is read where it stands, and once more where the job has secrets to give to it. */
function stepsOf(node: Yaml, job: string, { documents, grammars, env }: WholePipeline): Step[] {
  const inherited = inheritedBy(node, documents);
  const own = [...inherited.toReversed(), node].flatMap((each) => [
    ...variablesOf(each.get("variables")),
    ...fetchedBy(each),
  ]);
  const known = knownFrom([...env, ...own], () => undefined);
  const gives = [...env, ...own].some(({ secrets }) => secrets.length > 0);
  const fromElsewhere = (phase: string): Yaml | undefined =>
    inherited.map((each) => each.get(phase)).find((each) => each !== undefined) ??
    standsAt(documents, ["default", phase]) ??
    standsAt(documents, [phase]);
  const steps: Step[] = [];
  for (const phase of ["before_script", "script", "after_script"]) {
    const script = node.get(phase) ?? (gives ? fromElsewhere(phase) : undefined);
    for (const lines of script ? bySource(scriptLines(script, documents)) : []) {
      const [{ source }] = lines;
      steps.push({
        name: phase,
        at: script?.at ?? node.at,
        script: shellScript(joinedFragment(source, lines), grammars, {
          where: "pipeline",
          title: `${phase} of ${job}`,
          known: withEarlier(known, [...steps]),
        }),
        uses: undefined,
        env: [],
      });
    }
  }
  return steps;
}

type Lines = readonly [Fragment, ...Fragment[]];

/** Lines that stand one after the other in one file, together. */
function bySource(lines: readonly Fragment[]): readonly Lines[] {
  const groups: [Fragment, ...Fragment[]][] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last?.[0].source === line.source) last.push(line);
    else groups.push([line]);
  }
  return groups;
}

/** What is known in a step after others: what they fetched, too, since one shell runs them. */
const withEarlier =
  (known: Known, steps: readonly Step[]): Known =>
  (name, by) => {
    const from = known(name, by);
    if (from) return from;
    const earlier = steps.map(({ script }) => script?.secrecy(name, by));
    return earlier.find((each) => each !== undefined && each.kind !== "named");
  };

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
