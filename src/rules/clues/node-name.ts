import type { Rule } from "../../core/rule.ts";

const name = String.raw`[A-Za-z](?:[\w.-]{0,98}[A-Za-z0-9])`;
const months = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec".split("|");

export const nodeName: readonly Rule[] = [
  {
    id: "tfevents-host",
    title: "Host in the name of a TensorBoard file",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "The writer puts the host name into each file's name: it tells machine, department and often the company's internal domain.",
    remedy:
      "Rename the file (TensorBoard reads any name that has `tfevents` in it), or leave it out.",
    keywords: ["events.out.tfevents."],
    pattern:
      /events\.out\.tfevents\.\d{9,12}\.(?<value>[A-Za-z0-9][\w.-]{0,100}?)(?=\.\d{1,8}\.\d{1,6}(?:\.v2)?(?![\w.])|(?:\.v2)?(?:["'\s/\\!),]|$))/,
    references: [
      "https://github.com/tensorflow/tensorboard/issues/849",
      "https://github.com/lanpa/tensorboardX/issues/198",
    ],
    examples: {
      found: [
        "runs/x/events.out.tfevents.1700000000.«gpu7.cse.cuhk.edu.hk».4242.0",
        "events.out.tfevents.1612345678.«asmith-desktop»",
        "events.out.tfevents.1612345678.«login1».4242.0.v2",
      ],
      ignored: ["events.out.tfevents", "events.out.tfevents.1612345678"],
    },
  },
  {
    id: "run-folder-host",
    title: "Host in the name of a run's folder",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "The default log folder ends in the host name, and stands in every training_args.bin: it tells machine and often user or department.",
    remedy: "Set `logging_dir`, and leave training_args.bin out of the release.",
    keywords: months.flatMap((each) => [`runs/${each}`, `runs\\${each}`]) as [string, ...string[]],
    pattern:
      /runs[\\/]{1,4}(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\d{2}_\d{2}-\d{2}-\d{2}_(?<value>[A-Za-z0-9][\w.-]{0,100}[A-Za-z0-9])(?=[/\\"'\s,)!]|$)/,
    references: [
      "https://github.com/huggingface/transformers/blob/main/src/transformers/training_args.py",
    ],
    examples: {
      found: [
        `$.logging_dir="out/runs/Nov23_10-11-12_«gpu07.hpc.uni.edu»"`,
        "runs/Jan02_08-00-00_«asmith-desktop»/events.out",
      ],
      ignored: ["runs/exp1", "runs/Nov23_10-11-12", "runs/november_host"],
    },
  },
  {
    id: "host-variable",
    title: "Host name in an environment variable",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "It puts a machine on the attacker's map of the network.",
    remedy: "Do not log the environment; name the few variables that a run needs.",
    keywords: [
      "hostname",
      "computername",
      "slurmd_nodename",
      "slurm_submit_host",
      "node_name",
      "pod_name",
      "master_addr",
      "nodelist",
      "ray_address",
      "ray_head",
      "chief_ip",
      "slurm_cluster_name",
    ],
    pattern: new RegExp(
      String.raw`(?<![\w$])(?:HOSTNAME|COMPUTERNAME|SLURMD_NODENAME|SLURM_SUBMIT_HOST|SLURM_CLUSTER_NAME|(?:MY_|K8S_|KUBE_)?(?:NODE_NAME|POD_NAME)|MASTER_ADDR|SLURM_(?:JOB_|STEP_)?NODELIST|RAY_(?:ADDRESS|HEAD_\w{1,12})|CHIEF_IP)(?:=(?!=)|["'\]]{1,2}[:=] ?|: )["']?(?!None\b|null\b|localhost\b|Final\b|Literal\b|Optional\b|(?:int|str|string|bytes|bool|number|boolean|object)\b)(?<value>[A-Za-z][\w.,:[\]-]{1,120}[A-Za-z0-9\]])(?=["'\s;\\]|$)`,
    ),
    references: ["https://slurm.schedmd.com/sbatch.html#SECTION_OUTPUT-ENVIRONMENT-VARIABLES"],
    examples: {
      found: [
        "HOSTNAME=«gpu07»",
        `environ({'SLURM_JOB_NODELIST': '«gpu[01-04,07]»', 'X': ''})`,
        "export MASTER_ADDR=«dgx-03.cluster»",
        `$.slurm.SLURMD_NODENAME="«node042»"`,
      ],
      ignored: [
        "HOSTNAME=$(hostname)",
        "HOSTNAME = gpu07",
        "MASTER_ADDR=localhost",
        "DB_HOSTNAME=gpu07",
        "HOSTNAME: Final = 3",
      ],
    },
  },
  {
    id: "host-field",
    title: "Host name by its key",
    class: "host",
    severity: "medium",
    confidence: "medium",
    harm: "It puts a machine on the attacker's map of the network.",
    remedy: "Switch off the machine metadata of the tracker, and clear the field before release.",
    keywords: [
      `host"`,
      `.host=`,
      "hostname",
      `host'`,
      "host_name",
      "host name",
      "host: ",
      "node name",
      "running on host",
      "running on node",
      "node_name",
      "nodename",
      "sys/host",
    ],
    pattern: new RegExp(
      String.raw`(?:["'](?:sys/)?(?:host|host_?name|node_?name)["']\s{0,2}:\s{0,2}["']|[.$"](?:sys/)?(?:host|host_?name|node_?name)["'\]]{0,2}="|(?<![\w-])(?:host ?name|node ?name|running on (?:host|node)):? (?=[a-z.]{0,60}[\d-])|(?<![\w-])host: (?=[a-z]{0,40}[\d-][\w-]{0,60}(?:[\s,;]|$)))(?!(?:localhost|host|hostname|none|null|string|str|undefined|example|your|my)\b|example\.|www\.)(?<value>${name})(?=["'\s,;]|$)`,
      "i",
    ),
    references: ["https://docs.wandb.ai/guides/track/environment-variables"],
    examples: {
      found: [
        `{"os": "Linux-5.4", "host": "«gpu07»",`,
        `$.run.environment.host="«asmith-desktop»"`,
        `$.config.Hostname="«build-7.ci»"`,
        "INFO hostname: «dgx01»",
        "INFO host: «gpu-node-07»",
        "Running on node «gpu-node-07», rank 3",
      ],
      ignored: [
        `"host": "localhost"`,
        `"host": "0.0.0.0"`,
        `"host": ""`,
        `host="gpu07"`,
        `"host": "www.example.com"`,
        "hostname: string",
        "Host: api-inference.site.org",
      ],
    },
  },
  {
    id: "nccl-host",
    title: "Host in a line of NCCL's log",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "Each line starts with the name of a compute node, so a log maps the cluster.",
    remedy: "Leave training logs out of the release, or train without NCCL_DEBUG.",
    keywords: ["nccl info", "nccl warn"],
    pattern:
      /(?:^|[\s"'])(?<value>[A-Za-z][\w.-]{0,100}):\d{1,8}:\d{1,8} (?:\[\d{1,3}\] )?NCCL (?:INFO|WARN)/,
    references: ["https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/env.html#nccl-debug"],
    examples: {
      found: ["«gpu07»:4242:4242 [0] NCCL INFO Bootstrap : Using eth0:10.0.4.7<0>"],
      ignored: ["NCCL INFO comm 0x1", "export NCCL_DEBUG=INFO"],
    },
  },
];
