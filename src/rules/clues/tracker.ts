import type { Rule } from "../../core/rule.ts";

export const tracker: readonly Rule[] = [
  {
    id: "tracker-run",
    title: "Run in an experiment tracker",
    class: "host",
    severity: "low",
    confidence: "high",
    harm: "It names account and project, and if the project is public the run shows code, command line, machine and user.",
    remedy: "Set the project to private, or take the link out of the release.",
    keywords: [
      "wandb.ai/",
      "app.wandb.",
      ".wandb.io/",
      "comet.com/",
      "comet.ml/",
      "neptune.ai/",
      "clear.ml/",
      "tensorboard.dev/experiment/",
      "swanlab.cn/",
      "aimhub.io/",
    ],
    pattern:
      /(?<value>https?:\/\/(?:(?:app\.)?wandb\.(?:ai|com)\/(?!site\b|docs|help|guides|pricing|authorize|home|login|settings|fully-connected\b|articles|gallery|assets|logo|quickstart|blog|static)[\w.-]{2,80}\/[\w.%+-]{1,128}(?:\/(?:runs|sweeps|groups|artifacts|reports)\/[\w.%+-]{2,128})?|[\w-]{2,60}\.wandb\.io\/[\w./%+-]{3,200}|www\.comet\.(?:com|ml)\/(?!site\b|docs|api\b|signup|pricing|production)[\w.-]{2,80}\/[\w.-]{1,128}\/[0-9a-f]{32}|app\.neptune\.ai\/(?:o\/)?[\w.-]{2,80}\/[\w./-]{2,200}|app(?:\.community)?\.clear\.ml\/projects\/[0-9a-f]{32}[\w./-]{0,120}|tensorboard\.dev\/experiment\/[\w-]{20,24}|swanlab\.cn\/@[\w.-]{2,60}\/[\w./-]{2,120}))/i,
    references: ["https://docs.wandb.ai/guides/runs"],
    examples: {
      found: [
        "View run at «https://wandb.ai/acme-nlp/ranker/runs/3f2a1b9c»",
        "«https://acme.wandb.io/team/proj/runs/abc»",
        "«https://www.comet.com/asmith/mnist/0123456789abcdef0123456789abcdef»",
        "«https://app.neptune.ai/acme/churn/e/CHURN-12»",
      ],
      ignored: [
        "https://wandb.ai/authorize",
        "https://docs.wandb.ai/guides/runs",
        "https://wandb.ai/site/pricing",
        "https://www.comet.com/docs/v2/api",
      ],
    },
  },
  {
    id: "tracking-server",
    title: "Address of a tracking server",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "MLflow and its like often ask for no login: who reaches the server reads and replaces every model in it.",
    remedy: "Read the address from the environment at run time; put a login before the server.",
    keywords: [
      "tracking_uri",
      "registry_uri",
      "wandb_base_url",
      "clearml_api_host",
      "clearml_web_host",
      "clearml_files_host",
      "mlflow_s3_endpoint_url",
      "label_studio_url",
      "/#/experiments/",
      "prefect_api_url",
      "workspaceurl",
    ],
    pattern:
      /(?:(?:tracking_uri|registry_uri|WANDB_BASE_URL|CLEARML_(?:API|WEB|FILES)_HOST|MLFLOW_S3_ENDPOINT_URL|LABEL_STUDIO_URL|PREFECT_API_URL|workspaceURL)["'\])]{0,3}\s{0,2}[=:(]{1,2}\s{0,2}["']?|(?=https?:\/\/[^\s"'/]{3,100}\/#\/experiments\/\d))(?<value>(?:https?:\/\/|(?<=workspaceURL["'\])]{0,3}\s{0,2}[=:]{1,2}\s{0,2}["']?))(?!localhost|127\.|0\.0\.0\.0|(?:\w{1,60}\.)?example\.|your|my[.-]|api\.wandb\.ai|(?:api|app|files)\.clear\.ml|dagshub\.com\/?["'\s])[A-Za-z0-9][\w.-]{1,100}(?::\d{2,5})?(?:\/[\w./#%?=&-]{0,200})?)/i,
    references: ["https://mlflow.org/docs/latest/ml/tracking/server/"],
    examples: {
      found: [
        "MLFLOW_TRACKING_URI=«https://mlflow.contoso.com»",
        `mlflow.set_tracking_uri("«http://mlflow-prod:5000»")`,
        "see «http://tracker.lab.org/#/experiments/3/runs/0123456789abcdef0123456789abcdef»",
      ],
      ignored: [
        "MLFLOW_TRACKING_URI=http://localhost:5000",
        "tracking_uri: str",
        "MLFLOW_TRACKING_URI=file:./mlruns",
        "WANDB_BASE_URL=https://api.wandb.ai",
      ],
    },
  },
  {
    id: "package-index",
    title: "Private package index",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "It names the host from which the company installs its packages, and invites dependency confusion: a public package of an internal name.",
    remedy: "Keep index addresses in pip's configuration, not in requirement files.",
    keywords: ["index-url", "index_url", "trusted-host", "find-links"],
    pattern:
      /(?:(?:extra[-_])?index[-_]url|trusted[-_]host|find[-_]links)["']?\s{0,2}[= :]\s{0,2}["']?(?<value>(?:https?:\/\/(?:[^\s/@"']{1,120}@)?|(?<=trusted[-_]host["']?\s{0,2}[= :]\s{0,2}["']?))(?!(?:pypi|test\.pypi)\.org|files\.pythonhosted|pypi\.python\.org|download\.pytorch\.org|data\.pyg\.org|pypi\.(?:nvidia|ngc\.nvidia)|pypi\.tuna\.|mirrors?\.|pypi\.mirrors|pypi\.douban|storage\.googleapis\.com|github\.com|raw\.githubusercontent|(?:\w{1,60}\.){0,2}github\.io|pypi\.anaconda|localhost|127\.|(?:\w{1,60}\.){0,3}example\.|dl\.fbaipublicfiles|your|my[.-])[A-Za-z0-9][\w-]{0,60}(?:\.[\w-]{1,60}){1,6}(?::\d{2,5})?(?:\/[\w./%+-]{0,200})?)/i,
    references: ["https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-extra-index-url"],
    examples: {
      found: [
        "--extra-index-url «https://pypi.contoso.com/simple»",
        "--index-url=«https://nexus.contoso.io:8443/repository/pypi/simple/»",
        "--trusted-host «nexus.contoso.io»",
      ],
      ignored: [
        "--index-url https://download.pytorch.org/whl/cu118",
        "--extra-index-url https://pypi.org/simple",
        "--index-url URL",
        "index_url = None",
      ],
    },
  },
];
