import { execFileSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "../measure.ts";
import { venv } from "../peers/venv.ts";

/** A package of others that the audit is run on. */
export interface Package {
  /** 1: looked at while checks were mended; 2 and 3: drawn afterwards. */
  readonly round: number;
  readonly registry: Registry;
  readonly name: string;
  readonly version: string;
}

type Registry = "pypi" | "npm" | "debian";

/** Downloads one archive into a folder, by the registry's own client. */
const downloads: Readonly<Record<Registry, (each: Package, into: string) => void>> = {
  pypi: ({ name, version }, into) => {
    // pip itself builds what it downloads as source, only to know its name.
    const unearth = join(venv("unearth", ["unearth==0.19.0"]), "unearth");
    run(unearth, [`${name}==${version}`, "--no-binary", "--download", into], into);
  },
  npm: ({ name, version }, into) => {
    run("npm", ["pack", `${name}@${version}`, "--silent", "--pack-destination", into], into);
  },
  debian: ({ name, version }, into) => {
    run("apt-get", ["source", "--download-only", "-qq", `${name}=${version}`], into);
  },
};

/** The packages of `packages.txt`. */
export const packages: readonly Package[] = readFileSync(
  join(import.meta.dirname, "packages.txt"),
  "utf8",
)
  .split("\n")
  .filter((line) => /^\d/.test(line))
  .map((line) => {
    const [round, registry, name = "", version = ""] = line.split(/\s+/);
    if (registry !== "pypi" && registry !== "npm" && registry !== "debian")
      throw new Error(`packages.txt: no registry '${registry ?? ""}'`);
    return { round: Number(round), registry, name, version };
  });

/** The folder that a package is unpacked in; it is fetched where it is not there. */
export function fetched(each: Package): string {
  const folder = join(
    dataFolder,
    "audit",
    each.registry,
    `${each.name.replace("/", "+")}-${each.version}`,
  );
  if (existsSync(folder)) return folder;
  const making = `${folder}.part`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  downloads[each.registry](each, making);
  for (const archive of globSync("*.{tgz,tar.gz,tar.xz,tar.bz2,zip}", { cwd: making })) {
    if (archive.endsWith(".zip")) run("unzip", ["-q", archive], making);
    else run("tar", ["-xf", archive], making);
    rmSync(join(making, archive));
  }
  renameSync(making, folder);
  return folder;
}

const run = (command: string, args: readonly string[], cwd: string): void => {
  execFileSync(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
};
