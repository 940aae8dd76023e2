import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "../measure.ts";
import { type Peer, peerOr, printed } from "./peer.ts";

interface Tool {
  readonly title: string;
  readonly module: string;
  readonly version: string;
  readonly args: (target: string) => readonly string[];
  /** The status that it ends with when it found something: otherwise it has not read what was planted. */
  readonly found: number;
}

const gitleaksTool: Tool = {
  title: "gitleaks",
  module: "github.com/zricethezav/gitleaks/v8",
  version: "v8.30.1",
  args: (target) => ["dir", target, "--no-banner", "--log-level", "error"],
  found: 1,
};

const tools: readonly Tool[] = [
  gitleaksTool,
  {
    title: "betterleaks",
    module: "github.com/betterleaks/betterleaks",
    version: "latest",
    args: (target) => ["dir", target, "--no-banner", "--log-level", "error"],
    found: 1,
  },
  {
    title: "trufflehog",
    module: "github.com/trufflesecurity/trufflehog/v3",
    version: "latest",
    args: (target) => [
      "filesystem",
      target,
      "--no-verification",
      "--no-update",
      "--concurrency",
      "1",
      "--json",
      "--fail",
    ],
    found: 183,
  },
];

/** Scanners in Go, each held to one thread. */
export const goPeers = (): Peer[] => tools.map((tool) => peerOr(tool.title, () => ready(tool)));

/** Where a tool of these is and which version it has, installed when it is not there. */
export function goBinary(title: string): { readonly binary: string; readonly version: string } {
  const tool = tools.find((each) => each.title === title);
  if (!tool) throw new Error(`no tool '${title}'`);
  const binary = installed(tool.title, tool.module, tool.version);
  return { binary, version: versionOf(binary) };
}

function ready({ title, args, found }: Tool): Peer & { readonly kind: "ready" } {
  const { binary, version } = goBinary(title);
  return {
    kind: "ready",
    title,
    version,
    on: (target) => ({
      title,
      command: "env",
      args: ["GOMAXPROCS=1", binary, ...args(target)],
      succeeds: [found],
    }),
  };
}

function installed(title: string, module: string, version: string): string {
  const folder = join(dataFolder, "go");
  const binary = join(folder, title);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(binary)) printed("go", ["install", `${module}@${version}`], { GOBIN: folder });
  return binary;
}

/** The module's version, as Go wrote it into the binary. */
function versionOf(binary: string): string {
  const line = /^\s*mod\s+\S+\s+(\S+)/m.exec(printed("go", ["version", "-m", binary]));
  return line?.[1] ?? "unknown";
}

/** gitleaks' own rules: a file of its module, as they came with the version that is compared with. */
export function gitleaksRules(): string {
  const { module, version } = gitleaksTool;
  const about = printed("go", ["mod", "download", "-json", `${module}@${version}`]);
  return join((JSON.parse(about) as { readonly Dir: string }).Dir, "config/gitleaks.toml");
}

/** Their regular expressions, read by Python's `tomllib`. */
export function gitleaksPatterns(): readonly string[] {
  const program =
    "import json,sys,tomllib; print(json.dumps([r['regex'] for r in tomllib.load(open(sys.argv[1],'rb'))['rules'] if 'regex' in r]))";
  return JSON.parse(printed("python3", ["-c", program, gitleaksRules()])) as readonly string[];
}
