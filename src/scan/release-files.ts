import type { Finding, Location } from "../core/finding.ts";

/** One file of a release, after it was scanned. */
export interface ReleaseFile {
  /** How reports name it. */
  readonly path: string;
  /** The path of its folder, as reports name it. */
  readonly folder: string;
  /** Its name without folders. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly findings: readonly Finding[];
  /** Its text, one character per byte; none where it is too large to be meant, or cannot be read. */
  readonly text: () => Promise<string | undefined>;
}

/** All files of the folders that a scan was given, in their order. */
export interface Release {
  readonly files: readonly ReleaseFile[];
  /** The same by folder. */
  readonly folders: ReadonlyMap<string, readonly ReleaseFile[]>;
}

/** What a check saw, and where. */
export interface Told {
  readonly location: Location;
  /** What is shown: never a secret. */
  readonly preview: string;
}

/** A look at the release as a whole: what no file shows by itself. */
export interface ReleaseCheck {
  /** The rule that it finds, which says what it means. */
  readonly rule: string;
  /** Findings come in an order that the files alone decide. */
  run(release: Release): AsyncGenerator<Told>;
}

/** A release of these files. */
export const releaseOf = (files: readonly ReleaseFile[]): Release => ({
  files,
  folders: Map.groupBy(files, ({ folder }) => folder),
});

/** The object that a file's JSON is, if it is one. */
export async function jsonOf(
  file: ReleaseFile | undefined,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const text = Buffer.from((await file?.text()) ?? "", "latin1").toString();
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it has keys, and is no list. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The file of a folder that has this name. */
export const named = (files: readonly ReleaseFile[], name: string): ReleaseFile | undefined =>
  files.find((each) => each.name === name);

/** Whether what is given as the name of a model or a data set is a place on the author's machine. */
export const isLocal = (name: string): boolean =>
  /^(?:~?\/|\.{1,2}[/\\]|[A-Za-z]:[\\/]|\\\\|file:)/.test(name) && !isTakenOut.test(name);

/** What a cleaning leaves of a path: its last name, behind as many slashes as the rest had characters. */
const isTakenOut = /^\.(?:\/{2,}|\\{2,})[^/\\]*$/;
