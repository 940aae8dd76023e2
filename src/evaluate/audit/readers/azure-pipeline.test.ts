import { expect, test } from "vitest";
import { foundIn } from "../testing.ts";

const printedIn = (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  foundIn(files, "printed-secret");

test("follows templates, with the secrets that their parameters are given", async () => {
  expect(
    await printedIn({
      "x/azure-pipelines.yml": `extends:
  template: /ci/stages.yml
  parameters: {credential: $(hubToken), mode: x}
`,
      "x/ci/stages.yml": `stages:
  - stage: a
    jobs:
      - template: jobs/job.yml@self
        parameters: {credential: "\${{ parameters.credential }}"}
      - template: jobs/job.yml@others
        parameters: {mode: $(hubToken)}
`,
      "x/ci/jobs/job.yml": `jobs:
  - job: b
    steps:
      - \${{ if eq(parameters.mode, 'x') }}:
          - bash: echo \${{ parameters.credential }} \${{ parameters.mode }}
          - bash: echo $C
            env: {C: "\${{ parameters.credential }}"}
  - deployment: c
    strategy: {runOnce: {deploy: {steps: [{template: ../step.yml, parameters: {z: "\${{ parameters.credential }}"}}]}}}
`,
      "x/ci/step.yml": `steps:
  - script: echo \${{ parameters.z }}
  - template: step.yml
    parameters: {z: "\${{ parameters.z }}"}
`,
    }),
  ).toEqual([
    "x/ci/jobs/job.yml: ${{ parameters.credential }}: prints parameters.credential, which holds the secret hubToken",
    "x/ci/jobs/job.yml: $C: prints C, which holds the secret hubToken",
    "x/ci/step.yml: ${{ parameters.z }}: prints parameters.z, which holds the secret hubToken",
  ]);
});

test("holds variables and parameters for secrets by their names", async () => {
  expect(
    await printedIn({
      "azure-pipelines.yml":
        "steps:\n  - bash: |\n      echo $(hubToken) $(buildId)\n      echo ${{ parameters.hubToken }} ${{ parameters.mode }}\n",
    }),
  ).toEqual([
    "azure-pipelines.yml: $(hubToken): prints hubToken, which by its name holds a secret",
    "azure-pipelines.yml: ${{ parameters.hubToken }}: prints parameters.hubToken, which by its name holds a secret",
  ]);
});
