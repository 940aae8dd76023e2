import { expect, test } from "vitest";
import type { Pipeline } from "../pipeline/pipeline.ts";
import { withGrammars } from "../syntax/grammars.ts";
import { foundIn } from "../testing.ts";
import { SourceText } from "../text.ts";
import { gitlabPipeline } from "./gitlab-pipeline.ts";

const grammars = await withGrammars(["bash"]);

function read(text: string): Pipeline {
  const [first] = [
    ...gitlabPipeline.read(new SourceText(".gitlab-ci.yml", text), grammars, new Map()),
  ];
  if (first?.kind !== "pipeline") throw new Error("no pipeline");
  return first.of;
}

test("reads jobs with what they inherit, and leaves settings out", () => {
  const { jobs, env } = read(`variables:
  A: {value: one, description: x}
default: {image: python}
.base:
  variables: {B: two}
  secrets:
    HUB: {vault: hub/token}
train:
  extends: .base
  before_script: ["export X=1"]
  script:
    - echo $HUB
    - !reference [.base, script]
    - |
      set -e
      python train.py
  secrets:
    KEY: {vault: key}
  artifacts: {paths: [out], public: false}
`);
  const train = jobs.find(({ name }) => name === "train");
  expect(env.map(({ name, value }) => [name, value?.text])).toEqual([["A", "one"]]);
  expect(jobs.map(({ name }) => name)).toEqual([".base", "train"]);
  expect(
    train?.steps.map(({ name, script }) => [name, script?.commands.map((each) => each.name)]),
  ).toEqual([
    ["before_script", ["export"]],
    ["script", ["echo", "set", "python"]],
  ]);
  expect(train?.steps[1]?.script?.secrecy("KEY", "shell")).toEqual({
    kind: "bound",
    secret: "KEY",
  });
  expect(train?.keeps).toMatchObject([{ as: "artifact", isPublic: false }]);
});

test("follows no circle of templates", () => {
  expect(read("a: {extends: b, script: [x]}\nb: {extends: a, script: [y]}\n").jobs).toHaveLength(2);
});

const printedIn = (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  foundIn(files, "printed-secret");

test("reads files that are included, by patterns, too, and from the pipeline's own folder", async () => {
  const steps = 'build: {script: ["echo $HF_TOKEN"]}\n';
  const found = "$HF_TOKEN: prints HF_TOKEN, which by its name holds a secret";
  expect(
    await printedIn({
      "x/.gitlab-ci.yml":
        "include:\n  - local: /ci/*.yml\n  - {local: deep/**/b.yml}\n  - remote: https://x.example/c.yml\n  - project: a/b\n    file: c.yml\n",
      "x/ci/a.yml": `spec: {inputs: {x: {}}}\n---\n${steps}`,
      "x/deep/er/b.yml": steps,
      "x/c.yml": steps,
    }),
  ).toEqual([`x/ci/a.yml: ${found}`, `x/deep/er/b.yml: ${found}`]);
});

test("follows extends and !reference into other files, with the secrets that a job has", async () => {
  const told = "prints KEY, which holds the secret HF_TOKEN";
  expect(
    await printedIn({
      ".gitlab-ci.yml": `include: ci/base.yml
publish:
  extends: .publish
  variables: {KEY: $HF_TOKEN}
other:
  extends: .publish
referring:
  variables: {KEY: $HF_TOKEN}
  script:
    - !reference [.refer, script]
    - !reference [.refer, script, nowhere]
    - make
`,
      "ci/base.yml": `.publish:
  script:
    - echo $KEY
.refer:
  script:
    - printf %s $KEY
    - !reference [.refer, script]
`,
    }),
  ).toEqual([`ci/base.yml: $KEY: ${told}`, `ci/base.yml: $KEY: ${told}`]);
});

test("knows in a script what was fetched before it, in another file", async () => {
  expect(
    await printedIn({
      ".gitlab-ci.yml": `include: ci/base.yml
a:
  before_script:
    - !reference [.login, script]
  script:
    - echo $X
`,
      "ci/base.yml": `.login:
  script:
    - export X=$(vault kv get -field=x hub)
`,
    }),
  ).toEqual([".gitlab-ci.yml: $X: prints X, which comes from HashiCorp Vault"]);
});

test("reads pipelines that a job starts, with what it gives them", async () => {
  expect(
    await printedIn({
      ".gitlab-ci.yml":
        "start:\n  variables: {GIVEN: $HF_TOKEN}\n  trigger: {include: [{local: ci/child.yml}]}\n",
      "ci/child.yml": "a: {script: [echo $GIVEN]}\nb: {trigger: {include: ci/child.yml}}\n",
    }),
  ).toEqual(["ci/child.yml: $GIVEN: prints GIVEN, which holds the secret HF_TOKEN"]);
});

test("reads what holds for all jobs", async () => {
  expect(
    await printedIn({ ".gitlab-ci.yml": "default:\n  before_script:\n    - echo $HF_TOKEN\n" }),
  ).toHaveLength(1);
});
