import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { dataFolder } from "../measure.ts";

/** What real releases and their surroundings hold, and nobody's secrets. */
export interface CleanCorpus {
  readonly id: string;
  readonly folder: string;
  /** Names with versions. */
  readonly packages: readonly string[];
  readonly files: number;
  readonly bytes: number;
}

interface Recipe {
  readonly wheels?: readonly string[];
  readonly npm?: readonly string[];
  /** Of Debian, in the version of the machine's release. */
  readonly debian?: readonly string[];
  readonly sources?: readonly string[];
  /** Only files that end so are kept. */
  readonly only?: string;
}

const recipes: Readonly<Record<string, Recipe>> = {
  libraries: {
    wheels: [
      "transformers==5.24.0",
      "diffusers==0.42.1",
      "scikit-learn==1.9.1",
      "keras==3.15.1",
      "mlflow==3.18.0",
    ],
  },
  tokenizers: {
    npm: ["gpt-tokenizer@4.0.0", "llama-tokenizer-js@1.2.2", "@anthropic-ai/tokenizer@0.0.4"],
    wheels: ["open_clip_torch==3.3.0"],
  },
  documentation: {
    debian: ["python3.11-doc", "git-doc", "postgresql-doc-15"],
  },
  notebooks: { sources: ["seaborn==0.13.2", "holoviews==1.23.2"], only: ".ipynb" },
};

/** Fetches and unpacks what is not there yet; `manifest.json` beside each says what it is. */
export const cleanCorpora = (): CleanCorpus[] =>
  Object.entries(recipes).map(([id, recipe]) => {
    const root = join(dataFolder, "clean", id);
    const manifest = join(root, "manifest.json");
    if (!existsSync(manifest)) {
      rmSync(root, { recursive: true, force: true });
      writeFileSync(manifest, JSON.stringify(made(root, recipe), undefined, 2));
    }
    const told = JSON.parse(readFileSync(manifest, "utf8")) as Omit<CleanCorpus, "id" | "folder">;
    return { id, folder: join(root, "files"), ...told };
  });

function made(root: string, recipe: Recipe): Omit<CleanCorpus, "id" | "folder"> {
  const folder = join(root, "files");
  const packed = join(root, "packed");
  for (const each of [folder, packed]) mkdirSync(each, { recursive: true });
  fetched(packed, recipe);
  for (const archive of readdirSync(packed)) unpacked(join(packed, archive), join(folder, archive));
  const all = filesBelow(folder);
  for (const file of all) if (!file.endsWith(recipe.only ?? "")) rmSync(file);
  const kept = filesBelow(folder);
  const bytes = kept.reduce((sum, file) => sum + statSync(file).size, 0);
  const packages = readdirSync(packed);
  rmSync(packed, { recursive: true });
  return { packages, files: kept.length, bytes };
}

function fetched(cwd: string, { wheels = [], npm = [], debian = [], sources = [] }: Recipe): void {
  const run = (command: string, ...args: readonly string[]): void => {
    execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  };
  const pip = ["-m", "pip", "download", "--quiet", "--no-deps"];
  if (wheels.length > 0) run("python3", ...pip, "--only-binary", ":all:", ...wheels);
  if (sources.length > 0) run("python3", ...pip, "--no-binary", ":all:", ...sources);
  if (npm.length > 0) run("npm", "pack", "--silent", ...npm);
  if (debian.length > 0) run("apt-get", "download", "--quiet", ...debian);
}

function unpacked(archive: string, folder: string): void {
  mkdirSync(folder);
  if (archive.endsWith(".whl")) execFileSync("python3", ["-m", "zipfile", "-e", archive, folder]);
  else if (archive.endsWith(".deb")) execFileSync("dpkg", ["-x", archive, folder]);
  else execFileSync("tar", ["-xzf", archive, "-C", folder]);
}

/** Links are left out: what they point to is there besides, or not at all. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
