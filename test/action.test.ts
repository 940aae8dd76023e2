import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { sampleSecrets } from "../src/report/testing.ts";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly id?: string;
      readonly run: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}

const text = readFileSync("action.yml", "utf8");
const action = parse(text) as Action;
const root = mkdtempSync(join(tmpdir(), "tare-action-"));
afterAll(() => rmSync(root, { recursive: true }));

/** The action's folder, with the source in the place of what is built. */
const folder = join(root, "action");
mkdirSync(join(folder, "dist"), { recursive: true });
cpSync("scripts/action.sh", join(folder, "scripts", "action.sh"));
writeFileSync(
  join(folder, "dist", "bin.js"),
  `await import(${JSON.stringify(pathToFileURL(resolve("src/cli/bin.ts")).href)});\n`,
);

let runs = 0;

/** Runs the action's step as a runner does: expressions filled in, files for what it says. */
function run(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>>) {
  const home = join(root, String(runs++));
  const workspace = join(home, "workspace");
  mkdirSync(workspace, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(workspace, name, ".."), { recursive: true });
    writeFileSync(join(workspace, name), content);
  }
  const step = action.runs.steps.find(({ id }) => id === "tare");
  const filled = Object.entries(step?.env ?? {}).map(([name, expression]) => {
    const [, input = ""] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression) ?? [];
    return [name, inputs[input] ?? action.inputs[input]?.default];
  });
  const output = join(home, "output");
  const summary = join(home, "summary");
  for (const file of [output, summary]) writeFileSync(file, "");
  const done = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? ""],
    {
      cwd: workspace,
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        ...Object.fromEntries(filled),
        GITHUB_ACTION_PATH: folder,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        RUNNER_TEMP: join(home, "temp"),
      },
    },
  );
  const outputs = readFileSync(output, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("="));
  return {
    ...done,
    outputs: Object.fromEntries(outputs) as Record<string, string>,
    summary: readFileSync(summary, "utf8"),
    commands: commandsIn(`${done.stdout}${done.stderr}`),
  };
}

/** The lines that a runner obeys. */
function commandsIn(log: string): string[] {
  let stopped: string | undefined;
  const obeyed: string[] = [];
  for (const line of log.split(/\r\n|\r|\n/)) {
    const [, token] = /^::stop-commands::(.+)$/.exec(line) ?? [];
    if (stopped !== undefined) stopped = line === `::${stopped}::` ? undefined : stopped;
    else if (token !== undefined) stopped = token;
    else if (/^\s*(?:::|##\[)/.test(line)) obeyed.push(line);
  }
  return obeyed;
}

const leak = { "conf/settings.py": `x = 1\ntoken = "${sampleSecrets.hubToken}"\n` };

describe("the action", () => {
  test("fails by a secret, and says so in annotations, summary and SARIF", () => {
    const { status, outputs, summary, commands, stdout } = run(leak, {});
    expect(status, stdout).toBe(1);
    expect(outputs["passed"]).toBe("false");
    expect(commands).toContainEqual(
      expect.stringMatching(
        /^::error title=tare%3A huggingface-user-token,file=conf\/settings.py,line=2::/,
      ),
    );
    expect(summary).toContain("conf/settings.py:2");
    for (const command of ["audit", "scan"]) {
      const sarif = readFileSync(join(outputs["sarif"] ?? "", `${command}.sarif`), "utf8");
      expect(JSON.parse(sarif)).toMatchObject({ version: "2.1.0" });
    }
    expect(`${stdout}${summary}`).not.toContain(sampleSecrets.hubToken);
  });

  test("passes a checkout in which nothing is found", () => {
    const checkout = { "a.py": "x = 1\n", ".git/HEAD": "ref: refs/heads/main\n" };
    const { status, outputs, stderr } = run(checkout, {});
    expect(status, stderr).toBe(0);
    expect(outputs["passed"]).toBe("true");
  });

  test("fails where something was not inspected, unless that is allowed", () => {
    const broken = { "a.zip": "PK\u0003\u0004broken" };
    expect(run(broken, { audit: "false" }).status).toBe(1);
    expect(run(broken, { audit: "false", "allow-gaps": "true" }).status).toBe(0);
  });

  test("heeds no comment where the repository is not trusted", () => {
    const allowed = { "a.py": `t = "${sampleSecrets.hubToken}"  # tare:allow\n` };
    expect(run(allowed, {}).status).toBe(0);
    expect(run(allowed, { untrusted: "true" }).status).toBe(1);
  });

  test("judges a release by the checklist", () => {
    const { status, summary } = run(
      { "model/a.txt": "x\n" },
      { audit: "false", scan: "false", gate: "model" },
    );
    expect(status).toBe(1);
    expect(summary).toContain("## tare gate\n\n    ");
  });

  test("obeys no file's name, and takes no input for code", () => {
    const hostile = "a\n::warning::pwned\n::add-path::tmp %0A$(touch pwned);.py";
    const { commands, status } = run({ [hostile]: leak["conf/settings.py"] }, {});
    expect(status).toBe(1);
    expect(commands.filter((each) => !each.startsWith("::error title=tare"))).toEqual([]);
    const odd = run(leak, { path: "$(touch pwned)`id`;--help\n::error::x" });
    expect(odd.status).toBe(1);
    expect(odd.commands).toEqual([]);
  });

  test("puts no expression into a script", () => {
    for (const { run: script } of action.runs.steps) expect(script).not.toContain("${{");
  });
});
