import type { Rule } from "../../core/rule.ts";

/** Folders that are the same for every user of a service, and in them what is not. */
export const platformPath: readonly Rule[] = [
  {
    id: "colab-drive-path",
    title: "Path in somebody's Google Drive",
    class: "path",
    severity: "low",
    confidence: "high",
    harm: "It shows the folders of a personal Google Drive from which the model was trained: names of projects, customers and data sets.",
    remedy: "Copy what is needed to the notebook's disc, and save the model from there.",
    keywords: ["/content/drive/", "/content/gdrive/"],
    pattern:
      /(?<value>\/content\/g?drive\/(?:My ?Drive|Shared ?drives|Othercomputers|\.shortcut-targets-by-id)\/[\w.@%+=~#&!()$\x80-\xff-]{1,100}(?:(?: [\w(&-][\w.()&\x80-\xff-]{0,60}){1,6}(?=\/))?(?:\/[\w.@%+=~#&!()$\x80-\xff-]{1,100}(?:(?: [\w(&-][\w.()&\x80-\xff-]{0,60}){1,6}(?=\/))?){0,19}\/?(?<![.]))/,
    references: ["https://research.google.com/colaboratory/faq.html"],
    examples: {
      found: [
        `"model_name_or_path": "«/content/drive/MyDrive/acme/llama»"`,
        "«/content/gdrive/My Drive/Client Work 2023/x.pt»",
      ],
      ignored: ["/content/sample_data/x.csv", "/content/drive/"],
    },
  },
  {
    id: "kaggle-input-path",
    title: "Kaggle data set",
    class: "path",
    severity: "low",
    confidence: "high",
    harm: "It names the Kaggle data set or competition that was trained on, by which the author's account is found.",
    remedy:
      "Name the data in the model card if it may be known; otherwise clear the field before saving.",
    keywords: ["/kaggle/input/"],
    pattern: /(?<value>\/kaggle\/input\/[\w.@%+=~&!-][\w.@%+=~&!/-]{1,300}(?<![.]))/,
    references: ["https://www.kaggle.com/docs/notebooks"],
    examples: {
      found: [`csv = "«/kaggle/input/asmith-private-scans/train.csv»"`],
      ignored: ["/kaggle/input/", "/kaggle/working/x"],
    },
  },
  {
    id: "kaggle-working-path",
    title: "Kaggle working folder",
    class: "path",
    severity: "info",
    confidence: "high",
    harm: "It tells that the model was made in a Kaggle notebook, whose public version may show code and data.",
    remedy: "Write paths relative to the project.",
    keywords: ["/kaggle/working"],
    pattern: /(?<value>\/kaggle\/working[\w.@%+=~&!/-]{0,300}(?<![.]))/,
    references: ["https://www.kaggle.com/docs/notebooks"],
    examples: {
      found: [`"output_dir": "«/kaggle/working/out»"`],
      ignored: ["/kaggle/input/x", "working/kaggle"],
    },
  },
  {
    id: "databricks-path",
    title: "Databricks file system path",
    class: "path",
    severity: "low",
    confidence: "medium",
    harm: "It tells where in the Databricks workspace data and models lie, which is what somebody with a stolen token reads first.",
    remedy: "Write paths relative to the project, and clear path fields before saving.",
    keywords: ["/dbfs/"],
    pattern:
      /(?<![\w.~)}\]/$%*<-])(?<value>\/dbfs\/(?!databricks-datasets\b)[\w.@%+=~#&!-][\w.@%+=~#&!/-]{3,300}(?<!\.))/,
    references: ["https://docs.databricks.com/dbfs/"],
    examples: {
      found: [`pd.read_csv("«/dbfs/mnt/claims/2023.csv»")`],
      ignored: ["/dbfs/", "/dbfs/databricks-datasets/iris", "a/dbfs/mnt/x"],
    },
  },
  {
    id: "databricks-storage",
    title: "Databricks storage",
    class: "storage",
    severity: "low",
    confidence: "medium",
    harm: "It tells where in the Databricks workspace data and models lie, which is what somebody with a stolen token reads first.",
    remedy:
      "Pass storage locations at run time; clear them from configuration and logs before release.",
    keywords: ["dbfs:/", "/volumes/"],
    pattern:
      /(?<![\w.~)}\]/$%*<-])(?<value>(?:dbfs:\/{1,3}|\/Volumes\/(?=[\w-]{2,60}\/[\w-]{2,60}\/[\w-]{2,60}\/))(?!databricks-datasets\b)[\w.@%+=~#&!-][\w.@%+=~#&!/-]{3,300}(?<!\.))/,
    references: ["https://docs.databricks.com/dbfs/"],
    examples: {
      found: [
        "artifact_uri: «dbfs:/databricks/mlflow-tracking/123/abc/artifacts»",
        "«/Volumes/prod/finance/raw/x.parquet»",
      ],
      ignored: ["dbfs:/databricks-datasets/iris", "/Volumes/Macintosh HD/x"],
    },
  },
  {
    id: "databricks-user-path",
    title: "Databricks workspace folder of a user",
    class: "path",
    severity: "medium",
    confidence: "high",
    harm: "The folder is called after the user's work e-mail address, which is a login and an address for phishing.",
    remedy:
      "Run jobs from a repository folder of a service principal, and clear path fields before saving.",
    keywords: ["/workspace/users/", "/workspace/repos/", "/repos/"],
    pattern:
      /(?<value>(?:\/Workspace)?\/(?:Users|Repos)\/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?:\/[\w.@%+=~#&!-]{1,100}(?: [\w.()&-]{1,60}){0,5}(?=[/"'\n)]|$)){0,12})/,
    references: ["https://docs.databricks.com/workspace/workspace-objects.html"],
    examples: {
      found: [
        `"notebook_path": "«/Workspace/Users/ana.smith@contoso.com/churn/Train v2»"`,
        "«/Repos/ana.smith@contoso.com/ml»",
      ],
      ignored: ["/Workspace/Shared/train", "/Repos/prod/ml"],
    },
  },
  {
    id: "slurm-spool-path",
    title: "Path of a Slurm job",
    class: "path",
    severity: "low",
    confidence: "high",
    harm: "It tells that training ran on a Slurm cluster and under which job number, by which the cluster's accounting names the user.",
    remedy:
      "Clear path fields before saving; start scripts by their own path, not through the spool.",
    keywords: ["/slurm"],
    pattern:
      /(?<![\w./-])(?<value>\/(?:[\w.-]{1,30}\/){1,4}?slurm(?:d|ctld)?\/(?:[\w.-]{1,30}\/){0,3}?job\d{2,12}(?:\/[\w.-]{1,60}){0,3}(?<!\.))/,
    references: ["https://slurm.schedmd.com/slurm.conf.html"],
    examples: {
      found: [
        `["«/var/spool/slurm/d/job123456/slurm_script»", "--lr"]`,
        "«/var/spool/slurmd/job99/x»",
      ],
      ignored: ["/usr/lib/slurm/plugin.so", "/var/spool/cron/job12"],
    },
  },
  {
    id: "temporary-user-path",
    title: "Temporary folder of a named user",
    class: "path",
    severity: "medium",
    confidence: "high",
    harm: "The user name is half of a login: it is tried with leaked passwords on VPN, mail and Git.",
    remedy:
      "Set TMPDIR to a folder without a name for release builds, and clear path fields before saving.",
    keywords: [
      "pytest-of-",
      "torchinductor_",
      "hsperfdata_",
      "/tmp/matplotlib-",
      "/tmp/triton_",
      "/tmp/slurm-",
      "/tmp/tmp_",
      "/tmp/torch_",
    ],
    pattern:
      /(?<![\w.~-])(?<value>\/(?:private\/|local\/)?(?:tmp|var\/tmp|dev\/shm|scratch|var\/folders\/\w\w\/\w{10,40}\/T)\/(?:\w{1,40}\/){0,3}(?:pytest-of-|torchinductor_|hsperfdata_|matplotlib[_-]|triton[_-]|slurm[_-]|tmp_|torch_)(?!root\b|user\b|runner\b|ubuntu\b|cache\b|extensions\b|\d)[a-z][a-z0-9_.-]{2,31}(?:\/[\w.@%+=~-]{1,100}){0,12}(?<!\.))(?![\w/])/,
    references: ["https://docs.pytest.org/en/stable/how-to/tmp_path.html"],
    examples: {
      found: [
        `"«/tmp/pytest-of-asmith/pytest-3/test_x0»"`,
        "«/tmp/torchinductor_asmith/5x/c5x.py»", // the compiler's cache, in stack traces
      ],
      ignored: ["/tmp/torchinductor_root/5x/x.py", "/tmp/tmpabc123/x", "pytest-of-"],
    },
  },
  {
    id: "environment-path",
    title: "Path of a named Python environment",
    class: "path",
    severity: "info",
    confidence: "medium",
    general: true,
    harm: "Environments are called after projects, and the path shows the Python version to look up known flaws for.",
    remedy: "Clear path fields before saving.",
    keywords: ["conda3/envs/", "conda/envs/", "forge/envs/", "/.virtualenvs/", "/pyenv/versions/"],
    pattern:
      /(?<![\w.~)}\]$%*<-])(?<value>(?:\/[\w.@+-]{1,60}){0,8}\/(?:(?:ana|mini)?conda\d?|(?:mini|mamba)forge\d?|micromamba|\.virtualenvs|pyenv)\/?(?:envs\/|versions\/|(?<=\.virtualenvs\/))[\w.+-]{1,60}(?:\/[\w.@+-]{1,100}){0,12}(?<!\.))/,
    references: [
      "https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html",
    ],
    examples: {
      found: [
        `"executable": "«/opt/conda/envs/acme-ranker/bin/python»"`,
        "«/anaconda3/envs/fraud/lib/python3.9/site-packages/torch/nn/x.py»",
      ],
      ignored: ["/opt/conda/lib/python3.9/x.py", "conda/envs/", "~/miniconda3/envs/x"],
    },
  },
];
