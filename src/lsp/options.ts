import type { InitializeParams } from "vscode-languageserver-protocol";
import { severities, type Severity } from "../core/finding.ts";
import { pathOf } from "./homes.ts";

/** What a client asks for and what it can do. */
export interface ClientOptions {
  /** Folders of the workspace. */
  readonly folders: readonly string[];
  /** Nothing that the workspace says of itself is heeded. */
  readonly isUntrusted: boolean;
  /** Findings below this are not shown. */
  readonly least: Severity;
  /** Whether files that are not open are told about, too. */
  readonly wholeWorkspace: boolean;
  /** It asks for diagnostics; else they are sent to it. */
  readonly pulls: boolean;
  /** It asks anew when it is told that they are out of date. */
  readonly refreshes: boolean;
  readonly watchesFiles: boolean;
  /** Edits may make files. */
  readonly makesFiles: boolean;
  readonly tellsFolders: boolean;
}

/** Reads what a client sends when it starts. What is of another type than it should be is not there. */
export function clientOptions(params: InitializeParams, isUntrusted: boolean): ClientOptions {
  const given: unknown = params.initializationOptions;
  const asked = (name: string): unknown =>
    typeof given === "object" && given !== null ? Reflect.get(given, name) : undefined;
  return {
    ...abilitiesOf(params),
    folders: foldersOf(params),
    isUntrusted: isUntrusted || asked("untrusted") === true,
    least: severities.find((each) => each === asked("leastSeverity")) ?? "low",
    wholeWorkspace: asked("workspaceDiagnostics") === true,
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
  return uris.flatMap((uri) => pathOf(uri) ?? []);
}

function abilitiesOf({ capabilities: { workspace, textDocument } }: InitializeParams) {
  return {
    pulls: textDocument?.diagnostic !== undefined,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    makesFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    tellsFolders: workspace?.workspaceFolders === true,
  };
}
