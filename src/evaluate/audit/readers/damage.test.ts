import * as fc from "fast-check";
import { expect, test } from "vitest";
import { problemsIn, recognised } from "../audit.ts";
import { SourceText } from "../text.ts";

/** Files of each kind, by what makes a reader take one for its own. */
const kinds = [
  [".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n"],
  [".gitlab-ci.yml", "include: .gitlab-ci.yml\na:\n  script:\n"],
  ["azure-pipelines.yml", "steps:\n- template: azure-pipelines.yml\n- script: x\n"],
  [".circleci/config.yml", "jobs:\n  a:\n    steps:\n"],
  ["task.yaml", "apiVersion: tekton.dev/v1\nspec:\n  steps:\n"],
  ["compose.yaml", "services:\n  a:\n    environment:\n"],
  ["pod.yaml", "apiVersion: v1\nkind: Secret\ndata:\n"],
  ["stack.yaml", "Resources:\n  a:\n    Type: AWS::S3::Bucket\n"],
  ["main.tf", 'resource "aws_s3_bucket" "x" {\n'],
  ["main.bicep", "resource x 'y' = {\n"],
  ["Dockerfile", "FROM x\nRUN "],
  ["Jenkinsfile", "pipeline { stages { stage('a') { steps { "],
  ["train.py", "import os\n"],
] as const;

const piece = fc.constantFrom(
  ..."- run: |¦- pwsh: |¦- bash: |¦- sh ¦- script: ¦powershell '¦  ¦    ¦\t¦\r\n¦\n¦\n\n   \n¦$X_TOKEN¦${{ secrets.T }}¦${{ inputs.¦$(t)¦{{ a }}¦<< p >>¦echo ¦set -x¦ | ¦ > ¦\"¦'¦{¦}¦[¦]¦(¦)¦#¦&x ¦*x¦<<: *x¦!reference [a, script]¦extends: a¦template: ¦uses: ./¦key: token¦a = b¦\\¦print(¦os.environ¦[-4:]¦COPY . .¦ENV A_KEY=¦"
    .split("¦")
    .filter((each) => each !== ""),
);

test.each(kinds)("fails at no %s", async (path, head) => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
      const sources = [new SourceText(path, head + pieces.join(""))];
      const subjects = await recognised(sources);
      const found = problemsIn({ files: [path], sources, subjects });
      expect(found.every(({ problem: { at } }) => at.start <= at.end)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
