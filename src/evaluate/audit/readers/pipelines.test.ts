import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Pipeline, stepsOf } from "../pipeline/pipeline.ts";
import { withGrammars } from "../syntax/grammars.ts";
import { foundIn } from "../testing.ts";
import { SourceText } from "../text.ts";
import { all as readers } from "./index.ts";

const grammars = await withGrammars(["bash", "python", "hcl"]);

/** The pipeline that a file is recognised as. */
function read(path: string, text: string): Pipeline {
  const source = new SourceText(path, text);
  for (const reader of readers)
    if (reader.path.test(path) && (reader.isOne?.(source) ?? true))
      for (const subject of reader.read(source, grammars, new Map()))
        if (subject.kind === "pipeline") return subject.of;
  throw new Error(`no pipeline in ${path}`);
}

/** For each command: its job, its name, and the secrets that its words show. */
const commandsIn = ({ jobs }: Pipeline): readonly string[] =>
  jobs.flatMap(({ name, steps }) =>
    steps.flatMap(({ script }) =>
      (script?.commands ?? []).map((command) => {
        const uses = command.words.flatMap((word) => word.uses);
        const secrets = uses.flatMap((use) => {
          const why = script?.secrecy(use.name, use.by);
          return why ? [why.kind === "bound" ? why.secret : why.kind] : [];
        });
        return [name, command.name, ...secrets].join(" ");
      }),
    ),
  );

const keptIn = ({ jobs }: Pipeline): readonly string[] =>
  jobs.flatMap(({ keeps }) =>
    keeps.flatMap(({ as, paths }) => [as, ...paths.map(({ text }) => text)]),
  );

test("reads declarative pipelines of Jenkins", () => {
  const pipeline = read(
    "Jenkinsfile",
    `pipeline {
  environment { HUB = credentials('hub'); MODE = "x" }
  stages {
    stage('Train') {
      steps {
        sh 'echo $HUB $MODE $HUB_PSW' // sh 'no'
        withCredentials([string(credentialsId: 'wandb', variable: 'W'), usernamePassword(credentialsId: 'y', usernameVariable: 'U', passwordVariable: 'P')]) {
          sh """
            curl -u \\$U:\\$P \${W}
          """
        }
        sh(script: "ls", returnStdout: true).trim()
        sh 'echo $W'
        archiveArtifacts artifacts: 'out/**, log', fingerprint: true
      }
      post { always { stash name: 'x', includes: '**' } }
    }
  }
}`,
  );
  expect(commandsIn(pipeline)).toEqual([
    "Train echo hub hub",
    "Train curl y wandb",
    "Train ls",
    "Train echo",
  ]);
  expect(keptIn(pipeline)).toEqual(["artifact", "out/**", "log", "artifact", "**"]);
});

test("reads scripted pipelines of Jenkins", () => {
  const pipeline = read(
    "ci/Jenkinsfile.gpu",
    `node('gpu') {
  try {
    stage("Run") {
      withEnv(["A=b"]) { if (x) { sh "make" } else { bat 'dir' } }
      withCredentials([[$class: 'UsernamePasswordMultiBinding', credentialsId: 'reg', usernameVariable: 'U', passwordVariable: 'P']]) { sh 'login $P' }
      parallel a: { sh 'one' }, b: { sh 'two' }
    }
  } finally { sh 'clean' }
}`,
  );
  expect(commandsIn(pipeline)).toEqual([
    "pipeline clean",
    "Run make",
    "Run login reg",
    "Run one",
    "Run two",
  ]);
});

test("reads Azure Pipelines", () => {
  const pipeline = read(
    "azure-pipelines.yml",
    `trigger: [main]
pr: none
variables:
  - group: ml
  - name: Mode
    value: x
stages:
  - stage: A
    jobs:
      - job: train
        steps:
          - script: curl -H $(hubToken) $(Build.SourcesDirectory) $T
            env: {T: $(System.AccessToken)}
          - task: Bash@3
            inputs: {targetType: inline, script: echo hi}
          - pwsh: Write-Host $env:HF_TOKEN
          - publish: $(Build.SourcesDirectory)
      - deployment: ship
        environment: prod
        strategy: {runOnce: {deploy: {steps: [{bash: make}]}}}
`,
  );
  expect(pipeline.triggers.map(({ name }) => name)).toEqual(["trigger"]);
  expect(commandsIn(pipeline)).toEqual([
    "train curl named System.AccessToken",
    "train echo",
    "ship make",
  ]);
  expect(stepsOf(pipeline).flatMap(({ powershell }) => powershell?.lines ?? [])).toMatchObject([
    { secrets: [{ name: "HF_TOKEN" }] },
  ]);
  expect(keptIn(pipeline)).toEqual(["artifact", "$(Build.SourcesDirectory)"]);
  expect(pipeline.jobs.map(({ environment }) => environment)).toEqual([undefined, "prod"]);
});

test("reads pipelines of CircleCI", () => {
  const pipeline = read(
    ".circleci/config.yml",
    `version: 2.1
jobs:
  train:
    environment: {A: b}
    steps:
      - checkout
      - run: echo << parameters.name >> $HF_TOKEN
      - when: {condition: x, steps: [{run: {name: n, command: make}}]}
      - store_artifacts: {path: out}
      - save_cache: {key: k, paths: [~/.cache]}
`,
  );
  expect(commandsIn(pipeline)).toEqual(["train echo named", "train make"]);
  expect(keptIn(pipeline)).toEqual(["artifact", "out", "cache", "~/.cache"]);
  expect(stepsOf(pipeline).flatMap(({ uses }) => uses?.name ?? [])).toContain("checkout");
});

test("follows commands of CircleCI, those of orbs that are written out, too", async () => {
  const told = "which holds the secret HF_TOKEN";
  expect(
    await foundIn(
      {
        ".circleci/config.yml": `version: 2.1
orbs:
  hub:
    commands:
      publish:
        parameters: {the-key: {type: string}}
        steps:
          - run: {command: echo << parameters.the-key >>, environment: {K: << parameters.the-key >>}}
          - run: {command: echo $K, environment: {K: <<parameters.the-key>>}}
          - hub/publish: {the-key: << parameters.the-key >>}
commands:
  other:
    steps:
      - hub/publish: {the-key: plain}
jobs:
  a:
    steps:
      - hub/publish: {the-key: $HF_TOKEN}
`,
      },
      "printed-secret",
    ),
  ).toEqual([
    `.circleci/config.yml: << parameters.the-key >>: prints _parameters_the_key__, ${told}`,
    `.circleci/config.yml: $K: prints K, ${told}`,
  ]);
});

test("reads Bitbucket Pipelines", () => {
  const pipeline = read(
    "bitbucket-pipelines.yml",
    `definitions: {caches: {hub: ~/.cache/huggingface}}
pipelines:
  default:
    - step: {name: train, script: [make, "echo $X_TOKEN"], caches: [hub, pip], artifacts: [out/**]}
  pull-requests:
    '**':
      - parallel:
          - step: {name: lint, script: [lint, {pipe: "atlassian/x:1", variables: {A: b}}]}
`,
  );
  expect(commandsIn(pipeline)).toEqual(["train make", "train echo named", "lint lint"]);
  expect(keptIn(pipeline)).toEqual(["artifact", "out/**", "cache", "~/.cache/huggingface"]);
  expect(stepsOf(pipeline).flatMap(({ uses }) => uses ?? [])).toMatchObject([
    { name: "atlassian/x", version: "1" },
  ]);
});

test.each([
  [
    "task.yaml",
    `apiVersion: tekton.dev/v1
kind: Task
metadata: {name: train}
spec:
  steps:
    - name: a
      env: [{name: T, valueFrom: {secretKeyRef: {name: hub, key: token}}}]
      script: |
        #!/usr/bin/env bash
        echo $T $(params.x)
`,
  ],
  [
    "flow.yaml",
    `apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec:
  templates:
    - name: train
      container:
        env: [{name: T, valueFrom: {secretKeyRef: {name: hub, key: token}}}]
        command: [sh, -c]
        args: ["echo $T {{inputs.parameters.x}}"]
`,
  ],
  [
    "kfp.yaml",
    `deploymentSpec:
  executors:
    train:
      container:
        env: [{name: T, valueFrom: {secretKeyRef: {name: hub, key: token}}}]
        command: [sh, -c, "echo $T"]
`,
  ],
])("reads containers of %s", (path, text) => {
  expect(commandsIn(read(path, text))).toEqual(["train echo token"]);
});

test("reads definitions of SageMaker pipelines", () => {
  const pipeline = read(
    "pipeline.json",
    JSON.stringify(
      {
        Version: "2020-12-01",
        Steps: [
          {
            Name: "train",
            Type: "Training",
            Arguments: {
              AlgorithmSpecification: { ContainerEntrypoint: ["python", "train.py"] },
              HyperParameters: { epochs: "3" },
            },
          },
        ],
      },
      undefined,
      1,
    ),
  );
  expect(commandsIn(pipeline)).toEqual(["train python"]);
  expect(pipeline.jobs[0]?.env.map(({ name, value }) => [name, value?.text])).toEqual([
    ["epochs", "3"],
  ]);
});

test("takes steps of GitHub by what runs them", () => {
  const pipeline = read(
    ".github/workflows/a.yml",
    "on: push\njobs:\n  a:\n    steps:\n      - {shell: python, run: print(1)}\n      - {shell: pwsh, run: Write-Host 1}\n      - {run: ls}\n",
  );
  expect(
    stepsOf(pipeline).map(({ script, python, powershell }) =>
      [script && "shell", python && "python", powershell && "powershell"].filter(Boolean),
    ),
  ).toEqual([["python"], ["powershell"], ["shell"]]);
});

test("fails at no Jenkinsfile", () => {
  const piece = fc.constantFrom(
    ..."stage('a')|{|}|(|)|[|]|sh 'x'|sh(|script:|\"\"\"|'''|\"|'|, |\n|environment|A = |//|/*|\\".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(read("Jenkinsfile", pieces.join("")).system).toBe("jenkins");
    }),
  );
});
