import { expect, test } from "vitest";
import { defaultLimits } from "../core/limits.ts";
import { compile } from "../engine/program.ts";
import {
  type Keyword,
  keywordRules,
  keywordsFrom,
  namesAny,
  ownTexts,
  spellingIn,
} from "./keywords.ts";
import { scan } from "./scan.ts";
import { folderOf } from "./testing.ts";

async function found(
  files: Readonly<Record<string, string>>,
  keywords: readonly (string | Keyword)[],
): Promise<string[]> {
  await using folder = await folderOf(files);
  const options = {
    limits: defaultLimits,
    classes: [],
    rules: [],
    atLeast: {},
    reveal: true,
    fingerprintKey: "test",
    keywords: keywords.map((each) => (typeof each === "string" ? { word: each } : each)),
  };
  const { findings } = await scan([folder.path], { options, jobs: 1, profile: "release" });
  return findings
    .filter(({ value }) => value !== undefined)
    .map(({ rule, severity, value }) => `${rule} ${severity} ${value}`);
}

test.each([
  ["acme", "acme-nlp", true],
  ["acme", "/data/ACME_2/x", true],
  ["acme", "acme2024", true],
  ["acme", "acmeology", false],
  ["acme", "pacme", false],
  ["Blue Heron", "s3://blue-heron/x", true],
  ["Blue Heron", "blueheron", true],
  ["corp.acme.io", "gpu7.corp.acme.io:80", true],
  ["corp.acme.io", "corpxacme.io", false],
  ["acme", "new AcmeClient()", true],
  ["acme", "myAcme", true],
  ["acme", "acmeClient", true],
  ["acme", "Acmeology", false],
  ["acme corp", "acmeCorpNlp", true],
  ["acme_corp", "theAcmeCorp", true],
  ["acme-corp", "ACMECORP", true],
  ["acme-corp", "acme.corp", true],
  ["nlp", "myNlpModel", false],
])("the word %j in %j: %j", (keyword, value, names) => {
  expect(namesAny([{ word: keyword }])(value)).toBe(names);
});

test("raises what names a keyword, and finds it where it stands by itself", async () => {
  const files = {
    "a.txt": "gs://acme-data/x and gs://other-data/x\n/home/user/acme/train.py\nat Acme now\n",
  };
  expect(await found(files, ["acme"])).toEqual([
    "gcs-bucket high gs://acme-data/x",
    "gcs-bucket medium gs://other-data/x",
    "home-path high /home/user/acme/train.py",
    "organisation-keyword medium Acme",
  ]);
  expect(await found(files, [])).toEqual([
    "gcs-bucket medium gs://acme-data/x",
    "gcs-bucket medium gs://other-data/x",
  ]);
});

test("finds a word in each of its spellings once, as bad as it was said to be", async () => {
  const files = {
    "a.py": "class BlueHeronClient:\n  blue_heron = 'Blue Heron'\n  x = BLUEHERON\n",
  };
  const keyword = { word: "blue-heron", severity: "high" } as const;
  expect(await found(files, [keyword])).toEqual([
    "organisation-keyword high BlueHeron",
    "organisation-keyword high blue_heron",
    "organisation-keyword high Blue Heron",
    "organisation-keyword high BLUEHERON",
  ]);
});

test("a word that matters little makes nothing else worse", async () => {
  const keyword = { word: "acme", severity: "info" } as const;
  expect(await found({ "a.txt": "gs://acme-data/x\nat Acme now\n" }, [keyword])).toEqual([
    "gcs-bucket medium gs://acme-data/x",
    "organisation-keyword info Acme",
  ]);
});

test("says how a text spells a word", () => {
  expect(spellingIn("see BLUE_HERON/x", { word: "blue heron" })).toBe("BLUE_HERON");
  expect(spellingIn("the Zürich-Büro", { word: "zürich büro" })).toBe("Zürich-Büro");
  expect(spellingIn("blueherons", { word: "blue heron" })).toBeUndefined();
});

test("says little of a name in a licence header, and much of the same name in a home folder", async () => {
  const files = {
    "train.py":
      "# Author: Ana Smith <asmith@contoso.com>\n# License: MIT\nd = '/home/asmith/run/x.csv'\n",
  };
  expect(await found(files, [])).toEqual([
    "author-field low Ana Smith",
    "email-address low asmith@contoso.com",
    "home-path medium /home/asmith/run/x.csv",
  ]);
});

test("as many keywords as the search has room for are taken, and more refused at once", () => {
  const words = Array.from({ length: 30_000 }, (_, at) => `word${at.toString(36)}`);
  expect(() => keywordsFrom(words)).toThrow("30000 keywords are too many");
  expect(keywordsFrom(words.slice(0, 20_000))).toHaveLength(20_000);
  expect(keywordsFrom(Array.from({ length: 70_000 }, () => " acme "))[0]).toEqual({ word: "acme" });
  expect(() => keywordsFrom([" ab "])).toThrow("the keyword 'ab' is too short");
});

test("no keyword needs less texts than it is counted with", () => {
  const words = [
    "acme",
    "acme corp",
    "acme labs",
    "Acme",
    "foo.example.com",
    "42labs",
    "x-ray lab",
  ];
  for (let count = 1; count <= words.length; count++) {
    const asked = words.slice(0, count);
    expect(compile(keywordRules(keywordsFrom(asked))).literals.length).toBeGreaterThanOrEqual(
      new Set(asked.flatMap(ownTexts)).size,
    );
  }
});
