import { optionWords } from "../shell/given.ts";
import type { Command } from "../shell/script.ts";
import { fetchedBy } from "../shell/secrecy.ts";
import { giverOf } from "./credential-givers.ts";
import { secretsFilledIn } from "./github-expressions.ts";
import type { AuditedJob, JobCredential } from "./job-credential.ts";
import { jobLimit } from "./job-limit.ts";
import type { Job, Pipeline, Setting, Step, System } from "./pipeline.ts";

/** Where a system keeps what it fills in. */
const stores: Readonly<Record<System, string>> = {
  github: "github-secret",
  gitlab: "gitlab-variable",
  jenkins: "jenkins-credential",
  azure: "azure-variable",
  circleci: "circleci-variable",
  bitbucket: "bitbucket-variable",
  tekton: "kubernetes-secret",
  argo: "kubernetes-secret",
  kubeflow: "kubernetes-secret",
  sagemaker: "sagemaker-environment",
  vertex: "vertex-environment",
};

/** Tokens that a system makes for each job: they end with it. */
const jobTokens: Partial<Readonly<Record<System, RegExp>>> = {
  github: /^GITHUB_TOKEN$/i,
  gitlab: /^CI_(?:JOB_TOKEN|JOB_JWT\w*|REGISTRY_PASSWORD|DEPENDENCY_PROXY_PASSWORD)$/,
  azure: /^System\.AccessToken$/i,
  bitbucket: /^BITBUCKET_STEP_OIDC_TOKEN$/,
};

/** People keep names, addresses and switches as secrets, too; a login by OpenID Connect needs some. They open nothing by themselves. */
const identifier =
  /(?:^|_)(?:USER|USERNAME|E?MAIL|SENDER|ID|TENANT|ACCOUNT|NAME|URL|URI|HOST|HOSTNAME|SERVER|IP|PORT|ENDPOINT|REGION|PROFILE|TYPE|VERSION|DEBUG|PROVIDER|PROJECT|BUCKET|REPO|REPOSITORY|ORG|CHANNEL|ISSUER|ROLE|ARN|PUBKEY|PUBLIC_KEY|KEYGRIP|IDENTITY)$/i;

/** Systems that give jobs variables of the project's settings, of which no file tells. */
const withProjectVariables: ReadonlySet<System> = new Set(["gitlab", "circleci", "bitbucket"]);

/** The jobs of pipelines. Stages of one name in a file are one job. */
export const auditedJobs = (pipelines: readonly Pipeline[]): readonly AuditedJob[] =>
  pipelines
    .filter(({ kind }) => kind === "pipeline")
    .flatMap((pipeline) =>
      [...Map.groupBy(pipeline.jobs, ({ name }) => name)].map(([job, same]) => ({
        pipeline: pipeline.source.path,
        job,
        credentials: onceEach(same.flatMap((each) => credentialsOf(pipeline, each))),
      })),
    );

function credentialsOf(pipeline: Pipeline, job: Job): readonly JobCredential[] {
  return [
    ...declaredIn(job),
    ...secretsOf(pipeline, job)
      .filter((name) => !identifier.test(name))
      .map((name) => storedAs(name, pipeline.system, job)),
    ...job.steps.flatMap(({ uses }) => giverOf(uses) ?? []),
    ...job.steps.flatMap(({ script }) => (script?.commands ?? []).flatMap(fetchedIn)),
  ];
}

/** By their names; what was said first holds. */
const onceEach = (all: readonly JobCredential[]): readonly JobCredential[] =>
  [...Map.groupBy(all, ({ name }) => name).values()].flatMap(([first]) => first ?? []);

function storedAs(name: string, system: System, job: Job): JobCredential {
  if (jobTokens[system]?.test(name) === true)
    return { name, kind: "short-lived", source: "job-token", ...endOf(job) };
  return { name: name === "*" ? "all secrets" : name, kind: "static", source: stores[system] };
}

/** The names of all secrets that the system fills in. */
function secretsOf(pipeline: Pipeline, job: Job): readonly string[] {
  // What stands in blocks of a Jenkinsfile holds for their steps alone.
  const around = pipeline.system === "jenkins" ? [] : pipeline.env;
  const settings = [
    ...around,
    ...job.env,
    ...(job.uses?.inputs ?? []),
    ...job.steps.flatMap(settingsOf),
  ];
  return [
    ...settings.flatMap(({ secrets }) => secrets),
    ...handedOn(job),
    ...job.steps.flatMap((step) => usedIn(step, pipeline.system)),
  ];
}

const settingsOf = ({ env, uses }: Step): readonly Setting[] => [...env, ...(uses?.inputs ?? [])];

/** What a job hands on to a workflow that it calls. */
function handedOn({ uses, node }: Job): readonly string[] {
  const secrets = uses && node?.get("secrets");
  if (!secrets) return [];
  if (secrets.text === "inherit") return ["*"];
  return secrets.entries().flatMap(({ value }) => secretsFilledIn(value.text ?? ""));
}

/** What the code of a step uses: expressions, and variables that nothing in it sets. */
function usedIn({ script, python, powershell }: Step, system: System): readonly string[] {
  const code = [script, python, powershell].map((each) => each?.fragment.text ?? "");
  const written = system === "github" ? code.flatMap(secretsFilledIn) : [];
  const used = (script?.commands ?? []).flatMap(({ words, assignments }) =>
    [...words, ...assignments.map(({ value }) => value)].flatMap(({ uses }) => uses),
  );
  return [
    ...written,
    ...used.flatMap(({ name, by }): readonly string[] => {
      const secrecy = script?.secrecy(name, by);
      if (secrecy?.kind === "bound") return [secrecy.secret];
      return secrecy?.kind === "named" && withProjectVariables.has(system) ? [name] : [];
    }),
  ];
}

/** Where the commands get secrets that the audit knows, and of what kind these are. */
const fetched: Readonly<Record<string, Omit<JobCredential, "name">>> = {
  "AWS Secrets Manager": { kind: "managed", source: "aws-secrets-manager" },
  "AWS Parameter Store": { kind: "managed", source: "aws-parameter-store" },
  "Google Secret Manager": { kind: "managed", source: "google-secret-manager" },
  "Azure Key Vault": { kind: "managed", source: "azure-key-vault" },
  "HashiCorp Vault": { kind: "managed", source: "vault" },
  "1Password": { kind: "managed", source: "1password" },
  "a secrets manager": { kind: "managed", source: "secrets-manager" },
  "AWS STS": { kind: "short-lived", source: "sts" },
  AWS: { kind: "short-lived", source: "aws" },
  "Google Cloud": { kind: "short-lived", source: "google-cloud" },
  Azure: { kind: "short-lived", source: "azure" },
};

function fetchedIn(command: Command): readonly JobCredential[] {
  const by = fetchedBy(command) ?? "";
  const found = fetched[by];
  if (!found) return [];
  const [seconds] = optionWords(command, /^--duration-seconds$/);
  const ttl = Number(/(\d+)$/.exec(seconds?.text ?? "")?.[1]);
  return [{ name: by, ...found, ...(ttl > 0 && { ttl }) }];
}

/** What GitLab fetches for a job: https://docs.gitlab.com/ci/yaml/#secrets, https://docs.gitlab.com/ci/yaml/#id_tokens */
const declaredIn = (job: Job): readonly JobCredential[] => [
  ...(job.node?.get("secrets")?.entries() ?? []).flatMap(
    ({ key, value }): readonly JobCredential[] => {
      const from = value.entries().find((each) => each.key in vaults);
      return from ? [{ name: key, kind: "managed", source: vaults[from.key] ?? "vault" }] : [];
    },
  ),
  ...(job.node?.get("id_tokens")?.entries() ?? []).map(({ key }): JobCredential => ({
    name: key,
    kind: "short-lived",
    source: "oidc",
    ...endOf(job),
  })),
];

/** What is made for a job ends with it, at the latest. */
const endOf = (job: Job): { readonly ttl?: number } => {
  const ttl = jobLimit(job);
  return ttl === undefined ? {} : { ttl };
};

const vaults: Readonly<Record<string, string>> = {
  vault: "vault",
  gcp_secret_manager: "google-secret-manager",
  azure_key_vault: "azure-key-vault",
  aws_secrets_manager: "aws-secrets-manager",
  akeyless: "akeyless",
};
