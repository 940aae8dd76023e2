// How fast text is read, beside ripgrep and secretlint, on one thread.
// node bench/text.ts
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Report } from "../src/core/report.ts";
import { allRules } from "../src/rules/all.ts";
import { type Log, trainingLog } from "./logs.ts";
import { dataFolder, interleaved, type Program, type Run, tare } from "./measure.ts";
import { publish, table } from "./table.ts";

const rounds = 3;
const megabyte = 1e6;
const logSize = 16 * megabyte;
const allSize = 260 * megabyte;
const secretlint = "13.0.6";

/** Behind a dot, so that the compiler leaves the code in them alone. */
const whole = join(dataFolder, ".text");
const keywords = join(dataFolder, "keywords.txt");
const found = join(dataFolder, "text.json");

/** Where code comes from: whatever is installed on any Debian 12 and by `npm ci`. */
const sources = [
  { root: "node_modules", glob: "**/*.{js,mjs,cjs,ts,json,md}" },
  { root: "/usr/lib/python3.11", glob: "**/*.py" },
  { root: "/usr/lib/python3", glob: "**/*.py" },
];

/** Measures, and writes `bench/results/text.md`. */
export async function text(): Promise<void> {
  const planted = prepare();
  const all = await interleaved([scan(whole), ripgrep(whole), lint()], rounds);
  const recall = recallOf(planted);
  publish("text", "Text on one thread", [
    `Code (${sources.map(({ root }) => `\`${root}\``).join(", ")}) and training logs made for this, with ${planted.length} planted values, of which tare found ${recall}.`,
    `Everything is in the page cache. Times are of whole processes, start included, medians of ${rounds} interleaved rounds. tare has ${allRules.length} rules;`,
    `\`rg -F -i -c\` looks for their ${keywordList().length} keywords and only counts lines; secretlint ${secretlint} runs its recommended rules.`,
    "",
    table([head, ...rows(size(whole), ["tare", "ripgrep", "secretlint"], all)]),
  ]);
}

const head = ["", "MB/s", "MB per CPU second", "seconds", "peak MiB", "tare, by CPU time, is"];

const scan = (folder: string): Program => ({
  title: "tare",
  ...tare("scan", folder, "--jobs", "1", "--format", "json", "--reveal", "--no-progress"),
  output: found,
  succeeds: [0, 1, 3],
});

const ripgrep = (folder: string): Program => ({
  title: "ripgrep",
  command: "rg",
  args: ["-j1", "-a", "-F", "-i", "-c", "--no-ignore", "--hidden", "-f", keywords, folder],
});

const lint = (): Program => ({
  title: "secretlint",
  command: process.execPath,
  args: [
    join(dataFolder, "secretlint/node_modules/secretlint/bin/secretlint.js"),
    "--secretlintrc",
    join(dataFolder, "secretlint/.secretlintrc.json"),
    "--no-gitignore",
    "--format",
    "json",
    `${whole}/**/*`,
  ],
});

function rows(bytes: number, titles: readonly string[], runs: readonly Run[]): string[][] {
  const [first] = runs;
  return runs.map((run, index) => [
    titles[index] ?? "",
    (bytes / megabyte / run.seconds).toFixed(1),
    (bytes / megabyte / run.cpuSeconds).toFixed(1),
    run.seconds.toFixed(2),
    run.peakMiB.toFixed(0),
    index === 0 || !first ? "" : times(run.cpuSeconds / first.cpuSeconds),
  ]);
}

const times = (ratio: number): string =>
  ratio >= 1 ? `${ratio.toFixed(1)} times as fast` : `${(1 / ratio).toFixed(1)} times slower`;

/** Makes the inputs that are not there yet. Returns the planted values. */
function prepare(): string[] {
  mkdirSync(dataFolder, { recursive: true });
  if (!existsSync(whole)) {
    copyCode();
    writeLogs(Math.ceil((allSize - size(whole)) / logSize));
  }
  writeFileSync(keywords, `${keywordList().join("\n")}\n`);
  installSecretlint();
  const logs = globSync("logs/*", { cwd: whole }).length;
  return Array.from({ length: logs }, (_, each) => logOf(each).planted).flat();
}

const logOf = (each: number): Log => trainingLog(`log-${each}`, logSize);

function writeLogs(count: number): void {
  mkdirSync(join(whole, "logs"));
  for (let each = 0; each < count; each++)
    writeFileSync(join(whole, `logs/train-${each}.log`), logOf(each).text);
}

const keywordList = (): string[] => [
  ...new Set(allRules.flatMap((rule) => ("keywords" in rule ? rule.keywords : []))),
];

const filesOf = ({ root, glob }: (typeof sources)[number]): string[] =>
  globSync(glob, { cwd: root }).filter((file) => statSync(join(root, file)).isFile());

function copyCode(): void {
  for (const source of sources)
    for (const file of filesOf(source)) {
      const to = join(
        whole,
        source.root.replace(/^\//, "").replaceAll("node_modules", "js"),
        file.replaceAll("node_modules", "js"),
      );
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(join(source.root, file), to);
    }
}

function size(folder: string): number {
  return globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((each) => each.isFile())
    .reduce((sum, each) => sum + statSync(join(each.parentPath, each.name)).size, 0);
}

function installSecretlint(): void {
  const folder = join(dataFolder, "secretlint");
  if (existsSync(join(folder, "node_modules"))) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{"private":true}`);
  writeFileSync(
    join(folder, ".secretlintrc.json"),
    `{"rules":[{"id":"@secretlint/secretlint-rule-preset-recommend"}]}`,
  );
  const packages = ["secretlint", "@secretlint/secretlint-rule-preset-recommend"];
  execFileSync("npm", ["install", "--silent", ...packages.map((each) => `${each}@${secretlint}`)], {
    cwd: folder,
  });
}

/** How many of the planted values the last scan of everything found. */
function recallOf(planted: readonly string[]): number {
  const report = JSON.parse(readFileSync(found, "utf8")) as Report;
  const values = new Set(report.findings.map(({ value }) => value));
  return planted.filter((value) => values.has(value) || values.has(hostOf(value))).length;
}

const hostOf = (value: string): string => value.replace(/^http:\/\/|:8080$/g, "");
