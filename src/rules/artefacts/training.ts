import type { ArtefactRule } from "../../core/rule.ts";

/** What training leaves beside the model: state to go on from, logs, trackers. */
export const training: readonly ArtefactRule[] = [
  {
    id: "training-arguments",
    title: "Pickled training arguments",
    class: "debug",
    severity: "medium",
    harm: "It holds every argument as it was, a Hub token in plain text too, and always the host name in the log folder's name.",
    remedy: "Delete it: nothing needs it to run the model.",
    when: { kind: "name", pattern: /(?:^|\/)training_args\.(?:bin|pt|pkl)$/i },
    references: ["https://github.com/foundation-model-stack/fms-hf-tuning/issues/419"],
    examples: {
      found: ["training_args.bin", "checkpoint-500/training_args.bin"],
      ignored: ["training_args.md", "my_training_args.bin.txt"],
    },
  },
  {
    id: "optimizer-file",
    title: "State of optimizer, scheduler or random numbers",
    class: "debug",
    severity: "low",
    harm: "It is twice the size of the model, helps nobody but who wants to reconstruct training data from gradients, and is a pickle that runs code when opened.",
    remedy: "Delete it: it serves only to go on with the training.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:(?:optimizer|optim|scheduler|scaler|lr_scheduler|rng_state(?:_\d+)?|random_states_\d+)\.(?:pt|pth|bin|pkl|safetensors)|[\w-]{0,60}_optim_states\.pt|optimizer_\d+|zero_to_fp32\.py)$/i,
    },
    references: ["https://huggingface.co/docs/transformers/main_classes/trainer"],
    examples: {
      found: [
        "checkpoint-500/optimizer.pt",
        "rng_state_3.pth",
        "global_step9/bf16_zero_pp_rank_0_mp_rank_00_optim_states.pt",
      ],
      ignored: ["model.pt", "optimizer.py", "adapter_model.bin"],
    },
  },
  {
    id: "optimizer-state",
    title: "Optimizer state inside a checkpoint",
    class: "debug",
    severity: "low",
    harm: "Moments of gradients help to reconstruct training data, and double the download.",
    remedy: "Save only the weights: `torch.save(checkpoint['state_dict'], …)`.",
    when: {
      kind: "key",
      pattern:
        /^\$?[./]?(?:optimizer_states?|optimizer(?:_state)?(?:_dict)?|optimizers?|optim(?:_state)?(?:_dict)?|lr_schedulers?|scheduler(?:_state)?(?:_dict)?|rng_states?|optimizer_weights)(?:$|[.[/])/,
    },
    references: ["https://lightning.ai/docs/pytorch/stable/common/checkpointing_basic.html"],
    examples: {
      found: [
        "$.optimizer_states",
        "$.optimizer",
        "$.optimizer_state_dict.state",
        "$.lr_schedulers[0]",
      ],
      ignored: [
        "$.state_dict",
        "$.hyper_parameters.optimizer",
        "$.optimizer_name",
        "$.model.optimizer",
      ],
    },
  },
  {
    id: "trainer-state",
    title: "History of the training run",
    class: "debug",
    severity: "low",
    harm: "It holds losses step by step, data set sizes, and the folder of the best checkpoint with its user and project names.",
    remedy: "Delete it: nothing needs it to run the model.",
    when: {
      kind: "name",
      pattern: /(?:^|\/)(?:trainer_state|training_params|trainer_log|training_loss)\.jsonl?$/i,
    },
    references: ["https://huggingface.co/docs/transformers/main_classes/callback"],
    examples: {
      found: ["checkpoint-500/trainer_state.json", "training_params.json"],
      ignored: ["config.json", "trainer_state.md"],
    },
  },
  {
    id: "checkpoint-folder",
    title: "Checkpoint of a training run",
    class: "debug",
    severity: "low",
    harm: "Intermediate weights may have memorised more of the data than the released ones, and bring optimizer state and arguments along.",
    remedy: "Release the final weights only.",
    when: { kind: "name", pattern: /(?:^|\/)(?:checkpoint-\d+|global_step_?\d+)\// },
    references: ["https://huggingface.co/docs/transformers/main_classes/trainer"],
    examples: {
      found: ["checkpoint-500/model.safetensors", "out/global_step12/mp_rank_00_model_states.pt"],
      ignored: ["checkpoints/readme.md", "checkpoint.pt"],
    },
  },
  {
    id: "training-log",
    title: "Log file",
    class: "debug",
    severity: "medium",
    harm: "Logs hold what programs print by mistake: environment, paths, addresses, and keys of the cloud account.",
    remedy: "Leave logs out of the release.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:[^/]{1,120}\.log(?:\.\d+|\.gz)?|nohup\.out|(?:slurm|job|log)[-_.]\d+(?:[-_.]\d+)?(?:\.(?:out|err|txt))?|[\w.-]{1,80}[._-]\d{4,12}\.(?:out|err)|[\w-]{1,80}\.[oe]\d{4,12}|(?:train(?:ing)?|console|output|stdout|stderr)[._-]?log\.txt|stdout\.txt|stderr\.txt)$/i,
    },
    references: ["https://cwe.mitre.org/data/definitions/532.html"],
    examples: {
      found: [
        "train.log",
        "nohup.out",
        "logs/slurm-123456_3.out",
        "run.o123456",
        "mo.log",
        "train_log.txt",
      ],
      ignored: ["catalog.json", "a.logits", "logo.png", "model.out.safetensors"],
    },
  },
  {
    id: "tensorboard-events",
    title: "TensorBoard log",
    class: "debug",
    severity: "low",
    harm: "It holds arguments, sample inputs and images of the training, and the host name in its own name.",
    remedy: "Leave it out, or rename it and remove the text and image entries.",
    when: { kind: "name", pattern: /(?:^|\/)[^/]{0,80}\.tfevents\.[^/]{1,200}$/ },
    references: ["https://github.com/tensorflow/tensorboard/issues/849"],
    examples: {
      found: ["runs/x/events.out.tfevents.1700000000.gpu07.4242.0"],
      ignored: ["tfevents.md", "events.out"],
    },
  },
  {
    id: "wandb-folder",
    title: "Weights & Biases run folder",
    class: "debug",
    severity: "medium",
    harm: "It holds command line, user, host, e-mail address, Git remote, the uncommitted changes and all that was printed.",
    remedy: "Leave it out of the release; set WANDB_DIR to a folder elsewhere.",
    when: {
      kind: "name",
      pattern: /(?:^|\/)\.?wandb\/(?=(?:offline-)?run-|latest-run|debug|sweep-|settings)/,
    },
    references: ["https://docs.wandb.ai/guides/track/environment-variables"],
    examples: {
      found: ["wandb/run-20240101_101010-abcd1234/files/config.yaml", "out/wandb/debug.log"],
      ignored: ["wandb/__init__.py", "site/wandb.html"],
    },
  },
  {
    id: "wandb-run",
    title: "Weights & Biases run file",
    class: "debug",
    severity: "medium",
    harm: "It holds command line, user, host, e-mail address, Git remote and all that was printed, in a form that grep does not see.",
    remedy: "Leave it out of the release; set WANDB_DIR to a folder elsewhere.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:run-[\w-]{1,64}\.wandb|wandb-(?:metadata|summary)\.json|wandb_manifest\.json)$/,
    },
    references: ["https://github.com/wandb/wandb/blob/main/wandb/proto/wandb_internal.proto"],
    examples: {
      found: ["run-abcd1234.wandb", "files/wandb-metadata.json"],
      ignored: ["wandb.md", "run-1.txt"],
    },
  },
  {
    id: "mlflow-folder",
    title: "MLflow run folder",
    class: "debug",
    severity: "medium",
    harm: "It holds the user's name, the source file, absolute paths, all parameters and often sample rows of the data.",
    remedy: "Release the model's folder only, without `mlruns`.",
    when: { kind: "name", pattern: /(?:^|\/)(?:mlruns|mlartifacts)\/(?=\d|\.trash|models\/)/ },
    references: ["https://mlflow.org/docs/latest/ml/tracking/"],
    examples: {
      found: ["mlruns/0/abc/tags/mlflow.user"],
      ignored: ["mlruns.md", "docs/mlruns/readme.txt"],
    },
  },
  {
    id: "mlflow-user-tag",
    title: "MLflow tag with the user's name",
    class: "identity",
    severity: "medium",
    harm: "The file's content is the login name of whoever trained the model.",
    remedy: "Delete the tag, and release the model's folder only.",
    when: { kind: "name", pattern: /(?:^|\/)tags\/mlflow\.user$/ },
    references: ["https://mlflow.org/docs/latest/ml/tracking/"],
    examples: { found: ["mlruns/0/abc/tags/mlflow.user"], ignored: ["tags/mlflow.source.type"] },
  },
  {
    id: "tracker-folder",
    title: "Folder of a training tool's own logs",
    class: "debug",
    severity: "low",
    harm: "It holds hyper-parameters, absolute paths and the structure of the experiments.",
    remedy: "Leave it out of the release.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:lightning_logs\/(?=version_)|\.hydra\/|ray_results\/|\.neptune\/|\.comet\/|\.aim\/|\.clearml\/|\.dvc\/(?!plots)|\.guild\/|swanlog\/|dvclive\/|tensorboard_logs?\/)/,
    },
    references: ["https://lightning.ai/docs/pytorch/stable/extensions/logging.html"],
    examples: {
      found: ["lightning_logs/version_0/hparams.yaml", "out/.hydra/config.yaml", ".dvc/config"],
      ignored: ["lightning_logs.md", "hydra/core.py", "data.dvc"],
    },
  },
  {
    id: "input-example",
    title: "Sample of the training data",
    class: "debug",
    severity: "low",
    harm: "Rows that the library saved as an example are real rows of the data, with whatever is personal in them.",
    remedy: "Replace it by made-up rows, or log the model without an example.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:input_example|serving_input_example|input_data_sample)\.(?:json|npy|pkl|csv)$/,
    },
    references: ["https://mlflow.org/docs/latest/ml/model/signatures/"],
    examples: { found: ["model/input_example.json"], ignored: ["example.json", "input.json"] },
  },
  {
    id: "compiler-debug",
    title: "Debug information of a compiled model",
    class: "debug",
    severity: "low",
    harm: "It holds lines of the model's source code, comments too, with the absolute paths of the files.",
    remedy: "Delete it: the model runs without.",
    when: {
      kind: "name",
      pattern: /\.debug_pkl$|(?:^|\/)(?:debug\/saved_model_debug_info\.pb|torch_compile_debug\/)/,
    },
    references: ["https://github.com/pytorch/pytorch/issues/23582"],
    examples: {
      found: ["model/code/__torch__.py.debug_pkl", "saved/debug/saved_model_debug_info.pb"],
      ignored: ["model/data.pkl", "debug/readme"],
    },
  },
  {
    id: "profile",
    title: "Profile or trace of a run",
    class: "debug",
    severity: "low",
    harm: "It holds paths, host and process names, hardware and the structure of the training program.",
    remedy: "Leave it out of the release.",
    when: {
      kind: "name",
      pattern:
        /(?:\.(?:prof|pprof|cprof|nsys-rep|ncu-rep|qdrep|qdstrm|speedscope\.json|lprof)|\.(?:pt|gpu)?\.?trace\.json(?:\.gz)?|memory_snapshot\.pickle|(?:^|\/)(?:perf\.data|gmon\.out|callgrind\.out\.\d+|massif\.out\.\d+))$/,
    },
    references: ["https://docs.pytorch.org/docs/stable/profiler.html"],
    examples: {
      found: ["train.prof", "report1.nsys-rep", "gpu07_4242.1700000000.pt.trace.json"],
      ignored: ["profile.json", "proof.txt", "trace.json.md"],
    },
  },
];
