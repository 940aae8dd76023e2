import { expect, test } from "vitest";
import { recognised } from "../audit.ts";
import { SourceText } from "../text.ts";
import { auditedJobs } from "./credentials.ts";

/** For each job its credentials: `train: HF_TOKEN static github-secret`. */
async function credentialsIn(path: string, text: string): Promise<readonly string[]> {
  const subjects = await recognised([new SourceText(path, text)]);
  const pipelines = subjects.flatMap((each) => (each.kind === "pipeline" ? [each.of] : []));
  return auditedJobs(pipelines).flatMap(({ job, credentials }) =>
    credentials.map(
      ({ name, kind, source, ttl }) =>
        `${job}: ${name} ${kind} ${source}${ttl === undefined ? "" : ` ${ttl}`}`,
    ),
  );
}

test("of a workflow of GitHub: stored secrets, the job's own token, and what is made for the job", async () => {
  const text = `on: push
env: { WANDB_API_KEY: "\${{ secrets.WANDB_API_KEY }}" }
jobs:
  train:
    timeout-minutes: 90
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: { role-to-assume: "arn:aws:iam::1:role/train", role-duration-seconds: 1800 }
      - uses: hashicorp/vault-action@v3
        with: { method: jwt }
      - run: docker login -p "\${{ github.token }}" ghcr.io
      - run: python train.py --token "\${{ secrets.HF_TOKEN }}"
      - if: "\${{ secrets.OTHER != '' }}"
        run: echo there is one
  old:
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: { aws-access-key-id: "\${{ secrets.KEY_ID }}", aws-secret-access-key: "\${{ secrets.KEY }}" }
  call:
    uses: ./.github/workflows/release.yml
    secrets: inherit
`;
  expect(await credentialsIn(".github/workflows/train.yml", text)).toEqual([
    "train: WANDB_API_KEY static github-secret",
    "train: GITHUB_TOKEN short-lived job-token 5400",
    "train: HF_TOKEN static github-secret",
    "train: AWS role short-lived oidc 1800",
    "train: HashiCorp Vault managed vault",
    "old: WANDB_API_KEY static github-secret",
    "old: KEY static github-secret",
    "call: WANDB_API_KEY static github-secret",
    "call: all secrets static github-secret",
  ]);
});

test("names and addresses that are kept as secrets are no credentials", async () => {
  const text = `jobs:
  deploy:
    steps:
      - uses: azure/login@v2
        with: { client-id: "\${{ secrets.AZURE_CLIENT_ID }}", tenant-id: "\${{ secrets.AZURE_TENANT_ID }}" }
      - uses: docker/login-action@v3
        with: { username: "\${{ secrets.HUB_USERNAME }}", password: "\${{ secrets.github_token }}" }
`;
  expect(await credentialsIn(".github/workflows/deploy.yml", text)).toEqual([
    "deploy: github_token short-lived job-token",
    "deploy: Azure identity short-lived oidc",
  ]);
});

test("of a pipeline of GitLab: variables of the project, vaults, and tokens", async () => {
  const text = `train:
  timeout: 1h 30m
  secrets:
    HUB_TOKEN: { vault: hub/token@ci }
  id_tokens:
    ID_TOKEN: { aud: https://vault.example }
  variables: { MODE: fast }
  script:
    - echo $MODE $PAD_TOKEN
    - huggingface-cli login --token $HUB_TOKEN
    - curl -u x:$DEPLOY_PASSWORD https://models.example
    - docker login -u x -p $CI_JOB_TOKEN registry.example
    - aws sts assume-role-with-web-identity --role-arn x --duration-seconds 900
`;
  expect(await credentialsIn(".gitlab-ci.yml", text)).toEqual([
    "train: HUB_TOKEN managed vault",
    "train: ID_TOKEN short-lived oidc 5400",
    "train: DEPLOY_PASSWORD static gitlab-variable",
    "train: CI_JOB_TOKEN short-lived job-token 5400",
    "train: AWS STS short-lived sts 900",
  ]);
});

test("of a pipeline of Jenkins: what the steps of a stage use", async () => {
  const text = `pipeline {
  stages {
    stage('Train') {
      steps {
        withCredentials([string(credentialsId: 'hub', variable: 'HUB')]) { sh 'train --token $HUB' }
      }
    }
    stage('Test') { steps { sh 'pytest' } }
  }
}`;
  expect(await credentialsIn("Jenkinsfile", text)).toEqual([
    "Train: hub static jenkins-credential",
  ]);
});

test("of other systems: what is filled in, and no other variable", async () => {
  const azure = `jobs:
  - job: train
    timeoutInMinutes: 30
    steps:
      - task: AzureKeyVault@2
        inputs: { KeyVaultName: models }
      - bash: train
        env: { HF_TOKEN: $(hfToken), TOKEN: $(System.AccessToken), MODE: $(mode) }
`;
  expect(await credentialsIn("azure-pipelines.yml", azure)).toEqual([
    "train: hfToken static azure-variable",
    "train: System.AccessToken short-lived job-token 1800",
    "train: Azure Key Vault managed azure-key-vault",
  ]);
  const circle = `jobs:
  train:
    steps:
      - run: python train.py --token $HF_TOKEN --mode $MODE
`;
  expect(await credentialsIn(".circleci/config.yml", circle)).toEqual([
    "train: HF_TOKEN static circleci-variable",
  ]);
});
