import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { type Entry, fileOf, type Plant } from "../../corpus/plants.ts";
import { dataFolder } from "../measure.ts";
import { printed } from "./peer.ts";

/** What a scanner of models says of files. */
export interface ModelScanner {
  readonly title: string;
  readonly version: string;
  /** Whether what it printed of the file shows the plant. */
  shows(entry: Entry, plant: Plant): boolean;
}

const versions = { picklescan: "1.0.5", modelscan: "0.8.8", modelaudit: "0.2.54" } as const;
type Name = keyof typeof versions;

const folder = join(dataFolder, "model-scanners");
/** Copies, each below the name of its entry, so that what is printed can be told apart. */
const copies = join(folder, "files");
const output = join(folder, "output");

const commands: Readonly<Record<Name, (file: string) => readonly string[]>> = {
  picklescan: (file) => ["-l", "DEBUG", "-p", file],
  modelscan: (file) => ["-p", file, "-r", "json", "-o", output, "--show-skipped"],
  modelaudit: (file) => ["scan", file, "--format", "json", "--output", output],
};

/** Each run over every planted file, in a folder for itself. */
export function modelScanners(entries: readonly Entry[]): ModelScanner[] {
  install();
  rmSync(copies, { recursive: true, force: true });
  for (const entry of entries) {
    const copy = join(copies, entry.name);
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(fileOf(entry, "planted"), copy);
  }
  const folders = [...new Set(entries.map(({ name }) => name.split("/")[0] ?? ""))];
  return (Object.keys(versions) as Name[]).map((name) => {
    const said = new Map(folders.map((each) => [each, run(name, join(copies, each))]));
    return {
      title: name,
      version: versions[name],
      shows: (entry, plant) => shown(said.get(entry.name.split("/")[0] ?? "") ?? "", entry, plant),
    };
  });
}

function install(): void {
  if (existsSync(join(folder, "bin/modelaudit"))) return;
  printed("python3", ["-m", "venv", folder]);
  const pinned = Object.entries(versions).map(([name, version]) => `${name}==${version}`);
  printed(join(folder, "bin/pip"), ["install", "--quiet", ...pinned, "py7zr"]);
}

/** Its status says what it found, and some end with an error over single files. */
function run(name: Name, target: string): string {
  rmSync(output, { force: true });
  const { stdout, stderr } = spawnSync(join(folder, "bin", name), commands[name](target), {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    timeout: 300_000,
    env: { PATH: process.env["PATH"], PROMPTFOO_DISABLE_TELEMETRY: "1", NO_ANALYTICS: "1" },
  });
  return [stdout, stderr, existsSync(output) ? readFileSync(output, "utf8") : ""].join("\n");
}

/**
 * The value itself; or, where the scanner masks what it takes for a secret, a
 * mask in what it says of the file, which is taken for all keys and tokens in it.
 */
function shown(said: string, { name }: Entry, { kind, value }: Plant): boolean {
  if (kind !== "pin" && said.includes(value)) return true;
  const about = said.split(`/${name}`).slice(1).join("\n");
  if (kind === "pin") return about.includes(value);
  return (kind === "aws" || kind === "hf") && about.includes("<redacted>");
}
