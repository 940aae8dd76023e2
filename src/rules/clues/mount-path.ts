import type { Rule } from "../../core/rule.ts";

const lead = String.raw`(?:(?<![\w.~)}\]/$%*<-])|(?<=^.)|(?<=[\s"'=]-[IL])|(?<=file://))`;
const plain = String.raw`[\w.@%+=~#&!*$\x80-\xff/-]`;

/** First folders that only file servers, fast discs and clusters have. */
const mounts =
  "(?:scratch|netscratch|local_scratch|gpfs|lustre|lfs|beegfs|cephfs|ceph|glusterfs|nfs|apdcephfs|fsx|efs|raid|ssd|hdd|nvme|nas|disk|vol|cluster|dss|pfs|mnt)";

/** `/data1`, `/work2`, `/home3`: one disc of several. */
const numbered = ["data", "work", "storage", "home"].flatMap((each) =>
  [..."0123456789"].map((digit) => `/${each}${digit}`),
);

export const mountPath: readonly Rule[] = [
  {
    id: "mount-path",
    title: "Path on a file server or cluster",
    class: "path",
    severity: "low",
    confidence: "medium",
    general: true,
    harm: "It tells an intruder which shared file system holds the training data, and what the internal projects are called.",
    remedy: "Write paths relative to the project, and clear path fields before saving.",
    keywords: [
      "/scratch",
      "/netscratch",
      "/local_scratch",
      "/gpfs",
      "/lustre",
      "/lfs/",
      "/beegfs",
      "/ceph",
      "/gluster",
      "/nfs",
      "/apdcephfs",
      "/fsx/",
      "/efs/",
      "/raid",
      "/ssd",
      "/hdd",
      "/nvme",
      "/nas",
      "/disk",
      "/vol",
      "/cluster",
      "/dss",
      "/pfs",
      "/mnt/",
      ...numbered,
    ],
    pattern: new RegExp(
      String.raw`${lead}(?<value>/(?:${mounts}(?:[\d_-][\w.-]{0,20})?|(?:data|work|storage|home)\d{1,2})/(?!(?:cdrom|floppy|usb|mountpoint)\b)[\w.@+-]{2,60}/${plain}{2,300}(?<![.&=]))`,
    ),
    references: ["https://attack.mitre.org/techniques/T1083/"],
    examples: {
      found: [
        `"dataset_path": "«/scratch/acme-nlp/corpus/v3»"`,
        "«/lustre/fsw/portfolios/llm/data»",
        "«/data1/vchua/ov-models/mo.log»",
        "«/mnt/nas/imagenet/train»",
        "«/lfs/01/project/x.pt»",
        "file://«/gpfs/work2/0/prjs0761/run»",
        "«/ssd1/llm/tokens.bin»",
      ],
      ignored: [
        "http://host/scratch/acme/x",
        "/mnt",
        "/data/raw/x.csv",
        "./scratch/acme/x",
        "/diskette/a/b",
      ],
    },
  },
  {
    id: "data-path",
    title: "Absolute path of data or code",
    class: "path",
    severity: "info",
    confidence: "low",
    general: true,
    harm: "It names internal data sets and projects, and shows how training containers are laid out.",
    remedy: "Write paths relative to the project, and clear path fields before saving.",
    keywords: [
      "/data/",
      "/datasets/",
      "/dataset/",
      "/work/",
      "/workspace/",
      "/projects/",
      "/storage/",
    ],
    pattern: new RegExp(
      String.raw`(?<=^|["'=\s(])(?<value>/(?:data|datasets?|work|workspace|projects|storage)/(?=[\w./@+-]{0,300}(?:/[\w.@+-]{1,80}/|\.(?:py|ipynb|sh|pth?|ckpt|bin|safetensors|h5|csv|tsv|jsonl?|parquet|ya?ml|npy|npz|pkl|onnx|gguf|model)(?!\w)))[\w.@+-]{2,60}/?${plain}{1,300}(?<![.&=]))`,
    ),
    references: ["https://attack.mitre.org/techniques/T1083/"],
    examples: {
      found: [
        `"train_file": "«/data/acme/customers/2023.csv»"`,
        "--model «/workspace/llm-internal/ckpt/step_9000/»",
        `$.args.input="«/datasets/medical.parquet»"`,
      ],
      ignored: ["/data/", "https://x.org/data/a/b.csv", "/workspace/app", "GET /data/7"],
    },
  },
  {
    id: "drive-path",
    title: "Path on a Windows drive",
    class: "path",
    severity: "low",
    confidence: "low",
    general: true,
    harm: "It names internal projects and data sets, and shows that the model was made on somebody's own Windows machine.",
    remedy: "Write paths relative to the project, and clear path fields before saving.",
    keywords: [":\\"],
    pattern:
      /(?<![\w\\%])(?<value>[A-Z]:\\{1,2}(?!Windows\b|Program|Users\b|Python\d|\.{3}|path\b|foo\b|dir\b|some|your)[\w.()\x80-\xff-]{3,60}(?: [\w.()-]{1,30}(?=[\w. ()-]{0,60}\\))?(?:\\{1,2}[\w.@+()$\x80-\xff-]{1,80}){1,20}(?<![.\\]))/,
    references: ["https://attack.mitre.org/techniques/T1083/"],
    examples: {
      found: [
        String.raw`"data": "«E:\\projects\\fraud\\train.csv»"`,
        String.raw`path = r'«D:\data\xray\train»'`,
      ],
      ignored: [
        String.raw`re.compile("K:\d+\s")`,
        String.raw`C:\Windows\System32\x`,
        String.raw`C:\Program Files\x`,
        "C:\\",
      ],
    },
  },
];
