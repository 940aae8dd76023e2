import type { Span } from "../../core/span.ts";
import { instructionsOf } from "./docker/dockerfile.ts";
import { settingsIn } from "./pipeline/pipeline.ts";
import type { Subject } from "./reader.ts";
import type { Repository } from "./repository.ts";
import type { SourceText } from "./text.ts";

/** A variable that is set to a value that stands there. */
export interface PlainVariable {
  readonly name: string;
  readonly value: string;
  readonly source: SourceText;
  readonly at: Span;
}

/** Variables that pipelines, scripts and images set to plain values. */
export const plainVariablesIn = ({ subjects }: Repository): readonly PlainVariable[] =>
  subjects.flatMap(plainVariablesOf);

function plainVariablesOf({ kind, of }: Subject): readonly PlainVariable[] {
  switch (kind) {
    case "pipeline":
      return settingsIn(of).flatMap(({ name, nameAt, value }) =>
        value ? [{ name, value: value.text.trim(), source: of.source, at: nameAt }] : [],
      );
    case "script":
      return of.assignments.flatMap(({ name, value, at }) =>
        value.isLiteral
          ? [{ name, value: unquoted(value.text), source: of.fragment.source, at }]
          : [],
      );
    case "dockerfile":
      return instructionsOf(of).flatMap(({ settings }) =>
        settings.flatMap(({ name, nameAt, value }) =>
          value ? [{ name, value: unquoted(value.text), source: of.source, at: nameAt }] : [],
        ),
      );
    case "python":
    case "powershell":
    case "infrastructure":
    case "dependencies":
    case "ignoreList":
    case "credentialFile":
      return [];
  }
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/s, "$2");
