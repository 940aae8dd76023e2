import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ArtefactRule, Rule } from "../src/core/rule.ts";
import { gitleaksToml } from "../src/export/gitleaks.ts";
import { foreignReport } from "../src/import/foreign.ts";
import { allRules } from "../src/rules/all.ts";
import { knownOf, importedReport } from "../src/scan/imported.ts";
import { noPolicy } from "../src/scan/policy.ts";
import { scan } from "../src/scan/scan.ts";
import { fakeToken, folderOf, optionsOf } from "../src/scan/testing.ts";
import { program } from "./kit/tools.ts";

const gitleaks = program("gitleaks");

/** gitleaks' own report on a folder, as its JSON. */
async function reportOf(folder: string, config: string | undefined): Promise<string> {
  const path = join(folder, "..", `${folder.split("/").at(-1)}.json`);
  const settings = config === undefined ? [] : ["--config", config];
  execFileSync(
    gitleaks ?? "",
    [
      "dir",
      folder,
      ...settings,
      "-f",
      "json",
      "-r",
      path,
      "--exit-code",
      "0",
      "--no-banner",
      "-l",
      "error",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  return readFile(path, "utf8");
}

const isValueRule = (rule: Rule | ArtefactRule): rule is Rule => "pattern" in rule;
const rules = allRules.filter(isValueRule);
const exported = gitleaksToml(allRules);
const missing = new Set(exported.missing.map(({ id }) => id));

const exact = new Set(
  exported.toml
    .split("\n\n")
    .filter((each) => !each.includes("# finds more"))
    .flatMap((each) => /^id = "(.*)"$/m.exec(each)?.[1] ?? []),
);

/** Rule ids, and the values that they take, of a folder that holds the examples. */
async function foundIn(files: Readonly<Record<string, string>>): Promise<Map<string, string[]>> {
  await using config = await folderOf({ "tare.toml": exported.toml });
  await using folder = await folderOf(files);
  const { leaks } = foreignReport(
    await reportOf(folder.path, join(config.path, "tare.toml")),
    "report",
  );
  const found = new Map<string, string[]>();
  for (const { rule, value = "", location } of leaks) {
    const key = `${rule.replace("gitleaks/", "")} ${location.path.replace(`${folder.path}/`, "")}`;
    found.set(key, [...(found.get(key) ?? []), value]);
  }
  return found;
}

/** gitleaks passes over what is not UTF-8, and over files that it takes for pictures and the like. */
const fileOf = (rule: Rule, kind: string, at: number): string => `${kind}/${rule.id}-${at}.txt`;

describe.skipIf(gitleaks === undefined)("gitleaks itself", () => {
  test("finds by the exported rules what tare's examples hold", { timeout: 120_000 }, async () => {
    const files: Record<string, string> = {};
    const wanted: [string, string][] = [];
    for (const rule of rules)
      for (const [at, example] of rule.examples.found.entries()) {
        if (missing.has(rule.id)) continue;
        const name = fileOf(rule, "found", at);
        files[name] = `${example.replaceAll(/[«»]/g, "")}\n`;
        for (const [, value = ""] of example.matchAll(/«([^»]*)»/g))
          wanted.push([`${rule.id} ${name}`, value]);
      }
    const found = await foundIn(files);
    // Where a look is left out the value may go on, never be another.
    const lost = wanted.filter(([key, value]) => {
      const values = found.get(key) ?? [];
      const isExact = exact.has(key.split(" ")[0] ?? "");
      return !values.some((each) => (isExact ? each === value : each.includes(value)));
    });
    expect(lost.map(([key, value]) => [key, value, found.get(key)])).toEqual([]);
    expect(wanted.length).toBeGreaterThan(300);
  });

  test("finds nothing in the others, where a rule is exact", { timeout: 120_000 }, async () => {
    const asked = rules.filter(({ id }) => exact.has(id));
    expect(asked.length).toBeGreaterThan(50);
    const files = Object.fromEntries(
      asked.flatMap((rule) =>
        rule.examples.ignored.map((each, at) => [fileOf(rule, "ignored", at), `${each}\n`]),
      ),
    );
    const found = await foundIn(files);
    const wrong = [...found].filter(([key]) => {
      const [id = "", name = ""] = key.split(" ");
      return name.startsWith(`ignored/${id}-`);
    });
    expect(wrong).toEqual([]);
  });

  test("reports what tare imports, and knows again as a baseline", async () => {
    const token = fakeToken();
    await using folder = await folderOf({ "a.py": `token = "${token}"\n` });
    await using config = await folderOf({ "tare.toml": exported.toml });
    const text = await reportOf(folder.path, join(config.path, "tare.toml"));
    const foreign = foreignReport(text, "report.json");
    const options = { path: "report.json", fingerprintKey: "test", reveal: false };
    const { findings } = importedReport(foreign, options);
    const mine = findings.filter(({ rule }) => rule === "gitleaks/huggingface-user-token");
    expect(mine).toMatchObject([
      { rule: "gitleaks/huggingface-user-token", location: { line: 1 } },
    ]);
    expect(JSON.stringify(findings)).not.toContain(token);
    // Moved it is the same, and another one is new.
    await writeFile(join(folder.path, "a.py"), `\n\ntoken = "${token}"\n`);
    await writeFile(join(folder.path, "b.py"), `token = "${fakeToken("Z")}"\n`);
    const { values, fingerprints } = knownOf(foreign);
    const policy = { ...noPolicy, values, known: fingerprints, hasBaseline: true };
    const report = await scan([folder.path], {
      options: optionsOf(),
      jobs: 1,
      profile: "release",
      policy,
    });
    expect(report.known?.map(({ location }) => location.line)).toEqual([3]);
    expect(report.findings.map(({ location }) => location.path)).toEqual([
      join(folder.path, "b.py"),
    ]);
    expect(report.findings[0]?.value).toBeUndefined();
  });
});
