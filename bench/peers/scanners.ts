import { spawnSync } from "node:child_process";
import { dirname, join, relative } from "node:path";
import type { Finding } from "../../src/core/finding.ts";
import type { Report } from "../../src/core/report.ts";
import { tare } from "../measure.ts";
import { detectSecretsBinary } from "./detect-secrets.ts";
import { goBinary } from "./go.ts";
import { type Missing, missing, printed } from "./peer.ts";
import { secretlintCommand, secretlintVersion } from "./secretlint.ts";
import { venv } from "./venv.ts";

/** What a scanner of secrets reports of a file. */
export interface Seen {
  readonly file: string;
  readonly rule: string;
  /** The reported value, or its SHA-1 in hexadecimal where no more is told. */
  readonly value?: string;
  readonly sha1?: string;
}

/** A scanner that says where each thing is that it found. */
export interface Scanner {
  readonly kind: "ready";
  readonly title: string;
  readonly version: string;
  /** @throws {Error} It took longer than `patience` seconds, or printed no report. */
  readonly look: (folder: string, patience: number) => Seen[];
}

/** All but tare, each with its own rules and settings, asking nobody whether a value works. */
export const scanners = (): (Scanner | Missing)[] => [
  scannerOr("gitleaks", gitleaks),
  scannerOr("betterleaks", betterleaks),
  scannerOr("kingfisher", kingfisher),
  scannerOr("secretlint", secretlint),
  scannerOr("detect-secrets", detectSecrets),
  scannerOr("trufflehog", trufflehog),
];

type Made = Pick<Scanner, "version" | "look">;

function scannerOr(title: string, make: () => Made): Scanner | Missing {
  try {
    return { kind: "ready", title, ...make() };
  } catch (error) {
    return missing(title, error);
  }
}

/** Everything that tare finds below a folder, values included. */
export function tareFindings(folder: string): readonly Finding[] {
  const { command, args } = tare("scan", folder, "--format", "json", "--reveal", "--no-progress");
  return (JSON.parse(output(command, args, {})) as Report).findings;
}

function gitleaks(): Made {
  const { binary, version } = goBinary("gitleaks");
  const options = ["--no-banner", "--log-level", "error", "--report-format", "json"];
  interface Found {
    readonly File: string;
    readonly RuleID: string;
    readonly Secret: string;
  }
  const look: Scanner["look"] = (folder, patience) =>
    (
      JSON.parse(
        output(binary, ["dir", folder, ...options, "--report-path", "-"], { patience }),
      ) as Found[]
    ).map(({ File, RuleID, Secret }) => ({ file: File, rule: RuleID, value: Secret }));
  return { version, look };
}

/** Its module is not to be had of every proxy; the library in its Python package is the same program. */
function betterleaks(): Made {
  const python = join(venv("betterleaks", ["pybetterleaks==0.6.2"]), "python");
  const version = printed(python, [
    "-c",
    "import pybetterleaks as b; print(b.betterleaks_version())",
  ]);
  const program = `import json, pybetterleaks, sys
result = pybetterleaks.scan_dir(sys.argv[1], redact=False, raise_on_error=True)
print(json.dumps([dict(file=f.file, rule=f.rule_id, value=f.secret) for f in result.findings]))`;
  const look: Scanner["look"] = (folder, patience) =>
    JSON.parse(output(python, ["-c", program, folder], { patience })) as Seen[];
  return { version, look };
}

function kingfisher(): Made {
  const binary = join(venv("kingfisher", ["kingfisher-bin==2.14.0"]), "kingfisher");
  const options = ["--no-validate", "--no-dedup", "--no-update-check", "--format", "json"];
  interface Report {
    readonly findings: readonly {
      readonly rule: { readonly id: string };
      readonly finding: { readonly snippet: string; readonly path: string };
    }[];
  }
  const look: Scanner["look"] = (folder, patience) => {
    // Its summary follows on a line of its own.
    const [report = ""] = output(binary, ["scan", folder, ...options], { patience }).split("\n", 1);
    return (JSON.parse(report) as Report).findings.map(({ rule, finding }) => ({
      file: finding.path,
      rule: rule.id,
      value: finding.snippet,
    }));
  };
  return { version: printed(binary, ["--version"]).split(" ")[1] ?? "unknown", look };
}

function secretlint(): Made {
  const command = secretlintCommand();
  interface File {
    readonly filePath: string;
    readonly sourceContent: string;
    readonly messages: readonly {
      readonly ruleId: string;
      readonly range: readonly [number, number];
    }[];
  }
  const look: Scanner["look"] = (folder, patience) =>
    (JSON.parse(output(process.execPath, [...command, folder], { patience })) as File[]).flatMap(
      ({ filePath, sourceContent, messages }) =>
        messages.map(({ ruleId, range }) => ({
          file: filePath,
          rule: ruleId.replace("@secretlint/secretlint-rule-", ""),
          value: sourceContent.slice(...range),
        })),
    );
  return { version: secretlintVersion, look };
}

function detectSecrets(): Made {
  const binary = detectSecretsBinary();
  interface Report {
    readonly results: Readonly<
      Record<string, readonly { readonly type: string; readonly hashed_secret: string }[]>
    >;
  }
  const look: Scanner["look"] = (folder, patience) => {
    // It finds nothing outside the folder that it is started in.
    const cwd = dirname(folder);
    const args = ["scan", "--all-files", "--no-verify", relative(cwd, folder)];
    const { results } = JSON.parse(output(binary, args, { patience, cwd })) as Report;
    return Object.entries(results).flatMap(([file, all]) =>
      all.map(({ type, hashed_secret }) => ({
        file: join(cwd, file),
        rule: type,
        sha1: hashed_secret,
      })),
    );
  };
  return { version: printed(binary, ["--version"]), look };
}

function trufflehog(): Made {
  const { binary, version } = goBinary("trufflehog");
  const options = ["--no-verification", "--no-update", "--json"];
  interface Found {
    readonly DetectorName: string;
    readonly Raw: string;
    readonly SourceMetadata: { readonly Data: { readonly Filesystem: { readonly file: string } } };
  }
  const look: Scanner["look"] = (folder, patience) =>
    output(binary, ["filesystem", folder, ...options], { patience })
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Found)
      .map(({ DetectorName, Raw, SourceMetadata }) => ({
        file: SourceMetadata.Data.Filesystem.file,
        rule: DetectorName,
        value: Raw,
      }));
  return { version, look };
}

/** What a program prints, whatever its status: that says what it found. */
function output(
  command: string,
  args: readonly string[],
  { patience, cwd }: { readonly patience?: number; readonly cwd?: string },
): string {
  const { stdout, error } = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 2 ** 29,
    killSignal: "SIGKILL",
    ...(patience !== undefined && { timeout: patience * 1000 }),
    ...(cwd !== undefined && { cwd }),
  });
  if (error) throw error;
  return stdout;
}
