import type { Finding, FindingClass, Severity } from "./finding.ts";

/** Something that was not inspected. Never to be read as clean. */
export interface Gap {
  readonly path: string;
  /** One of a few fixed words, then what was met: `encrypted: member uses AES-256`. */
  readonly reason: string;
  /** How many bytes were not looked at, as far as that is known. */
  readonly bytes: number;
}

/** What can let a finding pass: a comment on its line, `tare.yaml`, `.tare-ignore`, or `.gitleaksignore`. */
export type Allower = "comment" | "settings" | "tare-ignore" | "gitleaksignore";

/** What went over the network. */
export interface Traffic {
  readonly requests: number;
  /** Of the bodies of answers. */
  readonly bytes: number;
}

/** What `--format json` prints. Changes only by addition. */
export interface Report {
  readonly schema: "tare/report/v1";
  readonly tool: { readonly name: "tare"; readonly version: string };
  /** As given on the command line, joined by spaces. */
  readonly target: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** `interrupted`: the user stopped it, so what is missing is not in `gaps`. */
  readonly status: "complete" | "interrupted";
  readonly profile: string;
  readonly bytes: {
    /** Size of all files in the target. */
    readonly seen: number;
    /** What had to be read of them. */
    readonly read: number;
    /** Weights that were skipped by structure, those in unpacked members too. */
    readonly tensors: number;
    /** Only where something lay on a server: for the list of it, too. */
    readonly network?: Traffic;
  };
  readonly findings: readonly Finding[];
  /** What a baseline knows: neither in `findings` nor in their counts. Only where one was given. */
  readonly known?: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly summary: {
    readonly files: number;
    /** Blobs inside the files: members, attachments, decompressed streams. */
    readonly members: number;
    /** How many blobs of each format. */
    readonly formats: Readonly<Record<string, number>>;
    readonly byClass: Readonly<Partial<Record<FindingClass, number>>>;
    readonly bySeverity: Readonly<Partial<Record<Severity, number>>>;
    /** Matches that are known to tell nothing, left out of `findings`. */
    readonly benign: number;
    /** Findings that somebody let pass, left out of `findings`, by what says so. */
    readonly allowed?: Readonly<Partial<Record<Allower, number>>>;
    /** Files that the settings leave out: not scanned. */
    readonly excluded?: number;
  };
}
