import type { ArtefactRule } from "../../core/rule.ts";

/** Files whose purpose is to hold a credential, and those that hold one by habit. */
export const credentials: readonly ArtefactRule[] = [
  {
    id: "dotenv-file",
    title: "Environment file",
    class: "debug",
    severity: "high",
    harm: "Its purpose is to hold keys and passwords of the services that the program uses.",
    remedy: "Delete it from the release, and revoke what is in it if it was ever published.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:\.env(?:\.(?!(?:[\w.-]*[.-])?(?:example|sample|template|dist|defaults?|tmpl|schema)$)[\w.-]{1,40})?|\.envrc|(?:prod|production|dev|staging|local|secrets?)\.env|\.flaskenv)$/i,
    },
    references: ["https://12factor.net/config"],
    examples: {
      found: [".env", "app/.env.production", ".envrc", "prod.env"],
      ignored: [".env.example", ".env.local.sample", "env.py", ".environment", "x.env.md"],
    },
  },
  {
    id: "git-folder",
    title: "Git repository",
    class: "debug",
    severity: "high",
    harm: "It holds the whole history: deleted secrets, all authors' names and addresses, and the remote, at times with a token in it.",
    remedy:
      "Leave the folder out of the release. Where you scan a checkout, `--exclude .git` leaves it out of the scan.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)\.git\/(?=(?:HEAD|config|index|packed-refs|objects|refs|logs|hooks|info|ORIG_HEAD|FETCH_HEAD|COMMIT_EDITMSG|description)(?:$|\/))/,
    },
    references: ["https://git-scm.com/docs/gitrepository-layout"],
    examples: {
      found: [".git/config", "src/.git/objects/pack/x.pack", "model/.git/HEAD"],
      ignored: [".gitignore", ".gitattributes", ".github/workflows/x.yml", ".git"],
    },
  },
  {
    id: "credential-file",
    title: "Credential file",
    class: "secret",
    severity: "high",
    harm: "Its purpose is to hold a login: for a package registry, a cloud, a cluster, a tracker or a database.",
    remedy: "Delete it from the release, and revoke what is in it.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:[._]netrc|\.npmrc|\.yarnrc\.yml|\.pypirc|\.git-credentials|\.kube\/config|kubeconfig(?:\.ya?ml)?|\.docker\/config\.json|\.dockercfg|\.dockerconfigjson|\.aws\/(?:credentials|config|cli\/cache\/[^/]+)|\.azure\/(?:accessTokens\.json|msal_token_cache\.(?:json|bin)|azureProfile\.json)|(?:\.config\/)?gcloud\/(?:credentials\.db|access_tokens\.db|application_default_credentials\.json|legacy_credentials\/.{1,200})|application_default_credentials\.json|\.boto|\.s3cfg|\.passwd-s3fs|rclone\.conf|\.(?:cache\/)?huggingface\/(?:token|stored_tokens)|\.kaggle\/kaggle\.json|kaggle\.json|\.databrickscfg|\.comet\.config|clearml\.conf|\.pgpass|\.my\.cnf|\.mylogin\.cnf|\.htpasswd|\.vault-token|\.terraformrc|credentials\.tfrc\.json|terraform\.tfstate(?:\.backup)?|\.streamlit\/secrets\.toml|\.openai\/auth\.json|\.jupyter\/jupyter_server_config\.json|service[-_]?account(?:[-_]?key)?\.json|client_secrets?(?:_[\w.-]{1,100})?\.json|\.gem\/credentials|\.cargo\/credentials(?:\.toml)?|\.config\/gh\/hosts\.yml|\.modal\.toml|\.replicate\/token|\.authinfo(?:\.gpg)?|\.mc\/config\.json|\.oci\/config|\.snowsql\/config|\.snowflake\/(?:config|connections)\.toml|\.dbt\/profiles\.yml|\.config\/hub|\.lightning\/credentials\.json|\.runpod\/config\.toml|\.ngc\/config|\.aliyun\/config\.json|\.hf_token|\.cdsapirc|\.ossutilconfig|\.condarc)$/i,
    },
    references: ["https://attack.mitre.org/techniques/T1552/001/"],
    examples: {
      found: [
        ".netrc",
        "home/.aws/credentials",
        ".npmrc",
        "root/.kube/config",
        ".docker/config.json",
        ".cache/huggingface/token",
        "gcloud/application_default_credentials.json",
        ".pypirc",
        ".dbt/profiles.yml",
        ".ngc/config",
      ],
      ignored: [
        "config.json",
        "credentials.md",
        "token",
        "docker/config.json",
        "aws/credentials.py",
      ],
    },
  },
  {
    id: "private-key-file",
    title: "Private key or key store",
    class: "secret",
    severity: "high",
    harm: "Whoever has it can log in as its owner, or sign and decrypt in the owner's name.",
    remedy: "Delete it from the release, and replace the key wherever it is trusted.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|identity\.key|[^/]{1,100}\.(?:ppk|p12|pfx|jks|keystore|kdbx|pvk)|[^/]{0,80}(?:private|priv)[-_]?key\.(?:pem|der|key|txt)|(?:server|client|tls|ssl|host)[-_.]?key\.(?:pem|key)|[^/]{1,80}-key-pair\.pem|ssh_host_\w{2,12}_key|\.gnupg\/(?:secring\.gpg|private-keys-v1\.d\/.{1,100}|openpgp-revocs\.d\/.{1,100}))$/i,
    },
    references: ["https://attack.mitre.org/techniques/T1552/004/"],
    examples: {
      found: [
        "id_rsa",
        ".ssh/id_ed25519",
        "certs/private_key.pem",
        "login.p12",
        "etc/ssh/ssh_host_rsa_key",
      ],
      ignored: ["id_rsa.pub", "cacert.pem", "keys.py", "public_key.pem"],
    },
  },
  {
    id: "key-store",
    title: "Key store",
    class: "secret",
    severity: "high",
    harm: "It holds private keys behind a password that is tried millions of times a second, and is often `changeit`.",
    remedy: "Delete it from the release, and replace the keys wherever they are trusted.",
    when: { kind: "format", formats: ["pkcs12", "jks"] },
    references: ["https://attack.mitre.org/techniques/T1552/004/"],
    examples: { found: ["pkcs12", "jks"], ignored: ["x509", "pem"] },
  },
  {
    id: "openpgp-secret-key",
    title: "Secret OpenPGP key",
    class: "secret",
    severity: "critical",
    harm: "Whoever has it can sign releases and decrypt mail in the owner's name.",
    remedy: "Delete it from the release, and revoke the key with its revocation certificate.",
    when: { kind: "key", pattern: /^secret-key$/ },
    references: ["https://attack.mitre.org/techniques/T1552/004/"],
    examples: { found: ["secret-key"], ignored: ["$.secret-key", "packets[1].userId"] },
  },
  {
    id: "ssh-folder",
    title: "SSH configuration",
    class: "host",
    severity: "medium",
    harm: "It lists the machines that the owner logs in to, with user names and ports.",
    remedy: "Delete it from the release.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)\.ssh\/(?:config|known_hosts(?:\.old)?|authorized_keys2?|config\.d\/.{1,80})$/,
    },
    references: ["https://man.openbsd.org/ssh_config"],
    examples: {
      found: ["home/.ssh/known_hosts", ".ssh/config"],
      ignored: ["ssh/config", ".ssh/readme"],
    },
  },
  {
    id: "core-dump",
    title: "Memory of a process",
    class: "debug",
    severity: "high",
    harm: "It is all that the program had in memory: environment, keys, training data.",
    remedy: "Delete it from the release; revoke the keys that the process had.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:core(?:\.\d{1,8})?|[^/]{1,80}\.(?:dmp|mdmp|hprof|core|heapsnapshot)|vmcore|hs_err_pid\d+\.log)$/,
    },
    references: ["https://cwe.mitre.org/data/definitions/528.html"],
    examples: {
      found: ["core.4242", "core", "crash/python.dmp", "java.hprof"],
      ignored: ["core.py", "core/x.py", "score", "core.json"],
    },
  },
  {
    id: "process-memory",
    title: "Memory of a process, whatever the file is called",
    class: "debug",
    severity: "high",
    harm: "It is all that the program had in memory: environment, keys, training data.",
    remedy: "Delete it from the release; revoke the keys that the process had.",
    when: { kind: "format", formats: ["core-dump", "minidump"] },
    references: ["https://cwe.mitre.org/data/definitions/528.html"],
    examples: { found: ["core-dump", "minidump"], ignored: ["elf"] },
  },
  {
    id: "shell-history",
    title: "History of a shell or interpreter",
    class: "debug",
    severity: "medium",
    harm: "It is what somebody typed: host names, commands, and passwords given on the command line.",
    remedy: "Delete it from the release; revoke what was typed in it.",
    when: {
      kind: "name",
      pattern:
        /(?:^|\/)(?:\.(?:bash|zsh|sh|ksh|fish|python|node_repl|psql|mysql|sqlite|redis(?:cli)?|mongo|irb|R|lesshst|octave|julia)_?(?:history|hist)|\.histfile|\.lesshst|\.viminfo|\.wget-hsts|fish_history|ConsoleHost_history\.txt|\.ipython\/profile_\w+\/history\.sqlite|\.Rhistory|\.xonsh_history)$/,
    },
    references: ["https://attack.mitre.org/techniques/T1552/003/"],
    examples: {
      found: [
        "root/.bash_history",
        ".python_history",
        ".ipython/profile_default/history.sqlite",
        ".lesshst",
      ],
      ignored: ["history.json", "bash_history.py", ".history.md"],
    },
  },
];
