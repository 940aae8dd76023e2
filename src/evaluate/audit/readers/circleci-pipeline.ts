import { codeGrammars, codeOf } from "../pipeline/code.ts";
import type { Job, Kept, Setting, Step, Used } from "../pipeline/pipeline.ts";
import { withVariables } from "../pipeline/placeholders.ts";
import { knownFrom, settingsOf } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import { isSecretName, type Known } from "../shell/secrecy.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { type Entry, Yaml, yamlDamage } from "../syntax/yaml.ts";

/** Pipelines of CircleCI, with the commands that are written out in them: https://circleci.com/docs/configuration-reference/ */
export const circleciPipeline: Reader = {
  id: "circleci-pipeline",
  title: "CircleCI pipelines",
  path: /(?:^|\/)\.circleci\/.*\.ya?ml$/,
  grammars: codeGrammars,
  damage: yamlDamage,

  *read(source, grammars) {
    const [root] = Yaml.all(source);
    if (!root?.isMap) return;
    const orbs = (root.get("orbs")?.entries() ?? []).filter(({ value }) => value.isMap);
    const commands = new Map([
      ...commandsOf(root, ""),
      ...orbs.flatMap(({ key, value }) => commandsOf(value, `${key}/`)),
    ]);
    yield* subjectsOf({
      system: "circleci",
      kind: "pipeline",
      source,
      triggers: [],
      env: [],
      // A command is a list of steps under a name, as a job is.
      jobs: [root, ...orbs.map(({ value }) => value)]
        .flatMap((each) => ["jobs", "commands"].map((kind) => each.get(kind)))
        .flatMap((each) => each?.entries() ?? [])
        .map((entry) => jobOf(entry, { grammars, commands })),
      node: root,
    });
  },
};

/** The commands of a file, or of an orb that is written out in it, by the names that steps call them. */
const commandsOf = (node: Yaml, prefix: string): readonly (readonly [string, Yaml])[] =>
  (node.get("commands")?.entries() ?? []).map(({ key, value }) => [`${prefix}${key}`, value]);

/** Secrets by the names of the parameters that they are given to, with `_` for `-`. */
type Parameters = ReadonlyMap<string, string>;

/** Contexts of the project fill in secrets beside these; only their names are known. */
const settings = (node: Yaml | undefined, parameters: Parameters): readonly Setting[] =>
  settingsOf(node, (value) => secretsGiven(value, parameters));

const parameter = /<<[ \t]*(?:parameters\.)?([\w.-]+)[ \t]*>>/g;

const secretsGiven = (value: string, parameters: Parameters): readonly string[] =>
  [...value.matchAll(parameter)].flatMap(([, name = ""]) => parameters.get(asVariable(name)) ?? []);

const asVariable = (name: string): string => name.replaceAll(/\W/g, "_");

/** What a command is given becomes text of its scripts: `$HF_TOKEN` is filled in there. */
const secretsWritten = (value: string, parameters: Parameters): readonly string[] => [
  ...secretsGiven(value, parameters),
  ...[...value.matchAll(/\$\{?(\w+)/g)].map(([, name = ""]) => name).filter(isSecretName),
];

interface Reading {
  readonly grammars: Grammars;
  readonly commands: ReadonlyMap<string, Yaml>;
}

function jobOf({ key, keyAt, value: node }: Entry, reading: Reading): Job {
  const parameters: Parameters = new Map();
  const env = settings(node.get("environment"), parameters);
  const nodes = stepsIn(node);
  return {
    name: key,
    nameAt: keyAt,
    at: node.at,
    env,
    steps: nodes.flatMap((each) => stepsOf(each, { ...reading, env, parameters, job: key })),
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
    return inner?.isMap === true ? stepsIn(inner) : [each];
  });

interface Around extends Reading {
  readonly env: readonly Setting[];
  readonly parameters: Parameters;
  readonly job: string;
}

/** A step, and those of the command that it calls with secrets: by themselves these are read as a job. */
function stepsOf(node: Yaml, around: Around): readonly Step[] {
  const [call] = node.entries();
  const command = call && around.commands.get(call.key);
  const given = new Map(
    (command ? call.value.entries() : []).flatMap(({ key, value }) => {
      const [secret] = secretsWritten(value.text ?? "", around.parameters);
      return secret === undefined ? [] : [[asVariable(key), secret] as const];
    }),
  );
  const called = command && given.size > 0 ? stepsIn(command) : [];
  // A command does not call itself: CircleCI refuses that.
  const commands = new Map([...around.commands].filter(([name]) => name !== call?.key));
  const inside = { ...around, commands, parameters: given };
  return [stepOf(node, around), ...called.flatMap((each) => stepsOf(each, inside))];
}

function stepOf(node: Yaml, { grammars, env, parameters, job }: Around): Step {
  const run = node.get("run");
  const own = settings(run?.get("environment"), parameters);
  const fragment = run?.fragment ?? run?.get("command")?.fragment;
  const shell = (run?.get("shell")?.text ?? "bash").replace("/bin/", "");
  const name = run?.get("name")?.text;
  return {
    name,
    at: node.at,
    uses: usedBy(node, parameters),
    env: own,
    ...(fragment
      ? codeOf(withVariables(fragment, parameter), shell, {
          grammars,
          title: `a step of ${job}`,
          known: knownIn([...env, ...own], parameters),
        })
      : { script: undefined }),
  };
}

/** A parameter is a variable in what a shell reads, with other signs around its name. */
const knownIn = (given: readonly Setting[], parameters: Parameters): Known => {
  const known = knownFrom(given, () => undefined);
  return (name, by) => {
    const secret = parameters.get(/^_*parameters_(\w+?)_*$/.exec(name)?.[1] ?? "");
    return known(name, by) ?? (secret === undefined ? undefined : { kind: "bound", secret });
  };
};

function usedBy(node: Yaml, parameters: Parameters): Used | undefined {
  const [entry] = node.entries();
  if (!entry || entry.key === "run")
    return node.text === undefined ? undefined : bare(node, node.text);
  return {
    name: entry.key,
    version: undefined,
    at: entry.keyAt,
    inputs: settings(entry.value, parameters),
  };
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
