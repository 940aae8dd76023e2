/** A variable that keeps an experiment tracker from recording something by itself. */
export interface TrackerSwitch {
  readonly tracker: string;
  readonly name: string;
  readonly value: string;
  /** What is no longer recorded. */
  readonly stops: string;
  /** Where its maker says so. */
  readonly source: string;
}

const wandb = "https://github.com/wandb/wandb/blob/main/wandb/sdk/wandb_settings.py";
const mlflow = "https://github.com/mlflow/mlflow/blob/master/mlflow/environment_variables.py";
const comet = "https://www.comet.com/docs/v2/guides/experiment-management/configure-sdk/";
const clearml = "https://clear.ml/docs/latest/docs/configs/env_vars/";

/**
 * Read in wandb 0.31, mlflow 3.17, comet_ml 3.58 and clearml 2.1; wandb's are tried with the
 * real library by a test. Neptune has none: it takes arguments of `init_run` alone.
 */
export const trackerSwitches: readonly TrackerSwitch[] = [
  {
    tracker: "W&B",
    name: "WANDB_DISABLE_GIT",
    value: "true",
    stops: "the address of the git remote, a token in it too, and what is not committed",
    source: wandb,
  },
  {
    tracker: "W&B",
    name: "WANDB_DISABLE_CODE",
    value: "true",
    stops: "the source of the program and notebooks",
    source: wandb,
  },
  {
    tracker: "W&B",
    name: "WANDB_SAVE_CODE",
    value: "false",
    stops: "the source of the program and notebooks",
    source: wandb,
  },
  {
    tracker: "W&B",
    name: "WANDB_CONSOLE",
    value: "off",
    stops: "what the program prints, which it takes before tare can mask it",
    source: wandb,
  },
  {
    tracker: "W&B",
    name: "WANDB__DISABLE_META",
    value: "true",
    stops: "arguments, paths, the user's name and mail, variables of Slurm",
    source: wandb,
  },
  {
    tracker: "W&B",
    name: "WANDB__DISABLE_MACHINE_INFO",
    value: "true",
    stops: "what the machine is made of",
    source: wandb,
  },
  {
    tracker: "W&B",
    name: "WANDB__SAVE_REQUIREMENTS",
    value: "false",
    stops: "the packages that are installed, private ones too",
    source: wandb,
  },
  {
    tracker: "W&B",
    name: "WANDB_HOST",
    value: "host",
    stops: "the name of the machine",
    source: wandb,
  },
  {
    tracker: "MLflow",
    name: "MLFLOW_RECORD_ENV_VARS_IN_MODEL_LOGGING",
    value: "false",
    stops: "the names of variables that hold keys, in the model's folder",
    source: mlflow,
  },
  {
    tracker: "Comet",
    name: "COMET_AUTO_LOG_CODE",
    value: "false",
    stops: "the source of the program",
    source: comet,
  },
  {
    tracker: "Comet",
    name: "COMET_AUTO_LOG_GIT_METADATA",
    value: "false",
    stops: "the address of the git remote, branch and user",
    source: comet,
  },
  {
    tracker: "Comet",
    name: "COMET_AUTO_LOG_GIT_PATCH",
    value: "false",
    stops: "what is not committed",
    source: comet,
  },
  {
    tracker: "Comet",
    name: "COMET_AUTO_LOG_ENV_DETAILS",
    value: "false",
    stops: "arguments, paths, the user's name and the machine",
    source: comet,
  },
  {
    tracker: "Comet",
    name: "COMET_AUTO_LOG_ENV_HOST",
    value: "false",
    stops: "the name and address of the machine",
    source: comet,
  },
  {
    tracker: "Comet",
    name: "COMET_AUTO_LOG_CLI_ARGUMENTS",
    value: "false",
    stops: "arguments",
    source: comet,
  },
  {
    tracker: "Comet",
    name: "COMET_AUTO_LOG_OUTPUT_LOGGER",
    value: "false",
    stops: "what the program prints, which it takes before tare can mask it",
    source: comet,
  },
  {
    tracker: "ClearML",
    name: "CLEARML_LOG_ENVIRONMENT",
    value: "none",
    stops: "variables of the environment, where settings ask for them",
    source: clearml,
  },
  {
    tracker: "ClearML",
    name: "CLEARML_VCS_DIFF",
    value: "",
    stops: "what is not committed",
    source: clearml,
  },
];
