import type { Tracker } from "../tracker.ts";

export const mlflow: Tracker = {
  id: "mlflow",
  title: "MLflow",
  packages: ["mlflow", "mlflow-skinny"],
  module: "mlflow",
  records: [
    { what: "the user's name" },
    { what: "the path of the script" },
    { what: "the git remote and commit" },
    { what: "names of variables with keys beside a model", since: "2.17" },
  ],
  switches: [
    {
      set: /\bMLFLOW_RECORD_ENV_VARS_IN_MODEL_LOGGING\b/,
      how: "MLFLOW_RECORD_ENV_VARS_IN_MODEL_LOGGING=false",
      stops: "the names of variables",
    },
    {
      set: /\bmlflow\.(?:user|source\.name)\b|\bMLFLOW_TRACKING_USERNAME\b/,
      how: 'mlflow.start_run(tags={"mlflow.user": "…", "mlflow.source.name": "…"})',
      stops: "user and path",
    },
  ],
  references: [
    "https://mlflow.org/docs/latest/ml/tracking/",
    "https://github.com/mlflow/mlflow/pull/13584",
  ],
};
