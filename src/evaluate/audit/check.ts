import type { Confidence, Severity } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import type { Dockerfile } from "./docker/dockerfile.ts";
import type { CommittedFile } from "./hygiene/committed-file.ts";
import type { IgnoreList } from "./hygiene/ignore-list.ts";
import type { Dependencies } from "./dependencies/dependencies.ts";
import type { Pipeline } from "./pipeline/pipeline.ts";
import type { PowershellScript } from "./powershell/powershell-script.ts";
import type { PythonModule } from "./python/module.ts";
import type { Repository } from "./repository.ts";
import type { Infrastructure } from "./resources/resource.ts";
import type { ShellScript } from "./shell/shell-script.ts";
import type { SourceText } from "./text.ts";

/** A change to a file that mends what was found. */
export interface Edit {
  readonly at: Span;
  readonly to: string;
}

/** What would mend a problem. */
export interface AuditFix {
  /** `safe`: what works before works after it, and does the same. `unsafe`: somebody has to look. */
  readonly safety: "safe" | "unsafe";
  /** One imperative sentence. */
  readonly title: string;
  readonly edits: readonly [Edit, ...Edit[]];
}

/** One thing that a check found wrong. */
export interface Problem {
  /** What is wrong here, without full stop: `prints HF_TOKEN, which holds a secret`. */
  readonly message: string;
  readonly source: SourceText;
  readonly at: Span;
  /** Where it is worse or milder than the check's own. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly fix?: AuditFix;
  /** How a secret got there, where it went through more than one file. */
  readonly way?: readonly Hop[];
}

/** A place that a secret passes. */
export interface Hop {
  readonly source: SourceText;
  readonly at: Span;
  /** What happens there: `runs train.py with it`. */
  readonly what: string;
}

/** A file as an example is given: `«»` mark where the problem is to be reported. */
export interface Example {
  /** From the root of a repository: it says what kind of file it is. */
  readonly path: string;
  readonly text: string;
}

interface About {
  /** Lower-case with hyphens, stable: `printed-environment`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Why it gives something away. */
  readonly why: string;
  /** What to do instead. */
  readonly instead: string;
  readonly references: readonly [string, ...string[]];
  readonly examples: {
    readonly found: readonly [Example, ...Example[]];
    readonly ignored: readonly [Example, ...Example[]];
  };
}

/** What checks look at, by its kind. */
export interface Subjects {
  /** A pipeline of any system. */
  readonly pipeline: Pipeline;
  /** A shell script: a file of its own, a step, a recipe, a `RUN`. */
  readonly script: ShellScript;
  /** Python code: a file, or a notebook. */
  readonly python: PythonModule;
  /** A script of PowerShell in a pipeline. */
  readonly powershell: PowershellScript;
  readonly dockerfile: Dockerfile;
  /** What a file of infrastructure code declares. */
  readonly infrastructure: Infrastructure;
  /** What a file says that is to be installed. */
  readonly dependencies: Dependencies;
  readonly ignoreList: IgnoreList;
  /** A file that is made to hold credentials. */
  readonly credentialFile: CommittedFile;
  /** All files together. */
  readonly repository: Repository;
}
export type SubjectKind = keyof Subjects;

/** Looks for one thing that gives secrets or traces away, in what it is told to look at. */
export type Check = {
  [Kind in SubjectKind]: About & {
    readonly looksAt: Kind;
    readonly run: (subject: Subjects[Kind]) => Iterable<Problem>;
  };
}[SubjectKind];
