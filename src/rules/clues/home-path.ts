import type { Rule } from "../../core/rule.ts";

/**
 * What may stand before a path, so that a part of a longer path or of an
 * address is none: `s3://bucket/home/x`. One stray character at the start of a
 * run is the length byte of a binary string, and `-I` a compiler's flag.
 */
const lead = String.raw`(?:(?<![\w.~)}\]/$%*<-])|(?<=^.)|(?<=[\s"'=]-[IL])|(?<=file://))`;

/** A wheel's RECORD names what was installed elsewhere from its own folder: `../../../home/x,sha256=…`. */
const recorded = String.raw`(?<=^\.\.(?:/\.\.){1,12})(?=/[^,\n]{1,400},(?:sha\d{3}=|,))`;

/** Characters of a path that needs no quotes. Bytes from 0x80 are UTF-8. */
const plain = String.raw`[\w.@%+=~#&!*$\x80-\xff/-]`;

/** The rest of a path, up to what HTML puts for a quote. Words after a space belong to it only if a quote ends them, and a slash stands among them. */
const rest = String.raw`${plain}{1,400}(?: [\w(][\w.()&-]{0,60}/${plain}{0,300}(?=[^\n"'<>|:;,]{0,100}["'])){0,4}(?<![.=]|&#?\w{0,5})`;

/** A user's folder. Numbers are what universities give out. */
const user = String.raw`(?:[A-Za-z_\x80-\xff][\w.@+\x80-\xff-]{1,63}|\d{5,12})`;

/** Accounts that many machines have. They name no person, but tell what kind of machine it was. */
const shared =
  "(?:root|ubuntu|ec2-user|centos|debian|fedora|opc|azureuser|cloud-user|admin|administrator|adminuser|jovyan|jupyter|notebook|sagemaker-user|studio-lab-user|ma-user|gitpod|codespace|vscode|coder|devcontainer|vagrant|pi|jetson|nvidia|hadoop|hdfs|spark|airflow|mlflow|ray|app|appuser|docker|container|worker|dev|developer|devuser|nonroot|node|student|guest|trainer|model-server|mambauser|micromamba|sandbox|workspace|work|deploy|service|gpu|paperspace|colab|shared|public|default|all|lost\\+found|node_modules)";

/** Where file servers and fast discs are mounted. */
const mount =
  "(?:nfs|gpfs|lustre|beegfs|ceph|gluster|afs|mnt|cluster|data|dataset|disk|export|vol|volume|storage|store|fs|scratch|work|project|net|network|netscratch|share|nas|san|raid|ssd|hdd|nvme|local|rds|apdcephfs|hpc|lfs|pfs|dss|n)";

export const homePath: readonly Rule[] = [
  {
    id: "home-path",
    title: "Path in a person's home folder",
    class: "path",
    severity: "medium",
    confidence: "high",
    harm: "The user name is half of a login: it is tried with leaked passwords on VPN, mail and Git, and the folders name internal projects.",
    remedy: "Write paths relative to the project, and clear path fields before saving.",
    keywords: ["/home/", "/users/"],
    pattern: new RegExp(
      String.raw`(?:${lead}|${recorded})(?<value>/(?:home|Users)/(?!${shared}(?:[/"'\s:;,]|$))${user}` +
        String.raw`(?:/${rest}|/?(?<=(?:HOME|PWD|DIR|[Hh]ome|cwd|dir|root|path)["'\])]{0,3}[=: ]{1,3}["']?/(?:home|Users)/[^"'\s:;,]{1,64})(?=["'\s:;,]|$)))`,
    ),
    references: [
      "https://github.com/huggingface/transformers/issues/21483",
      "https://attack.mitre.org/techniques/T1589/001/",
    ],
    examples: {
      found: [
        `$.hyper_parameters.data_dir="«/home/asmith/project/train.py»"`,
        `  File "«/home/asmith/project/train.py»", line 12, in main`,
        `{"_name_or_path": "«/home/patrick/hugging_face/t5/mt5-base»"}`,
        "HOME=«/home/asmith»",
        `$.env.PWD="«/Users/ana.smith»"`,
        "PYTHONPATH=«/Users/asmith/src»:/usr/lib",
        "artifact_uri: file://«/home/asmith/mlruns/0/abc/artifacts»",
        "cc -I«/home/asmith/include» -O2",
        `open("«/Users/asmith/My Drive/data/train.csv»")`,
        "X«/home/jose\u0301/run.py»",
        "See «/home/asmith/notes».",
        "home=«/home/s1234567/thesis»",
        "«/Users/ana@lab.org/notebook»",
        "../../..«/home/asmith/bin/run»,sha256=abc,12",
        "File &quot;«/home/asmith/run.py»&quot;, line 3",
      ],
      ignored: [
        "s3://bucket/home/asmith/train.py",
        "https://site.org/home/asmith/train.py",
        "/home/ubuntu/project/train.py",
        "/home/$USER/project",
        "/home/<user>/project",
        "/home/{user}/project",
        `<a href="/home/about">`,
        "$ROOT/home/asmith/x",
        "GET /Users/7/roles",
      ],
    },
  },
  {
    id: "windows-home-path",
    title: "Path in a person's Windows profile",
    class: "path",
    severity: "medium",
    confidence: "high",
    harm: "The user name is half of a login in the company's directory, and the folders (OneDrive - Company, Desktop) name employer and projects.",
    remedy: "Write paths relative to the project, and clear path fields before saving.",
    keywords: ["\\users\\", ":/users/", "/c/users/", "/d/users/", "\\documents and settings\\"],
    pattern:
      /(?<![A-Za-z0-9])(?<value>(?:[A-Za-z]:|(?:\/mnt|\/cygdrive)?\/[a-z](?=\/))(?:\\{1,4}|\/)(?:Users|Documents and Settings)(?:\\{1,4}|\/)(?!(?:Public|Default|All Users|Default User|Administrator)\b)[\w@+\x80-\xff][\w.@+\x80-\xff-]{1,39}(?: [\w.()\x80-\xff-]{1,30}){0,3}(?:(?:\\{1,4}|\/)[\w.@%+=~#&!()$*\x80-\xff-]{1,100}(?:(?: [\w(&-][\w.()&\x80-\xff-]{0,60}){1,5}(?=[\\/]))?){1,30}(?<!\.))/i,
    references: ["https://attack.mitre.org/techniques/T1589/001/"],
    examples: {
      found: [
        String.raw`model = torch.load(r"«C:\Users\asmith\models\best.pt»")`,
        String.raw`{"cwd": "«C:\\Users\\asmith\\project»"}`,
        "«C:/Users/Ana Smith/Desktop/data.csv»",
        "«/mnt/c/Users/asmith/code/train.py»",
        "cd «/c/Users/asmith/code»",
        String.raw`"«D:\Users\asmith\OneDrive - Contoso Ltd\ml\train.py»"`,
      ],
      ignored: [
        String.raw`C:\Users\Public\Documents\x`,
        String.raw`C:\Users\%USERNAME%\x`,
        String.raw`C:\Windows\System32`,
        "/api/users/7/posts",
        "abc/users/asmith/x",
      ],
    },
  },
  {
    id: "cluster-home-path",
    title: "Path in a person's folder on a cluster or file server",
    class: "path",
    severity: "medium",
    confidence: "high",
    harm: "It names a user of the cluster and where the shared file system is mounted: a login to try, and the place to look for data once inside.",
    remedy: "Write paths relative to the project, and clear path fields before saving.",
    keywords: ["/home", "/user", "/people/"],
    pattern: new RegExp(
      String.raw`${lead}(?<value>/(?:${mount}s?[\w.-]{0,20}/(?:[\w.-]{1,40}/){0,3}?(?:homes?\d{0,2}|users?|usr|people)/(?:[a-z]/)?` +
        String.raw`|(?:homes|home\d{1,2})/|users/(?=[\w./@-]{3,200}\.(?:py|ipynb|sh|pth?|ckpt|bin|safetensors|h5|csv|tsv|jsonl?|parquet|ya?ml|txt|log|np[yz]|pkl|onnx|gguf)(?!\w)))` +
        String.raw`(?!${shared}/)${user}/${rest})`,
    ),
    references: ["https://attack.mitre.org/techniques/T1589/001/"],
    examples: {
      found: [
        "«/nfs/home/asmith/run7/last.ckpt»",
        `"data_dir": "«/data1/user/asmith/imagenet»"`,
        "«/mnt/home/asmith/x»",
        "«/scratch/users/asmith/out»",
        "«/afs/cern.ch/user/a/asmith/work/train.py»",
        "«/home2/asmith/train.py»",
        "«/n/home07/asmith/x»",
        "«/rds/general/user/asmith/home/x»",
        "«/users/asmith/code/train.py»",
        "«/data/home/asmith/llm»",
      ],
      ignored: [
        "/data/user/0/com.example.app/cache",
        "/api/users/asmith/train",
        "GET /users/7/posts.json",
        "/usr/share/home/x/y",
        "/mnt/home/ubuntu/x",
        "/home/asmith/usr/lib/x",
      ],
    },
  },
  {
    id: "shared-account-path",
    title: "Path in the home folder of a shared account",
    class: "path",
    severity: "info",
    confidence: "medium",
    harm: "It tells what kind of machine the model was made on (a cloud image, a notebook service) and the names of internal projects.",
    remedy: "Write paths relative to the project, and clear path fields before saving.",
    keywords: ["/home/", "/users/"],
    pattern: new RegExp(
      String.raw`${lead}(?<value>/(?:home|Users)/(?!(?:root|public|default|all|node_modules)/)${shared}/${rest})`,
    ),
    references: ["https://attack.mitre.org/techniques/T1592/"],
    examples: {
      found: [
        "«/home/ubuntu/acme-fraud/train.py»",
        "«/home/jovyan/work/x.ipynb»",
        `"«/home/ec2-user/SageMaker/churn/model.pt»"`,
      ],
      ignored: ["/home/ubuntu", "/home/asmith/x/y", "s3://b/home/ubuntu/x"],
    },
  },
  {
    id: "tilde-user-path",
    title: "Home folder of a named user",
    class: "path",
    severity: "low",
    confidence: "low",
    harm: "The user name is half of a login on the machine or web server that the path belongs to.",
    remedy: "Write paths relative to the project.",
    keywords: [..."abcdefghijklmnopqrstuvwxyz"].map((each) => `~${each}`) as [string, ...string[]],
    pattern: new RegExp(
      String.raw`(?<=^|[\s"'=:(])(?<value>~(?!${shared}/)[a-z][a-z0-9_-]{2,31}/${plain}{2,300}(?<![.&=]))`,
    ),
    references: ["https://attack.mitre.org/techniques/T1589/001/"],
    examples: {
      found: ["sys.path.append('«~asmith/lib/python»')", "cp «~asmith/data/train.csv» ."],
      ignored: [
        "~/project/train.py",
        "1.0~rc1/final",
        "http://cs.uni.edu/~asmith/x.html",
        "a ~b/c",
      ],
    },
  },
];
