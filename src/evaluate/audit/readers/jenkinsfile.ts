import { span } from "../../../core/span.ts";
import { type Fragment, partOf } from "../fragment.ts";
import { type GroovyArgument, type GroovyCall, groovyCalls } from "../groovy/calls.ts";
import { codeGrammars, codeOf } from "../pipeline/code.ts";
import type { Job, Kept, Setting, Step } from "../pipeline/pipeline.ts";
import { knownFrom } from "../pipeline/settings.ts";
import { subjectsOf } from "../pipeline/subjects.ts";
import type { Reader } from "../reader.ts";
import type { Grammars } from "../syntax/grammars.ts";

/** Declarative and scripted pipelines of Jenkins: https://www.jenkins.io/doc/book/pipeline/syntax/ */
export const jenkinsfile: Reader = {
  id: "jenkinsfile",
  title: "Jenkins pipelines",
  path: /(?:^|\/)[\w.-]*jenkinsfile[\w.-]*$|\.groovy$/i,
  isOne: ({ path, text }) =>
    /jenkinsfile/i.test(path) || /^\s*(?:pipeline|node)\b[^\n{]*\{/m.test(text),
  grammars: codeGrammars,

  *read(source, grammars) {
    const walker = new Walker(grammars);
    const whole = { name: "pipeline", nameAt: span(0, 0), at: span(0, source.text.length) };
    walker.walk(groovyCalls(source), walker.job(whole), []);
    const jobs = walker.jobs.filter(({ steps, keeps }) => steps.length + keeps.length > 0);
    yield* subjectsOf({
      system: "jenkins",
      kind: "pipeline",
      source,
      triggers: [],
      env: walker.env,
      jobs,
      node: undefined,
    });
  },
};

interface OpenJob extends Job {
  readonly steps: Step[];
  readonly keeps: Kept[];
}

/** Steps that run code, and what runs it. */
const shells: Readonly<Record<string, string>> = {
  sh: "sh",
  powershell: "powershell",
  pwsh: "pwsh",
};

class Walker {
  readonly jobs: OpenJob[] = [];
  /** Settings that stand in blocks, outermost first. */
  readonly env: Setting[] = [];
  readonly #grammars: Grammars;

  constructor(grammars: Grammars) {
    this.#grammars = grammars;
  }

  job(place: Pick<Job, "name" | "nameAt" | "at">): OpenJob {
    const made: OpenJob = {
      ...place,
      env: [],
      steps: [],
      keeps: [],
      environment: undefined,
      uses: undefined,
      node: undefined,
    };
    this.jobs.push(made);
    return made;
  }

  /** @param known Settings that hold around the calls. */
  walk(calls: readonly GroovyCall[], job: OpenJob, known: readonly Setting[]): void {
    const own = calls.filter(({ name }) => name === "environment").flatMap(environmentOf);
    this.env.push(...own);
    const inside = [...known, ...own];
    for (const call of calls) if (call.name !== "environment") this.#call(call, job, inside);
  }

  #call(call: GroovyCall, job: OpenJob, known: readonly Setting[]): void {
    job.keeps.push(...keptBy(call));
    const step = this.#step(call, job, known);
    if (step) job.steps.push(step);
    const given = givenBy(call);
    this.env.push(...given);
    const [title] = call.args;
    const inner =
      call.name === "stage" && title
        ? this.job({ name: title.value.text, nameAt: title.nameAt, at: call.at })
        : job;
    this.walk([...call.inner, ...call.body], inner, [...known, ...given]);
  }

  #step(call: GroovyCall, job: OpenJob, known: readonly Setting[]): Step | undefined {
    const shell = shells[call.name];
    const script = call.args.find(({ name }) => name === undefined || name === "script");
    if (shell === undefined || !script) return undefined;
    const around = {
      grammars: this.#grammars,
      title: `a step of ${job.name}`,
      known: knownFrom(known, () => undefined),
    };
    const name = call.args.find((each) => each.name === "label")?.value.text;
    return { name, at: call.at, uses: undefined, env: [], ...codeOf(script.value, shell, around) };
  }
}

/** `A = 'b'`, `A = credentials('id')`: of a user name with a password, these get names of their own. */
const environmentOf = ({ body }: GroovyCall): readonly Setting[] =>
  body.flatMap(({ name, to, args: [first] }): Setting[] => {
    if (to === undefined) return [];
    const { text, at: nameAt } = to;
    if (name !== "credentials") return [{ name: text, nameAt, value: first?.value, secrets: [] }];
    const secrets = [first?.value.text ?? text];
    return [text, `${text}_PSW`].map((each) => ({ name: each, nameAt, value: undefined, secrets }));
  });

/** What `withCredentials` and `withEnv` set for their blocks. */
function givenBy({ name, args, inner }: GroovyCall): readonly Setting[] {
  if (name === "withCredentials")
    return [{ args, name: "" }, ...inner].flatMap(({ args: own, name: kind }) =>
      kind === "file" || kind === "certificate" ? [] : boundBy(own),
    );
  return name === "withEnv" ? args.flatMap(assigned) : [];
}

/** `variable: 'TOKEN'`; files and user names are no secrets themselves. */
const boundBy = (args: readonly GroovyArgument[]): readonly Setting[] => {
  const id = args.find(({ name }) => name === "credentialsId")?.value.text;
  return args
    .filter(({ name = "" }) => /variable$/i.test(name) && !/user|file|access/i.test(name))
    .map(({ nameAt, value }) => ({
      name: value.text,
      nameAt,
      value: undefined,
      secrets: [id ?? value.text],
    }));
};

function assigned({ nameAt, value }: GroovyArgument): readonly Setting[] {
  const end = value.text.indexOf("=");
  if (end < 0) return [];
  const name = value.text.slice(0, end);
  return [{ name, nameAt, value: partOf(value, span(end + 1, value.text.length)), secrets: [] }];
}

function keptBy({ name, at, args }: GroovyCall): readonly Kept[] {
  const wanted = name === "stash" ? "includes" : "artifacts";
  if (name !== "stash" && name !== "archiveArtifacts") return [];
  const paths = args
    .filter((each) => each.name === wanted || (name !== "stash" && each.name === undefined))
    .flatMap(({ value }) => listed(value));
  return [{ as: "artifact", paths, at, isPublic: name !== "stash" }];
}

/** Patterns with commas between them. */
const listed = (value: Fragment): readonly Fragment[] =>
  [...value.text.matchAll(/[^,\s][^,]*/g)].map(({ index, 0: text }) =>
    partOf(value, span(index, index + text.trimEnd().length)),
  );
