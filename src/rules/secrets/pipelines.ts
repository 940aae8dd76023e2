import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const pipelines: readonly Rule[] = [
  {
    id: "zenml-api-key",
    title: "ZenML API key or access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and run the pipelines of the server, and fetch the credentials of its stacks.",
    remedy:
      "Rotate it with `zenml service-account api-key <account> rotate <key>`, or delete it in the organisation settings.",
    keywords: ["zenkey_", "zenprokey_", "zenpat_", "zenpropat_"],
    pattern: token(/ZEN(?:PRO)?(?:KEY|PAT)_[A-Za-z0-9+/_-]{60,400}={0,2}/),
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: [
      "https://docs.zenml.io/deploying-zenml/connecting-to-zenml/connect-with-a-service-account",
    ],
    examples: {
      found: [
        "ZENML_STORE_API_KEY=«ZENKEY_p6ggzKjfebzJ6sZWdoHIxrXl0gqn87b1PZqZrmktsO3U9224xf2MvQyGplpErf87038J1ta6sKT4t2WGmABMsBCkotq0ZcfcDOrHIPESvjRmeA6mOOCrlwBVLuOJm5ug1dTorWLN3phv7lsDbcwSf599sVR9ubusu9jXPA383NR0esNm5Csi»",
      ],
      ignored: [
        "ZENKEY_your_key",
        "FROZENKEY_95vcaKcDkxYZxsKgCnB6nhdddVkMRjMcIFLpuch1HsXAPmEmpCAFcoACpP4B1nFmccqqpHnXoA3qjud57uKhKz95PP3YTVcFyfBn73K587kvsQEZ5Pu0AHnPZRZrv7z9Fe2r9OQmcz5NiX9rQ2d3kSODKEVz7ynZan7kaN4qhzZXYy4oJd48",
      ],
    },
  },
  {
    id: "metaflow-service-key",
    title: "Metaflow or Outerbounds service key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the runs and artifacts that the service keeps.",
    remedy:
      "Change the key in the configuration of the metadata service, or revoke the token in Outerbounds.",
    keywords: ["metaflow", "outerbounds", "obp_"],
    pattern: assigned(
      /metaflow[-_]?service[-_]?auth[-_]?key|metaflow_service_headers[^\n]{0,30}?x-api-key|(?:outerbounds|(?<![A-Za-z])obp?)_(?:auth_)?(?:token|key)/,
      /(?:[A-Za-z0-9]{40}|[A-Za-z0-9+/_.-]{60,900}={0,2})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.outerbounds.com/engineering/deployment/aws-managed/cloudformation/"],
    examples: {
      found: [
        "METAFLOW_SERVICE_AUTH_KEY=«v85dXEE6HCbfcSMhFJ3qMXicxfX4H5at1w0ef9ID»",
        'METAFLOW_SERVICE_HEADERS={"x-api-key": "«y4Wc2Fzgeh6NZ4xGBA2TXCeO48mOt71EBhZJkx3k»"}',
      ],
      ignored: ["METAFLOW_SERVICE_AUTH_KEY=$KEY"],
    },
  },
  {
    id: "flyte-client-secret",
    title: "Flyte or Union client secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run tasks on the cluster, and read what others put in and got out.",
    remedy: "Rotate it at the identity provider of the cluster, or with `union delete api-key`.",
    keywords: ["flyte", "union_api"],
    pattern: assigned(
      /(?<![A-Za-z])flyte[\w .-]{0,24}?secret[\w-]{0,12}|(?<![A-Za-z])union_api_key/,
      /[A-Za-z0-9+/_-]{32,700}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://docs-legacy.flyte.org/en/latest/deployment/configuration/auth_setup.html",
    ],
    examples: {
      found: [
        "FLYTE_CREDENTIALS_CLIENT_SECRET=«x94dvENpo-9jF0LTDxagO7N44YsGURr3kswKVzSljZwQVPwMcclTmux_jow9CMZV»",
        "UNION_API_KEY=«G53eOE40bGx6UZXdti6SNlH9C9itEiMqguYHcFumAeOkpIhKwt1qkUat0tBM9iWvuGYMZQvXh2dJcMtkuobDDb9x5WRwyn8TN0eBGN9RkEOneP8Tkwf/FezjRrNoajCJceb9sBUFSMXZew0/iMKA3PwBc93JQ00b==»",
      ],
      ignored: ["FLYTE_CREDENTIALS_CLIENT_SECRET=$SECRET"],
    },
  },
  {
    id: "ray-auth-token",
    title: "Ray cluster token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run code on every node of the cluster.",
    remedy: "Write a new token with `ray get-auth-token --generate`, and restart the cluster.",
    keywords: ["ray_auth_token"],
    pattern: assigned(/(?<![A-Za-z])ray[-_]?auth[-_]?token/, /[A-Za-z0-9_-]{22,128}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.ray.io/en/latest/ray-security/token-auth.html"],
    examples: {
      found: ["RAY_AUTH_TOKEN=«e884a252686f3a0e652733a942505681aab55611518f364cffabdc1154b797bb»"],
      ignored: ["RAY_AUTH_TOKEN_PATH=/home/ray/.ray/auth_token"],
    },
  },
  {
    id: "airflow-secret-key",
    title: "Airflow secret key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign sessions and tokens, so as to enter the web server or the API as anybody.",
    remedy: "Set a new key and restart all components: sessions end.",
    keywords: [
      "airflow__webserver__secret_key",
      "airflow__api__secret_key",
      "airflow__api_auth__jwt_secret",
    ],
    pattern: assigned(
      /airflow__(?:webserver__secret_key|api__secret_key|api_auth__jwt_secret)/,
      /[A-Za-z0-9+/_-]{16,128}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://airflow.apache.org/docs/apache-airflow/stable/security/secrets/fernet.html",
      "https://airflow.apache.org/docs/apache-airflow/stable/configurations-ref.html",
    ],
    examples: {
      found: [
        "AIRFLOW__WEBSERVER__SECRET_KEY=«cb576b5600369af19c54cebb0e4e0d61»",
        'AIRFLOW__API_AUTH__JWT_SECRET: "«d45exKQccW3DrfrxKD3OVvSSHQetUz/8pjzusrgSkgE=»"',
      ],
      ignored: ["AIRFLOW__WEBSERVER__SECRET_KEY=temporary_key"],
    },
  },
  {
    id: "dagster-cloud-token",
    title: "Dagster+ token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and run the jobs of the organisation.",
    remedy: "Revoke it at dagster.cloud under Organization Settings, Tokens.",
    keywords: ["dagster", "user:", "agent:"],
    pattern:
      /(?<![A-Za-z0-9_:.-])(?<value>(?:user|agent):[a-z0-9][a-z0-9-]{0,40}:[0-9a-f]{32})(?![A-Za-z0-9])/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.dagster.io/deployment/dagster-plus/management/tokens/agent-tokens"],
    examples: {
      found: [
        "DAGSTER_CLOUD_API_TOKEN=«user:acme-ml:f649149d10bb26d2d19665622009d226»",
        "dagsterCloudAgentToken: «agent:acme:b154d43aa84320518d9b4be7e5f068e5»",
      ],
      ignored: [
        "user:acme:a996f98b5a37a65e3910",
        "user:name:d76bcc7ed92a1351d0c5d17bab40bb3c6fbd2c56",
      ],
    },
  },
  {
    id: "hopsworks-api-key",
    title: "Hopsworks API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the feature store, models and jobs of the projects that it was scoped for.",
    remedy: "Delete it under API keys in the account settings.",
    keywords: ["hopsworks"],
    pattern: assigned(
      /hopsworks[\w .(-]{0,24}?key[\w-]{0,12}|hopsworks\.login\([^()\n]{0,120}?api_key_value/,
      /[A-Za-z0-9]{16}\.[A-Za-z0-9]{64}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.hopsworks.ai/latest/user_guides/projects/api_key/create_api_key/"],
    examples: {
      found: [
        "HOPSWORKS_API_KEY=«W8fegGiDCVwW54Au.56UdZCv4yG1eTFBTx4oK2Nk7BshvIcH4XO0RRpNlXEo4Hw7BCAI2QhF38a1SBWwE»",
        'hopsworks.login(api_key_value="«v8jhIF8K6QEXMYiF.N40d8A5cVZQBqLNSl4PIl2bD9R3Ktica0oXvju0u1CKorYdQecChUVOpoEZIeINk»")',
      ],
      ignored: ["HOPSWORKS_API_KEY=your-key"],
    },
  },
  {
    id: "tecton-api-key",
    title: "Tecton API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read features, and as far as its service account may, change the workspace.",
    remedy: "Delete it with `tecton service-account delete`.",
    keywords: ["tecton"],
    pattern: assigned(/(?<![A-Za-z])tecton[\w .-]{0,16}?key[\w-]{0,12}/, /[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: [
      "https://docs.tecton.ai/docs/setting-up-tecton/administration-setup/service-accounts",
    ],
    examples: {
      found: ["TECTON_API_KEY=«f630fab8c4a38831a1c2671fcb224ed5»"],
      ignored: ['architecton_key = "c15efebd78808ca93565c45622902e36"'],
    },
  },
  {
    id: "pachyderm-auth-token",
    title: "Pachyderm auth token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the repositories and pipelines of the cluster.",
    remedy: "Revoke it with `pachctl auth revoke`.",
    keywords: ["pachyderm", "pach"],
    pattern: assigned(
      /(?:pachyderm|(?<![A-Za-z])pach(?:ctl)?)[\w .-]{0,24}?token[\w-]{0,12}/,
      /[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.pachyderm.com/"],
    examples: {
      found: ["PACHYDERM_ROOT_TOKEN=«d36c8803cb5fa6f755a166ea45bdeba8»"],
      ignored: ["PACH_TOKEN=$TOKEN"],
    },
  },
  {
    id: "lakefs-secret-key",
    title: "lakeFS secret access key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "With the access key id: read and change the repositories that the user may reach.",
    remedy: "Revoke the pair under Administration, My Credentials, of the lakeFS server.",
    keywords: ["lakefs", "lakectl"],
    pattern: assigned(
      /(?:lakefs|lakectl)[\w .-]{0,24}?secret(?:[-_]?access)?(?:[-_]?key)?[\w-]{0,12}/,
      /[A-Za-z0-9/+]{40}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://docs.lakefs.io/latest/security/access-control-lists/"],
    examples: {
      found: ["LAKEFS_SECRET_KEY=«x63a4C6kIVmMbuXwX9weOCFZvy86MXIQ3Aehye/T»"],
      ignored: ["LAKEFS_AUTH_ENCRYPT_SECRET_KEY=$KEY"],
    },
  },
  {
    id: "hex-api-token",
    title: "Hex API token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run and read the notebooks of the workspace as the user who made it.",
    remedy: "Revoke it at app.hex.tech under API keys.",
    keywords: ["hxtp_", "hxtw_"],
    pattern: token(/hxt[pw]_[0-9a-f]{96}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://learn.hex.tech/docs/api/api-overview"],
    examples: {
      found: [
        "HEX_API_TOKEN=«hxtp_cd87bebc0c44fd85ebb354942f1860dd8f5034d8e2a8e50a888ca15d83733f8d3cdee5f59b82e69c8ea1aebb477b28dd»",
      ],
      ignored: ["hxtp_dc5c9a48e66f3f52804b"],
    },
  },
];
