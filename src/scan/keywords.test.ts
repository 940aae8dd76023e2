import { expect, test } from "vitest";
import { defaultLimits } from "../core/limits.ts";
import { namesAny } from "./keywords.ts";
import { scan } from "./scan.ts";
import { folderOf } from "./testing.ts";

async function found(
  files: Readonly<Record<string, string>>,
  keywords: readonly string[],
): Promise<string[]> {
  await using folder = await folderOf(files);
  const options = {
    limits: defaultLimits,
    classes: [],
    rules: [],
    atLeast: {},
    reveal: true,
    fingerprintKey: "test",
    keywords,
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
])("the word %j in %j: %j", (keyword, value, names) => {
  expect(namesAny([keyword])(value)).toBe(names);
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
