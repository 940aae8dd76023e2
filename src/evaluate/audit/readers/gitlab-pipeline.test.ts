import { expect, test } from "vitest";
import type { Pipeline } from "../pipeline/pipeline.ts";
import { withGrammars } from "../syntax/grammars.ts";
import { SourceText } from "../text.ts";
import { gitlabPipeline } from "./gitlab-pipeline.ts";

const grammars = await withGrammars(["bash"]);

function read(text: string): Pipeline {
  const [first] = [...gitlabPipeline.read(new SourceText(".gitlab-ci.yml", text), grammars)];
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
