import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const trackers: readonly Rule[] = [
  {
    id: "comet-api-key",
    title: "Comet API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, change and delete the experiments and models of the workspace.",
    remedy: "Regenerate it at comet.com/account-settings/apiKeys.",
    keywords: ["comet", "opik"],
    pattern: assigned(
      /(?:comet(?:_?ml)?[\w .-]{0,24}?(?:key|token)|comet_ml\.\w{1,20}\([^()\n]{0,20}?api_key|opik_api_key)[\w-]{0,12}/,
      /[A-Za-z0-9]{25,40}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: {
      url: "https://www.comet.com/api/rest/v2/workspaces",
      selfHosted: "comet",
      auth: { kind: "header", name: "authorization", value: "{value}" },
      active: [{ status: 200, json: "workspaceNames" }],
      inactive: [{ status: 401 }],
      facts: { workspaces: "workspaceNames" },
      documentation: "https://www.comet.com/docs/v2/api-and-sdk/rest-api/read-endpoints/",
      examples: {
        active: { status: 200, body: { workspaceNames: ["ada"] } },
        inactive: { status: 401, body: { msg: "Invalid API key", code: 401 } },
      },
    },
    references: ["https://www.comet.com/docs/v2/guides/experiment-management/configure-sdk/"],
    examples: {
      found: [
        "COMET_API_KEY=«96KnSDQwcJrlpyojJxz5pEvef»",
        'experiment = comet_ml.Experiment(api_key="«gwNq5JwQJQ0k1crHtqKZno5Mg»")',
      ],
      ignored: [
        "COMET_API_KEY=${{ secrets.COMET_API_KEY }}",
        'comet_experiment_key = "eb9810cf1d6b61de71ec"',
      ],
    },
  },
  {
    id: "neptune-api-token",
    title: "Neptune API token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, change and delete the runs of every project that the user can reach.",
    remedy: 'Regenerate it at app.neptune.ai from the user menu, "Get your API token".',
    keywords: ["eyjhcglfy"],
    pattern: /(?<![A-Za-z0-9+/])(?<value>eyJhcGlfY[A-Za-z0-9+/]{60,400}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "base64-json", keys: ["api_key"] }],
    references: ["https://docs.neptune.ai/setup/setting_api_token/"],
    examples: {
      found: [
        'NEPTUNE_API_TOKEN="«eyJhcGlfYWRkcmVzcyI6Imh0dHBzOi8vYXBwLm5lcHR1bmUuYWkiLCJhcGlfdXJsIjoiaHR0cHM6Ly9hcHAubmVwdHVuZS5haSIsImFwaV9rZXkiOiIwZjBmMGYwZi0xMTExLTIyMjItMzMzMy00NDQ0NDQ0NDQ0NDQifQ==»"',
      ],
      ignored: ["eyJhcGlfYWRkcmVzcyI6Imh0dHBzOi8vYXBwLm5lcHR1bmUuYWkifQ=="],
    },
  },
  {
    id: "mlflow-tracking-secret",
    title: "MLflow tracking password or token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and overwrite the runs, artifacts and registered models of the tracking server.",
    remedy:
      "Change the password on the tracking server, or revoke the token at the service that hosts it.",
    keywords: ["mlflow_tracking_password", "mlflow_tracking_token"],
    pattern: assigned(/mlflow_tracking_(?:password|token)/, /[^\s"'`$<>{}(),;\\]{6,400}/),
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://mlflow.org/docs/latest/self-hosting/security/basic-http-auth/"],
    examples: {
      found: [
        "MLFLOW_TRACKING_PASSWORD=«Tr4ck-9qLmZ2»",
        'os.environ["MLFLOW_TRACKING_TOKEN"] = "«31d9f7c89a22e634980f72e9b613d9ef4288456f»"',
      ],
      ignored: [
        "MLFLOW_TRACKING_PASSWORD=$MLFLOW_PASSWORD",
        "MLFLOW_TRACKING_TOKEN=your-token",
        'os.environ["MLFLOW_TRACKING_PASSWORD"] = internal_token',
      ],
    },
  },
  {
    id: "mlflow-tracking-user-token",
    title: "MLflow tracking token as user name",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and overwrite the runs, artifacts and registered models of the tracking server.",
    remedy:
      "Revoke the token at the service that hosts the server: at DagsHub under settings, tokens.",
    keywords: ["mlflow_tracking_username"],
    pattern: assigned(/mlflow_tracking_username/, /[A-Za-z0-9]{32,64}/),
    proofs: [
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "looks-secret", as: "key", least: 0.9 },
    ],
    references: ["https://dagshub.com/docs/integration_guide/mlflow_tracking/"],
    examples: {
      found: ["MLFLOW_TRACKING_USERNAME=«31d9f7c89a22e634980f72e9b613d9ef4288456f»"],
      ignored: [
        "MLFLOW_TRACKING_USERNAME=ada.lovelace2",
        "MLFLOW_TRACKING_USERNAME=service-account-ranker-training-2031",
      ],
    },
  },
  {
    id: "clearml-secret-key",
    title: "ClearML secret key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "With the access key: read and change the experiments, and queue code on the agents.",
    remedy: "Revoke the pair at app.clear.ml/settings/workspace-configuration.",
    keywords: ["clearml", "trains_api", "secret_key"],
    pattern: assigned(
      /(?:(?:clearml|trains)_api_secret_key|"?secret_key"?(?=[ \t]{0,3}[:=][ \t]{0,3}"[A-Za-z0-9]{50,64}"))/,
      /[A-Za-z0-9]{50,64}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://clear.ml/docs/latest/docs/configs/clearml_conf/"],
    examples: {
      found: [
        "CLEARML_API_SECRET_KEY=«GKPKGVPDJr9LbwVnG6krXfhdLCCfrvGYds8pvFDVKdBjy8BCzb»",
        'credentials {"access_key" = "07YNKYA1M6DZJDI3WL9E", "secret_key" = "«p1MYbNrcG67BkAoC1UTkqxT3sSgeDCaQ9o9Uem2cc5NFu1rc3q»"}',
      ],
      ignored: ["CLEARML_API_SECRET_KEY=$CLEARML_SECRET"],
    },
  },
  {
    id: "dagshub-token",
    title: "DagsHub token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and overwrite the repositories, data and MLflow runs of the user.",
    remedy: "Delete it at dagshub.com/user/settings/tokens.",
    keywords: ["dagshub"],
    pattern: assigned(
      /(?:dagshub[\w .-]{0,24}?(?:key|token|pass(?:word)?)|dagshub\.auth\.add_app_token\([^\n]{0,10}?)[\w-]{0,12}/,
      /[0-9a-f]{40}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://dagshub.com/docs/troubleshooting/authentication/"],
    examples: {
      found: [
        "DAGSHUB_USER_TOKEN=«79655a609d4666ffe936e678f7f586de5d95018a»",
        'dagshub.auth.add_app_token("«d1dd900020313e44a558e2cef2c4fd55b654f7d4»")',
      ],
      ignored: ["dagshub_commit: d3c3a7e51623424fcb74e1cb5222caf29edd4d5c"],
    },
  },
  {
    id: "swanlab-api-key",
    title: "SwanLab API key",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Read and change the experiments of the user and the user's teams.",
    remedy: "Reset it at swanlab.cn/space/~/settings.",
    keywords: ["swanlab"],
    pattern: assigned(
      /(?:swanlab[\w .-]{0,24}?(?:key|token)|swanlab\.login\([^()\n]{0,20}?key)[\w-]{0,12}/,
      /[A-Za-z0-9]{21}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://docs.swanlab.cn/en/api/environment-variable.html"],
    examples: {
      found: ["SWANLAB_API_KEY=«rY7WqJ45TDoX4O85vrAlp»"],
      ignored: ["SWANLAB_API_KEY=your-swanlab-api-key1"],
    },
  },
  {
    id: "polyaxon-token",
    title: "Polyaxon or Determined token",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Read the experiments of the cluster and run code on it.",
    remedy: "Revoke it in the user's settings of the tracker.",
    keywords: ["polyaxon", "det_user", "determined_"],
    pattern: assigned(
      /(?:polyaxon[\w .-]{0,24}?(?:key|token)|det_user_token|determined_[\w]{0,12}?token)[\w-]{0,12}/,
      /[A-Za-z0-9._-]{24,300}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://polyaxon.com/docs/management/organizations/tokens/",
      "https://docs.determined.ai/latest/reference/cli-reference.html",
    ],
    examples: {
      found: ['POLYAXON_AUTH_TOKEN="«0bf1adb1b04eded6269095d55844152a39edc536»"'],
      ignored: ["DET_USER_TOKEN=${DET_USER_TOKEN}"],
    },
  },
];
