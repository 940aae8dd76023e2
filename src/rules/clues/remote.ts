import type { Rule } from "../../core/rule.ts";

export const remote: readonly Rule[] = [
  {
    id: "git-ssh-remote",
    title: "Git repository by SSH",
    class: "storage",
    severity: "low",
    confidence: "high",
    harm: "It names the organisation and a repository that is probably private: a target for phishing, and for a leaked key.",
    remedy: "Leave .git and tracker metadata out of the release.",
    keywords: ["git@"],
    pattern:
      /(?<![\w.+-])(?<value>(?:(?:git\+)?ssh:\/\/)?git@(?:github\.com|gitlab\.com|bitbucket\.org|ssh\.dev\.azure\.com|hf\.co|huggingface\.co|codeberg\.org|gitee\.com)[:/](?!(?:user|username|org|owner|your[\w-]{0,20}|my[\w-]{0,10}|foo|example)\/)[\w.~-]{1,100}\/[\w./~-]{1,200}(?<!\.))/,
    references: ["https://git-scm.com/docs/git-clone#_git_urls"],
    examples: {
      found: [
        `$.run.git.remote_url="«git@github.com:acme-ml/ranker.git»"`,
        "url = «ssh://git@gitlab.com/acme/x.git»",
      ],
      ignored: ["git@github.com", "git@github.com:user/repo.git", "git@internal:x/y.git"],
    },
  },
  {
    id: "self-hosted-git-remote",
    title: "Git repository on a company's server",
    class: "storage",
    severity: "medium",
    confidence: "high",
    harm: "It tells the host of the company's source code and the name of a repository on it: the target for a stolen login.",
    remedy: "Leave .git and tracker metadata out of the release.",
    keywords: ["git@", ".git", "gitlab@", "//git.", "//gitlab.", "//bitbucket.", "dev.azure.com/"],
    pattern:
      /(?<![\w.+-])(?<value>(?:(?:git\+)?ssh:\/\/)?git(?:lab)?@(?!(?:github|gitlab|bitbucket|gitee|huggingface)\.|hf\.co|codeberg\.|ssh\.dev\.azure|ssh\.github|git\.(?:kernel|gnu|savannah)\.|salsa\.debian|(?:gitlab|ssh)\.(?:gnome|freedesktop|kde|haskell|inria|xiph|com\b|org\b)|localhost|example|(?:\w{1,60}\.)?example\.|server|host|your|my|some|foo|bar)[a-zA-Z0-9][\w.-]{1,100}(?::\d{2,5})?[:/][\w.~-]{1,100}\/[\w./~-]{1,200}(?<!\.)|(?<=git\+|^|[\s"'=(<])https?:\/\/(?:git|gitlab|bitbucket|gitea|gerrit|stash)\.(?!com|org|kernel|gnu|savannah|sr\.ht|gnome|freedesktop|kde|debian|apache|eclipse|videolan|kitware|haskell|inria|ietf|torproject|zx2c4|xiph|libssh|openssl|launchpad|openwrt|musl|busybox|sourceware|tukaani|proxmox|centos|fedora|alpinelinux|archlinux|postgresql|php|lighttpd|ffmpeg|wiki|opendev|openstack|example|your|my|company|io\b|app\b|dev\b|lfs|scm|tip|hub)[\w.-]{3,100}(?::\d{2,5})?\/[\w./~-]{2,200}?(?:\.git|\/-\/[\w./-]{1,200})(?![\w-])|https?:\/\/(?:[\w.-]{1,60}@)?dev\.azure\.com\/(?!your|my|fabrikam|contoso|org(?:anization)?\/)[\w.%-]{2,80}\/[\w.%-]{1,80}\/_git\/[\w.%-]{1,80})/,
    references: ["https://git-scm.com/docs/git-clone#_git_urls"],
    examples: {
      found: [
        "origin «git@git.contoso.io:ml/ranker.git» (fetch)",
        "url = «https://gitlab.contoso.com/ml/ranker.git»",
        `"repo": "«https://dev.azure.com/acme/ml/_git/ranker»"`,
        "pip install «ssh://git@code.lab.edu:2222/nlp/x.git»",
      ],
      ignored: [
        "git@github.com:acme/x.git",
        "https://git.kernel.org/pub/scm/git/git.git",
        "https://github.com/acme/x.git",
        "git@example.com:a/b.git",
      ],
    },
  },
  {
    id: "git-https-remote",
    title: "Git repository that the run came from",
    class: "storage",
    severity: "low",
    confidence: "medium",
    harm: "It names the organisation and the repository of the training code, which may be private or hold more secrets in its history.",
    remedy: "Leave .git and tracker metadata out of the release.",
    keywords: ["remote", "origin", "repo_url", "repourl", "url = http", "code_url", "source.git"],
    pattern:
      /(?:remote(?:_url|url|\.origin\.url)?["'\]]{0,2}\s{0,2}[:=]\s{0,2}["']?|\borigin[\t ]{1,3}|\borigin["'\]]{0,2}[:=] ?["']|repo_?url["'\]]{0,2}\s{0,2}[:=]\s{0,2}["']?|^\s{0,8}url = |git\.repoURL["'\]]{0,2}\s{0,2}[:=]\s{0,2}["']?)(?<value>https:\/\/(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|huggingface\.co|codeberg\.org|gitee\.com)\/(?!(?:user|username|org|owner|your[\w-]{0,20}|foo|example)\/)[\w.~-]{1,100}\/[\w./~-]{1,200}(?<![.,]))/i,
    references: ["https://git-scm.com/docs/git-remote"],
    examples: {
      found: [
        `"remote": "«https://github.com/acme-ml/ranker.git»"`,
        "\turl = «https://github.com/acme-ml/ranker.git»",
        `$.tags["mlflow.source.git.repoURL"]="«https://gitlab.com/acme/x»"`,
        "origin\t«https://github.com/acme/x.git» (push)",
      ],
      ignored: [
        "see https://github.com/acme/x.git",
        `"repository": "https://github.com/acme/x"`,
        "remote: https://github.com/owner/repo",
      ],
    },
  },
  {
    id: "hub-repository",
    title: "Hub repository or data set of the run",
    class: "storage",
    severity: "low",
    confidence: "low",
    harm: "It names an account, and a model or data set that may be private: what a stolen token is tried on.",
    remedy:
      "Clear the field before saving, or leave training_args.bin and the training configuration out.",
    keywords: [
      "hub_model_id",
      "dataset_name",
      "dataset_id",
      "dataset_repo",
      "hub_repo",
      "repo_id",
      "push_to_hub",
    ],
    pattern:
      /(?:(?:push_to_)?hub_model_id|(?:train_|eval_|hub_)?dataset_(?:name|id|repo)|hub_repo(?:_id)?|repo_id|push_to_hub_(?:model_id|organization))["'\]]{0,2}(?:\s{0,2}[:=]\s{0,2}["']|: )(?!(?:org|user|username|your[\w-]{0,20}|my[\w-]{0,20}|namespace|owner|repo|foo|example)\/)(?<value>[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95})(?=["'\s]|$)/,
    references: ["https://huggingface.co/docs/hub/repositories"],
    examples: {
      found: [
        `$.hub_model_id="«acme-nlp/ranker-internal»"`,
        `"dataset_name": "«asmith/private-notes»",`,
        "dataset_name: «asmith/private-notes»",
      ],
      ignored: [`"dataset_name": "squad"`, `repo_id="username/repo"`, "dataset_name: str"],
    },
  },
  {
    id: "container-image",
    title: "Container image in a private registry",
    class: "storage",
    severity: "medium",
    confidence: "high",
    harm: "It names registry, account or project and image: where to pull the training code from with any stolen token of the account.",
    remedy: "Clear image names from metadata; set a neutral name on the image that is released.",
    keywords: [".dkr.ecr.", ".azurecr.io", "-docker.pkg.dev/", "gcr.io/", "registry."],
    pattern:
      /(?<![\w.-])(?<value>\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]{6,20}\.amazonaws\.com(?:\.cn)?(?:\/[\w./-]{1,200}(?::[\w.-]{1,128})?)?|(?!mcr|your|my|<)[a-z0-9]{5,50}\.azurecr\.io(?:\/[\w./-]{1,200}(?::[\w.-]{1,128})?)?|(?:[a-z0-9-]{2,30}-docker\.pkg\.dev|(?:(?:us|eu|asia)\.)?gcr\.io)\/(?!google|k8s|kubernetes|distroless|kaniko|cloud-builders|tensorflow|deeplearning|kubeflow|ml-pipeline|knative|gke|tfx|kaggle|stackdriver|cloudsql|cadvisor|my|your|project|PROJECT|etcd|vertex-ai|cloud-marketplace|heptio|linkerd|jib|rust|spark|oss-fuzz)[a-z][a-z0-9-]{4,28}[a-z0-9]\/[\w./-]{1,200}(?::[\w.-]{1,128})?|registry\.(?!k8s|hub|npmjs|yarnpkg|terraform|opentofu|access|redhat|connect|suse|opensuse|gitlab\.com|npm\.|nodejitsu|npmmirror|example|docker|fedora|centos|debian|access|your|my|ollama|cn-|aliyun|dockerhub|opendev|modelcontextprotocol|jsonnet|in\b)[a-z0-9-]{2,60}(?:\.[a-z0-9-]{2,60}){1,4}(?::\d{2,5})?\/[a-z0-9][\w./-]{1,200}:[\w][\w.-]{0,127}(?![\w/]))/,
    references: [
      "https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html",
      "https://cloud.google.com/artifact-registry/docs/docker/names",
    ],
    examples: {
      found: [
        "image: «998877665544.dkr.ecr.eu-west-1.amazonaws.com/trainer:1.4»",
        "FROM «acmeml.azurecr.io/base/torch:2»",
        "«europe-west4-docker.pkg.dev/acme-research/ml/train:latest»",
        `"image": "«registry.contoso.io:5000/ml/train:7»"`,
        "«gcr.io/acme-research/trainer»",
      ],
      ignored: [
        "gcr.io/google-containers/pause:3",
        "gcr.io/distroless/python3",
        "registry.k8s.io/pause:3.9",
        "registry.npmjs.org/x",
        "docker.io/library/python:3",
      ],
    },
  },
  {
    id: "database-address",
    title: "Address of a database",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "It tells host, name and often the user of a database: all of a login but the password.",
    remedy:
      "Read the address from the environment at run time; clear it from configuration and logs before release.",
    keywords: [
      "postgres://",
      "postgresql://",
      "postgresql+",
      "mysql://",
      "mysql+",
      "mongodb://",
      "mongodb+srv://",
      "redis://",
      "rediss://",
      "amqp://",
      "amqps://",
      "mssql+",
      "clickhouse://",
      "cassandra://",
      "snowflake://",
      "bolt://",
      "neo4j://",
      "milvus://",
      "jdbc:",
    ],
    pattern:
      /(?<![\w+])(?<value>(?:jdbc:)?(?:postgres(?:ql)?(?:\+\w{2,20})?|mysql(?:\+\w{2,20})?|mongodb(?:\+srv)?|rediss?|amqps?|mssql\+\w{2,20}|sqlserver|clickhouse|cassandra|snowflake|bolt|neo4j|milvus):\/\/(?:(?!user(?:name)?@|you|foo@|scott)[\w.%-]{1,64}@)?(?!(?:localhost|local|host|hostname|host\d|server\d?|example|db|database|dbhost|redis|postgres|mysql|mongo(?:db)?|rabbitmq|your\w{0,20}|my\w{0,20}|some\w{0,10}|foo|bar|user|username|address|ip|url|test|a|b)(?=[:/\s"',)?;`.]|$)|127\.|0\.0\.0\.0|(?:[\w-]{1,60}\.){0,3}example\.|[\w.%-]{1,64}:[^\s/@"']{0,200}@)[a-zA-Z0-9][\w.-]{1,100}(?::\d{2,5})?(?=[/?"'\s,);]|$)(?:\/[\w.-]{0,64})?)/i,
    references: [
      "https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS",
    ],
    examples: {
      found: [
        "optuna.load_study(storage='«postgresql://tuner@db1.lab.org:5432/optuna»')",
        "«redis://cache-prod:6379/0»",
        `"backend": "«mongodb://mongo1.contoso.com/sacred»"`,
      ],
      ignored: [
        "redis://localhost:6379",
        "postgresql://user:secret@db1.lab.org/x",
        "mongodb://host:27017",
        "redis://{host}:6379",
        "postgresql://",
      ],
    },
  },
];
