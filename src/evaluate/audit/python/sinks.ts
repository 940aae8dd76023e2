import type { Argument, Call } from "./module.ts";

/** Where a call puts what it is given. */
export interface Sink {
  readonly kind: "log" | "tracker" | "file" | "upload";
  /** For people: `the log`, `Weights & Biases`. */
  readonly title: string;
}

const loggers =
  /^(?:logging(?:\.(?:getLogger|Logger|root))?|(?:self\.|cls\.)?_?log(?:ger)?|LOG(?:GER)?|loguru\.logger|structlog\.\w+|(?:transformers|datasets|diffusers)\.utils\.logging\.get_logger|absl\.logging)$/;
const levels =
  /^(?:debug|info|warning|warn|error|critical|exception|fatal|log|trace|success|notice)$/;
const printers =
  /^(?:print|pprint\.p?print|sys\.(?:stdout|stderr)\.write|warnings\.warn|click\.s?echo|typer\.s?echo|rich\.print|tqdm\.(?:tqdm\.)?write|st\.(?:write|text|code)|streamlit\.(?:write|text|code)|display|IPython\.display\.display|rich\.console\.Console\.print)$/;

/** By resolved names: what records, and where. */
const sinks: readonly (readonly [RegExp, Sink["kind"], string])[] = [
  [
    /^wandb\.(?:init|log|config\.update|init\.(?:log|config\.update|summary\.update)|summary\.update|save|log_artifact|Settings)$/,
    "tracker",
    "Weights & Biases",
  ],
  [
    /^mlflow\.(?:\w+\.)*(?:log_params?|log_dict|log_text|set_tags?|set_experiment_tags?|log_artifacts?|log_input|log_param|set_model_version_tag|set_registered_model_tag)$/,
    "tracker",
    "MLflow",
  ],
  [/^comet_ml\.(?:\w+\.)*log_(?:parameters?|others?|text|asset\w*|code)$/, "tracker", "Comet"],
  [
    /^clearml\.(?:\w+\.)*(?:connect|connect_configuration|set_parameters?|upload_artifact)$/,
    "tracker",
    "ClearML",
  ],
  [
    /^(?:neptune|aim|swanlab|dvclive|trackio)\.(?:\w+\.)*(?:init\w*|log\w*|track|append|assign|config\.update)$/,
    "tracker",
    "the tracker",
  ],
  [
    /\.(?:add_hparams|add_text|save_hyperparameters|log_hyperparams|init_trackers)$|^(?:save_hyperparameters|log_hyperparams)$/,
    "tracker",
    "the run's hyperparameters",
  ],
  [
    /^(?:torch\.save|json\.dump|yaml\.(?:safe_)?dump|pickle\.dump|joblib\.dump|numpy\.savez?|cloudpickle\.dump|safetensors\.torch\.save_file|OmegaConf\.save|omegaconf\.OmegaConf\.save)$|^(?:open|pathlib\.Path|Path)\.(?:write|writelines|write_text|write_bytes)$/,
    "file",
    "a file",
  ],
  [
    /\.(?:upload_file|upload_folder|upload_large_folder|push_to_hub|create_commit)$/,
    "upload",
    "a hub",
  ],
];

/** Where a call puts what it is given, if that is kept or seen. */
export function sinkOf({ name, method }: Pick<Call, "name" | "method">): Sink | undefined {
  if (
    printers.test(name) ||
    (levels.test(method) && loggers.test(name.slice(0, -method.length - 1)))
  )
    return { kind: "log", title: "the log" };
  const found = sinks.find(([pattern]) => pattern.test(name));
  return found && { kind: found[1], title: found[2] };
}

/** Arguments by which a call proves who it is: what it gets there goes to no record. */
const credentials =
  /^(?:token|api_key|key|password|auth|use_auth_token|hf_token|secret|credentials?)$/;

/** The arguments that get to the sink. */
export const recordedBy = (call: Call, sink: Sink): readonly Argument[] =>
  sink.kind === "log" || sink.kind === "file"
    ? call.args
    : call.args.filter(({ keyword }) => keyword === undefined || !credentials.test(keyword));
