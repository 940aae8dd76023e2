import { dirname, join, normalize } from "node:path/posix";
import type { Hop } from "../check.ts";
import type { Dockerfile } from "../docker/dockerfile.ts";
import type { Entrance, Job, Pipeline, Setting, Step } from "../pipeline/pipeline.ts";
import type { PythonModule } from "../python/module.ts";
import { recordedBy, sinkOf } from "../python/sinks.ts";
import type { Source } from "../python/taint.ts";
import type { Repository } from "../repository.ts";
import type { Command, Word } from "../shell/script.ts";
import { secretsOf } from "../shell/secrecy.ts";
import type { ShellScript } from "../shell/shell-script.ts";
import { buildArgumentsOf, dockerfileBuiltBy, settingsOfArg } from "./built.ts";
import { scriptRunBy } from "./started.ts";

/** A secret's way from where it is kept to where it gets out. */
export interface Way {
  /** Its name in the pipeline's system. */
  readonly secret: string;
  /** What it passes, in their order. */
  readonly hops: readonly Hop[];
  /** Where it gets out. */
  readonly end: Hop;
  /** Into what: `the log`, `Weights & Biases`. */
  readonly out: string;
}

/** What a program is started with: how each secret got there. */
interface Given {
  /** By the name of the variable. */
  readonly env: ReadonlyMap<string, Trail>;
  /** By the name of the option, with `_` for `-`. */
  readonly options: ReadonlyMap<string, Trail>;
  /** How secrets came into the pipeline that stand in the script itself. */
  readonly entrances: readonly Entrance[];
}

interface Trail {
  readonly secret: string;
  readonly hops: readonly Hop[];
}

/** How often one script starts the next. */
const deepest = 5;

/** All ways that secrets of pipelines take through the files of a repository. */
export function waysIn(repository: Repository): readonly Way[] {
  const walker = new Walker(repository);
  for (const subject of repository.subjects)
    if (subject.kind === "pipeline") walker.pipeline(subject.of);
  return walker.ways;
}

class Walker {
  readonly ways: Way[] = [];
  readonly #modules = new Map<string, PythonModule>();
  readonly #scripts = new Map<string, ShellScript>();
  readonly #dockerfiles = new Map<string, Dockerfile>();

  constructor({ subjects }: Repository) {
    for (const { kind, of } of subjects) {
      if (kind === "python") this.#modules.set(of.fragment.source.path, of);
      if (kind === "script" && of.where === "file") this.#scripts.set(of.fragment.source.path, of);
      if (kind === "dockerfile") this.#dockerfiles.set(of.source.path, of);
    }
  }

  pipeline(pipeline: Pipeline): void {
    for (const job of pipeline.jobs) for (const step of job.steps) this.#step(pipeline, job, step);
  }

  #step({ source, env, entrances = [] }: Pipeline, job: Job, step: Step): void {
    if (!step.script) return;
    const given = new Map<string, Trail>();
    const told: readonly (readonly [readonly Setting[], string])[] = [
      [env, "every job gets it"],
      [job.env, `job ${job.name} gets it`],
      [step.env, "the step gets it"],
    ];
    for (const [settings, what] of told)
      for (const { name, nameAt, secrets } of settings) {
        const [secret] = secrets;
        if (secret === undefined) given.delete(name);
        else {
          const hop = { source, at: nameAt, what: `${what} as ${name}` };
          given.set(name, { secret, hops: [...entered(secret, entrances), hop] });
        }
      }
    this.#script(step.script, { env: given, options: new Map(), entrances }, 0);
  }

  #script(script: ShellScript, given: Given, depth: number): void {
    if (depth > deepest) return;
    for (const command of script.commands) this.#command(command, script, given, depth);
  }

  #command(command: Command, script: ShellScript, given: Given, depth: number): void {
    const { source } = script.fragment;
    if (command.name === "docker") this.#image(command, script, given);
    const started = scriptRunBy(command);
    if (started === undefined) return;
    const { path, args } = started;
    const hop: Hop = { source, at: command.at, what: `starts ${path} with it` };
    const passed = passedTo(command, args, { script, given, hop });
    const file = this.#fileOf(path, source.path);
    const module = file === undefined ? undefined : this.#modules.get(file);
    const next = file === undefined ? undefined : this.#scripts.get(file);
    if (module) this.#module(module, passed);
    if (next && next !== script) this.#script(next, passed, depth + 1);
  }

  /** From the root of the repository, else beside the file that names it. */
  #fileOf(path: string, from: string): string | undefined {
    const places = [normalize(path), normalize(join(dirname(from), path))];
    return places.find((each) => this.#modules.has(each) || this.#scripts.has(each));
  }

  #module(module: PythonModule, given: Given): void {
    const { source } = module.fragment;
    for (const call of module.calls) {
      const sink = sinkOf(call);
      if (!sink) continue;
      for (const { at, taint } of recordedBy(call, sink))
        for (const from of taint?.sources ?? [])
          for (const trail of trailsOf(from, given))
            this.ways.push({
              secret: trail.secret,
              hops: trail.hops,
              end: { source, at, what: `${sink.title} gets it` },
              out: sink.title,
            });
    }
  }

  /** `docker build --build-arg TOKEN=$TOKEN`: what the Dockerfile declares as `ARG` stays in the image. */
  #image(command: Command, script: ShellScript, given: Given): void {
    const file = this.#dockerfiles.get(dockerfileBuiltBy(command) ?? "");
    if (!file) return;
    for (const { name, word, isNamedOnly } of buildArgumentsOf(command)) {
      const trail = trailOf(word, script, given) ?? (isNamedOnly ? given.env.get(name) : undefined);
      const declared = settingsOfArg(file, name);
      if (!trail || !declared) continue;
      const { source } = script.fragment;
      const hop = { source, at: word.at, what: `the build gets it as ${name}` };
      this.ways.push({
        secret: trail.secret,
        hops: [...trail.hops, hop],
        end: { source: file.source, at: declared.nameAt, what: "the image's history keeps it" },
        out: "the image",
      });
    }
  }
}

interface Passing {
  readonly script: ShellScript;
  readonly given: Given;
  readonly hop: Hop;
}

/** What a command gives the program that it starts. */
function passedTo(command: Command, args: readonly Word[], { script, given, hop }: Passing): Given {
  const env = new Map([...given.env].map(([name, trail]) => [name, onTo(trail, hop)] as const));
  for (const { name, value } of [...script.assignments, ...command.assignments]) {
    const trail = trailOf(value, script, given);
    if (trail) env.set(name, onTo(trail, hop));
  }
  const options = new Map<string, Trail>();
  for (const [index, word] of args.entries()) {
    const trail = trailOf(word, script, given);
    const name =
      /^--?([\w-]+)=/.exec(word.text)?.[1] ??
      /^--?([\w-]+)$/.exec(args[index - 1]?.text ?? "")?.[1];
    if (trail && name !== undefined) options.set(name.replaceAll("-", "_"), onTo(trail, hop));
  }
  return { env, options, entrances: [] };
}

const onTo = ({ secret, hops }: Trail, hop: Hop): Trail => ({ secret, hops: [...hops, hop] });

/** How a secret got into a word, if one did. */
function trailOf(
  word: Word,
  { secrecy, fragment: { source } }: ShellScript,
  { env, entrances }: Given,
): Trail | undefined {
  for (const { name, by } of word.uses) {
    const known = by === "shell" ? env.get(name) : undefined;
    if (known) return known;
  }
  const [found] = secretsOf(word, secrecy).filter(({ secrecy: why }) => why.kind !== "named");
  if (!found) return undefined;
  const { secrecy: why, use } = found;
  const secret = why.kind === "bound" ? why.secret : use.name;
  const what = why.kind === "fetched" ? `${why.by} gives it` : "the step gets it";
  return { secret, hops: [...entered(secret, entrances), { source, at: use.at, what }] };
}

const entered = (secret: string, entrances: readonly Entrance[]): readonly Hop[] =>
  entrances.filter((each) => each.secret === secret);

/** How what a value is made of got into the program. */
function trailsOf(source: Source, { env, options }: Given): readonly Trail[] {
  switch (source.kind) {
    case "environment":
      return [env.get(source.name)].filter((each) => each !== undefined);
    case "whole-environment":
      return [...env.values()];
    case "argument":
      return [options.get(source.name)].filter((each) => each !== undefined);
    case "all-arguments":
      return [...options.values()];
    case "fetched":
    case "named":
      return [];
  }
}
