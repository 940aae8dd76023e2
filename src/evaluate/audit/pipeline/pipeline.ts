import type { Span } from "../../../core/span.ts";
import type { Fragment } from "../fragment.ts";
import type { PowershellScript } from "../powershell/powershell-script.ts";
import type { PythonModule } from "../python/module.ts";
import type { ShellScript } from "../shell/shell-script.ts";
import type { Yaml } from "../syntax/yaml.ts";
import type { SourceText } from "../text.ts";

/** Systems that run pipelines. */
export type System =
  | "github"
  | "gitlab"
  | "jenkins"
  | "azure"
  | "circleci"
  | "bitbucket"
  | "tekton"
  | "argo"
  | "sagemaker"
  | "vertex"
  | "kubeflow";

/** A name that is set to a value: a variable, an input of an action. */
export interface Setting {
  readonly name: string;
  readonly nameAt: Span;
  /** None where it is no plain text: a mapping, or filled in elsewhere. */
  readonly value: Fragment | undefined;
  /** The secrets of the system that the value is made of, by their names. */
  readonly secrets: readonly string[];
  /** Whether the system hides it in logs; none where it does not say. */
  readonly masked?: boolean;
}

/** What is kept of a job, for people or for later jobs. */
export interface Kept {
  readonly as: "artifact" | "cache";
  readonly paths: readonly Fragment[];
  readonly at: Span;
  /** Whether anybody may fetch it. */
  readonly isPublic: boolean;
}

/** What a pipeline runs that is somebody else's: an action, an orb, a template. */
export interface Used {
  /** Without the version: `actions/checkout`. */
  readonly name: string;
  /** A tag, branch or digest. */
  readonly version: string | undefined;
  readonly at: Span;
  readonly inputs: readonly Setting[];
}

export interface Step {
  readonly name: string | undefined;
  readonly at: Span;
  readonly script: ShellScript | undefined;
  readonly python?: PythonModule | undefined;
  readonly powershell?: PowershellScript | undefined;
  readonly uses: Used | undefined;
  readonly env: readonly Setting[];
}

export interface Job {
  readonly name: string;
  readonly nameAt: Span;
  readonly at: Span;
  readonly env: readonly Setting[];
  readonly steps: readonly Step[];
  readonly keeps: readonly Kept[];
  /** A protected environment that it waits for. */
  readonly environment: string | undefined;
  /** The whole job is somebody else's pipeline. */
  readonly uses: Used | undefined;
  /** Its node, for what only one system knows. */
  readonly node: Yaml | undefined;
}

/** What starts a pipeline: `push`, `pull_request_target`. */
export interface Trigger {
  readonly name: string;
  readonly at: Span;
  readonly node: Yaml | undefined;
}

/** Where a pipeline is given a secret by another one that uses it. */
export interface Entrance {
  readonly secret: string;
  readonly source: SourceText;
  readonly at: Span;
  /** For people: `./publish gets it as key`. */
  readonly what: string;
}

/** A pipeline as all systems have it. */
export interface Pipeline {
  readonly system: System;
  /** `action`: steps for others to use. */
  readonly kind: "pipeline" | "action";
  readonly source: SourceText;
  readonly triggers: readonly Trigger[];
  readonly env: readonly Setting[];
  readonly jobs: readonly Job[];
  /** How the secrets came in that another pipeline gives it. */
  readonly entrances?: readonly Entrance[];
  /** The file's node, for what only one system knows. */
  readonly node: Yaml | undefined;
}

/** Every setting of a variable in a pipeline. */
export const settingsIn = ({ env, jobs }: Pipeline): readonly Setting[] => [
  ...env,
  ...jobs.flatMap((job) => [...job.env, ...job.steps.flatMap((step) => step.env)]),
];

/** Every step of every job. */
export const stepsOf = ({ jobs }: Pipeline): readonly Step[] => jobs.flatMap(({ steps }) => steps);

/** What a step or a job gives to a piece of somebody else's by this name. */
export const inputOf = (used: Used | undefined, name: string): Setting | undefined =>
  used?.inputs.find((each) => each.name.toLowerCase() === name);
