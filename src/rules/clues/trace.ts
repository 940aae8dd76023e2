import type { Rule } from "../../core/rule.ts";

/** Variables that a whole environment has, and configuration of one's own hardly. */
const known =
  "(?:PATH|HOME|PWD|OLDPWD|SHELL|LANG|TERM|SHLVL|HOSTNAME|LOGNAME|USER|LD_LIBRARY_PATH|PYTHONPATH|CONDA_PREFIX|CONDA_DEFAULT_ENV|CUDA_VISIBLE_DEVICES|CUDA_VERSION|NVIDIA_VISIBLE_DEVICES|SLURM_JOB_ID|SLURM_JOB_NAME|SLURM_NODELIST|SSH_CONNECTION|SSH_CLIENT|SSH_TTY|XDG_RUNTIME_DIR|XDG_SESSION_ID|LS_COLORS|MAIL|KUBERNETES_SERVICE_HOST|KUBERNETES_PORT|TMPDIR)";

const names: readonly [string, ...string[]] = [
  "ld_library_path",
  "oldpwd",
  "shlvl",
  "conda_prefix",
  "ssh_connection",
  "ssh_client",
  "slurm_job_id",
  "kubernetes_port",
  "kubernetes_service_host",
  "xdg_runtime_dir",
  "xdg_session_id",
  "ls_colors",
  "logname=",
  "cuda_visible_devices",
];

export const trace: readonly Rule[] = [
  {
    id: "environment-dump",
    title: "Dump of the environment",
    class: "debug",
    severity: "medium",
    confidence: "high",
    harm: "A printed environment holds whatever the job was given, keys and tokens too; even without them it maps machine, user and cluster.",
    remedy:
      "Print the few variables that are needed by name, and leave the log out of the release.",
    keywords: names,
    lines: "many",
    pattern: new RegExp(
      String.raw`(?<=^(?:export |declare -x )?)(?<value>${known})=[^\n]{0,4000}(?:\n(?:export |declare -x )?(?!${known}=)[A-Za-z_]\w{0,60}=[^\n]{0,2000}){0,8}\n(?:export |declare -x )?${known}=[^\n]{0,4000}(?:\n(?:export |declare -x )?(?!${known}=)[A-Za-z_]\w{0,60}=[^\n]{0,2000}){0,8}\n(?:export |declare -x )?${known}=[^\n]{0,4000}(?:\n(?:export |declare -x )?[A-Za-z_]\w{0,60}=[^\n]{0,2000}){0,400}`,
    ),
    references: ["https://cwe.mitre.org/data/definitions/526.html"],
    examples: {
      found: [
        "«SHELL»=/bin/bash\nLD_LIBRARY_PATH=/usr/local/cuda/lib64\nFOO=1\nHOME=/root\nPATH=/bin\n",
        `declare -x «HOME»="/root"\ndeclare -x OLDPWD="/"\ndeclare -x PATH="/bin"`,
      ],
      ignored: [
        "LD_LIBRARY_PATH=/usr/local/cuda/lib64\npython train.py\n",
        "CUDA_VISIBLE_DEVICES=0 python train.py",
        "export LD_LIBRARY_PATH=/x\nexport FOO=1\n",
      ],
    },
  },
  {
    id: "environment-object",
    title: "Environment of a process as an object",
    class: "debug",
    severity: "medium",
    confidence: "high",
    harm: "A logged environment holds whatever the job was given, keys and tokens too; even without them it maps machine, user and cluster.",
    remedy: "Log the few variables that are needed by name; never `dict(os.environ)`.",
    keywords: names,
    pattern: new RegExp(
      String.raw`(?<=[{,(]\s{0,2})["'](?<value>${known})["']: ?["'][^"'\n]{0,400}["'], ?(?:["'](?!${known}["'])\w{1,60}["']: ?["'][^"'\n]{0,400}["'], ?){0,6}["']${known}["']: ?["'][^"'\n]{0,400}["'], ?(?:["'](?!${known}["'])\w{1,60}["']: ?["'][^"'\n]{0,400}["'], ?){0,6}["']${known}["']: ?["'](?:[^"'\n]{0,400}["'], ?["']\w{1,60}["']: ?["']){0,200}`,
    ),
    references: ["https://cwe.mitre.org/data/definitions/526.html"],
    examples: {
      found: [
        `environ({'«SHELL»': '/bin/bash', 'LD_LIBRARY_PATH': '/usr/lib', 'X': '1', 'HOME': '/root'})`,
      ],
      ignored: [`env = {"LD_LIBRARY_PATH": "/usr/lib", "FOO": "1"}`],
    },
  },
  {
    id: "environment-variable",
    title: "Variable of the machine's environment",
    class: "debug",
    severity: "low",
    confidence: "medium",
    general: true,
    harm: "It tells how the machine or cluster job was set up, and that the rest of the environment may be in the file as well.",
    remedy: "Log the few variables that are needed by name; never the whole environment.",
    keywords: [
      "ssh_connection",
      "ssh_client",
      "slurm_job",
      "slurm_submit",
      "slurm_cpus",
      "slurm_gpus",
      "kubernetes_service_host",
      "xdg_runtime_dir",
      "dbus_session",
      "conda_prefix",
      "virtual_env",
    ],
    pattern:
      /(?:^|["'.\s])(?:SSH_CONNECTION|SSH_CLIENT|SLURM_(?:JOB_(?:ID|NAME|PARTITION|ACCOUNT|UID|QOS)|SUBMIT_DIR|CPUS_ON_NODE|GPUS_ON_NODE)|KUBERNETES_SERVICE_HOST|XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS|CONDA_PREFIX|VIRTUAL_ENV)(?:=(?!=)|["'\]]{1,2}(?:: ?|="))["']?(?<value>[\w/.][\w./:@,= -]{0,200}?)(?=["'\n\\;]|$| [A-Z_]{3,40}=)/,
    references: ["https://slurm.schedmd.com/sbatch.html#SECTION_OUTPUT-ENVIRONMENT-VARIABLES"],
    examples: {
      found: [
        "SLURM_JOB_ID=«123456»",
        `$.run.environment.slurm.SLURM_JOB_PARTITION="«gpu-long»"`,
        "SSH_CONNECTION=«203.0.113.9 50122 10.0.0.5 22»",
      ],
      ignored: ["SLURM_JOB_ID=$1", `os.environ["SLURM_JOB_ID"]`, "SLURM_JOB_ID = x"],
    },
  },
  {
    id: "command-line",
    title: "Command line of a training job",
    class: "debug",
    severity: "low",
    confidence: "medium",
    general: true,
    harm: "Arguments name scripts, data, trackers and machines, and are where tokens are passed by habit.",
    remedy:
      "Leave logs and tracker metadata out of the release; pass secrets by environment or file.",
    keywords: [
      "python -m torch.distributed",
      "python3 -m torch.distributed",
      "torchrun ",
      "accelerate launch ",
      "deepspeed ",
      "srun ",
      "sbatch ",
      "mpirun ",
      "docker run ",
      "singularity exec ",
      "apptainer exec ",
      "train.py ",
      "finetune.py ",
      "main.py ",
      "run.py ",
      "bsub ",
      "qsub ",
    ],
    pattern:
      /(?:(?<=^|[\s"'`$>;&(])(?:(?:[A-Z_]{3,40}=[\w./,:-]{0,80} ){0,6}))(?<value>(?:(?:[\w./~-]{0,80}\/)?(?:python[\d.]{0,4}(?: -m torch\.distributed\.\w{3,12}| -[uOB])?(?= [\w./-]{0,200}\.py )|torchrun|accelerate launch|deepspeed|srun|sbatch|mpirun|docker run|singularity exec|apptainer exec|bsub|qsub) (?=[^\n"'`]{0,400}(?:(?<= )--?[A-Za-z][\w-]{0,40}[ =]|\.py\b|\.sh\b))[^\n"'`]{4,600}|[\w./~-]{1,200}\/(?:train|finetune|main|run)\.py --[A-Za-z][^\n"'`]{4,600}))/,
    references: ["https://attack.mitre.org/techniques/T1552/"],
    examples: {
      found: [
        "+ «python train.py --data /mnt/acme --epochs 3»",
        `"command": "«torchrun --nproc_per_node 8 train.py --lr 1e-4»"`,
        "CUDA_VISIBLE_DEVICES=0 «accelerate launch --config x.yaml run.py»",
        "«srun --gres=gpu:8 bash job.sh»",
      ],
      ignored: [
        "run python train.py",
        "use torchrun or",
        "docker run hello",
        "the deepspeed library",
        "deepspeed strategy not restoring the lr-scheduler states",
      ],
    },
  },
  {
    id: "traceback",
    title: "Traceback of an error",
    class: "debug",
    severity: "low",
    confidence: "high",
    harm: "It shows code, paths and values of the training program at the moment of an error, sometimes with the failing URL and its token.",
    remedy: "Leave logs out of the release, and clear the outputs of notebooks.",
    keywords: ["traceback (most recent call last)"],
    lines: "many",
    pattern:
      /(?<value>Traceback \(most recent call last\)):?[^]{0,160}?(?:File ["']|Cell In|<ipython-input|\/ipykernel_|<timed )/,
    references: ["https://cwe.mitre.org/data/definitions/209.html"],
    examples: {
      found: [
        `«Traceback (most recent call last)»:\n  File "/app/x.py", line 3, in <module>\n`,
        "«Traceback (most recent call last)»\n<ipython-input-3-abc> in <module>\n",
      ],
      ignored: [
        "Traceback (most recent call last):\n    ...\nValueError: x\n",
        "prints a Traceback (most recent call last)",
      ],
    },
  },
  {
    id: "stack-frame",
    title: "Line of source code in a stack trace",
    class: "debug",
    severity: "low",
    confidence: "medium",
    general: true,
    harm: "It tells file, line and function of the program that made the model, and where its libraries are installed.",
    remedy:
      "Export without stack traces (`verbose=False`, strip `debug_pkl`), and leave logs out of the release.",
    keywords: [`file "`, ".py(", `file \\"`],
    pattern:
      /(?<value>File \\?"(?:[A-Za-z]:)?[/\\][^"\n<>]{1,300}\\?", line \d{1,7}(?:, in [\w<>.]{1,100})?|(?<![\w.~-])\/[\w./@+-]{2,300}\.py\(\d{1,6}\)(?:: [\w<>.]{1,100})?)/,
    references: ["https://github.com/pytorch/pytorch/issues/5463"],
    examples: {
      found: [
        `  «File "/opt/conda/lib/python3.9/site-packages/torch/nn/x.py", line 12, in forward»`,
        `$.graph.node[0].doc_string="«/app/model/net.py(31): forward»"`,
      ],
      ignored: [`File "<stdin>", line 1, in <module>`, `File "x.py", line 1`, "open.py(3)"],
    },
  },
];
