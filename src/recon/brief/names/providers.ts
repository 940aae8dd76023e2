/** Who gives out a kind of credential, and what it opens there. */
export interface Provider {
  readonly id: string;
  /** As a person knows the service. */
  readonly service: string;
  /** The rules of its credentials. */
  readonly rules: RegExp;
}

/** The first that matches holds. */
export const providers: readonly Provider[] = [
  { id: "aws", service: "Amazon Web Services", rules: /^aws-/ },
  {
    id: "google",
    service: "Google Cloud",
    rules: /^google-(?:service-account|hmac|oauth-access|oauth-refresh|signed)/,
  },
  { id: "google-api", service: "Google APIs", rules: /^google-/ },
  { id: "azure", service: "Microsoft Azure", rules: /^(?:azure|entra)-/ },
  { id: "huggingface", service: "Hugging Face", rules: /^huggingface-/ },
  { id: "github", service: "GitHub", rules: /^github-/ },
  { id: "gitlab", service: "GitLab", rules: /^gitlab-/ },
  { id: "bitbucket", service: "Bitbucket", rules: /^bitbucket-/ },
  { id: "atlassian", service: "Atlassian", rules: /^atlassian-/ },
  { id: "wandb", service: "Weights & Biases", rules: /^wandb-/ },
  { id: "mlflow", service: "MLflow", rules: /^mlflow-/ },
  { id: "comet", service: "Comet", rules: /^comet-/ },
  { id: "neptune", service: "Neptune", rules: /^neptune-/ },
  { id: "clearml", service: "ClearML", rules: /^clearml-/ },
  { id: "kaggle", service: "Kaggle", rules: /^kaggle-/ },
  { id: "openai", service: "OpenAI", rules: /^openai-/ },
  { id: "anthropic", service: "Anthropic", rules: /^anthropic-/ },
  { id: "slack", service: "Slack", rules: /^slack-/ },
  { id: "discord", service: "Discord", rules: /^discord-/ },
  { id: "telegram", service: "Telegram", rules: /^telegram-/ },
  { id: "npm", service: "npm", rules: /^npm/ },
  { id: "pypi", service: "PyPI", rules: /^pypi-/ },
  { id: "docker", service: "Docker Hub", rules: /^docker-/ },
  { id: "databricks", service: "Databricks", rules: /^databricks-/ },
  { id: "snowflake", service: "Snowflake", rules: /^snowflake-/ },
  { id: "digitalocean", service: "DigitalOcean", rules: /^digitalocean-/ },
  { id: "cloudflare", service: "Cloudflare", rules: /^cloudflare-/ },
  { id: "kubernetes", service: "Kubernetes", rules: /^(?:kube|rancher|k3s)/ },
  { id: "stripe", service: "Stripe", rules: /^stripe-/ },
  { id: "sendgrid", service: "SendGrid", rules: /^sendgrid-/ },
  { id: "vault", service: "HashiCorp Vault", rules: /^vault-/ },
];

export const providerOf = (rule: string): Provider | undefined =>
  providers.find(({ rules }) => rules.test(rule));

/** Hosts at which a provider keeps projects and accounts. */
export const providerHosts: Readonly<Record<string, string>> = {
  huggingface: "huggingface.co",
  github: "github.com",
  gitlab: "gitlab.com",
  bitbucket: "bitbucket.org",
  wandb: "wandb.ai",
  comet: "comet.com",
  neptune: "app.neptune.ai",
};
