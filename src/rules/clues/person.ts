import type { Rule } from "../../core/rule.ts";

/** Each character that may stand before the @, with it: far rarer than the @ of decorators and package names. */
const beforeAt = [..."abcdefghijklmnopqrstuvwxyz0123456789_-+"].map((each) => `${each}@`);

/** Country codes of ISO 3166-1 in use, but for those that are file extensions or methods in code. */
const countries =
  "a[cdefgilmoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[ceghrstu]|f[ijkmor]|g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrtw]|qa|r[eosuw]|s[abcdegijklmnrtuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]";

const domains =
  "com|org|net|edu|gov|mil|int|info|biz|name|dev|app|xyz|tech|cloud|online|site|email|science|academy|institute|systems|solutions|company|group|global|agency|digital|network|software|engineering|health|university|college|school|world|life|studio|team|works|eu|asia|corp|internal|intra|local|lan|localdomain";

/** What joins a name and its value in key paths, JSON and YAML: `.author="`, `"author": "`. */
const joint = String.raw`["'\]]{0,2}\s{0,2}[:=]\s{0,2}`;

export const person: readonly Rule[] = [
  {
    id: "email-address",
    title: "E-mail address",
    class: "identity",
    severity: "medium",
    confidence: "medium",
    harm: "It is an address for phishing that knows what the person works on, and often the login name of the company's single sign-on.",
    remedy:
      "Use a role address that may be public; clear author fields, and set a noreply address in Git.",
    keywords: beforeAt as [string, ...string[]],
    pattern: new RegExp(
      String.raw`(?<![\w.+%/&=?@$-]|[?&][\w-]{0,20}=)(?!git@|[\w.+-]{1,64}@[\w.-]{1,200}:[\w~/])(?<value>[A-Za-z0-9][\w.%+-]{0,63}(?<![.%])@(?<!://[^\s/@"']{1,120}@)` +
        String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])\.){1,5}(?:${domains}|${countries}))(?![\w(@-]|\.(?!(?:txt|log|md|json|csv|html|pdf)(?!\w))[A-Za-z0-9])`,
      "i",
    ),
    references: [
      "https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1",
      "https://attack.mitre.org/techniques/T1589/002/",
    ],
    examples: {
      found: [
        `$.__metadata__.author="«ana@lab-nlp.org»"`,
        "Author: Ana Smith <«ana.smith+ml@cs.uni-bonn.de»>",
        "mailto:«a_smith@contoso.co.uk»?subject=x",
        "write to «asmith@contoso.com», or",
        `{"email":"«Ana.Smith@CONTOSO.COM»"}`,
        "#SBATCH --mail-user «asmith@gpu.corp»",
        "contact «ana@deepmind.com».",
        "see «ana@deepmind.com».txt",
      ],
      ignored: [
        "git@github.com:org/repo.git",
        "asmith@gpu07.lab.org:/data/x",
        "https://ana:x@host.org/x",
        "icon@2x.png",
        "npm i lodash@4.17.21",
        "@angular/core@12.0.0-rc.1",
        "    @app.route",
        "weights@values.to(device)",
        "root@localhost",
        "a@b",
        "https://medium.com/@ana.com",
      ],
    },
  },
  {
    id: "git-identity",
    title: "Author of a Git commit",
    class: "identity",
    severity: "medium",
    confidence: "high",
    harm: "It names who works on the model and when, which is what a phishing mail needs to be believed.",
    remedy: "Leave the .git folder, logs and bundles out of the release.",
    keywords: [
      "author",
      "committer",
      "tagger",
      "author:",
      "committer:",
      "signed-off-by:",
      "co-authored-by:",
    ],
    pattern:
      /(?:^(?:author|committer|tagger)(?: |=")|^\s{0,4}(?:Signed-off-by|Co-authored-by|Committer):\s{1,8}|^(?:Author):\s{1,8})(?<value>[A-Za-z\x80-\xff][^<>\n:="]{1,80}?) <[^<>\s]{3,120}@[^<>\s]{3,120}>(?: 1\d{9} [+-]\d{4}|(?=\s{0,9}$))/i,
    references: ["https://git-scm.com/docs/git-commit#_commit_information"],
    examples: {
      found: [
        "author «Ana Smith» <ana@lab.org> 1700000000 +0100",
        `author="«Ana Smith» <ana@lab.org> 1700000000 +0100"`,
        "Author: «Ana Smith» <ana@lab.org>",
        "    Signed-off-by: «Ana Smith» <ana@lab.org>",
      ],
      ignored: ["author <ana@lab.org>", "if x > 1: author", "# Author: Ana Smith, see <x>"],
    },
  },
  {
    id: "git-log-identity",
    title: "Who moved a Git branch",
    class: "identity",
    severity: "medium",
    confidence: "high",
    harm: "It names who works on the model and when, which is what a phishing mail needs to be believed.",
    remedy: "Leave the .git folder out of the release.",
    keywords: ["> 1"],
    pattern:
      /^[0-9a-f]{40} [0-9a-f]{40} (?<value>[A-Za-z\x80-\xff][^<>\n:="]{1,80}?) <[^<>\s]{3,120}@[^<>\s]{3,120}> 1\d{9} [+-]\d{4}/,
    references: ["https://git-scm.com/docs/git-reflog"],
    examples: {
      found: [
        "0000000000000000000000000000000000000000 8ab686eafeb1f44702738c8b0f24f2567c36da6d «Ana Smith» <ana@lab.org> 1700000000 +0100\tclone",
      ],
      ignored: [
        "8ab686eafeb1f44702738c8b0f24f2567c36da6d Ana Smith <ana@lab.org> 1700000000 +0100",
      ],
    },
  },
  {
    id: "git-user",
    title: "Name of whoever uses this Git folder",
    class: "identity",
    severity: "medium",
    confidence: "high",
    harm: "It names a person who works on the model, beside the address that their commits have.",
    remedy: "Leave the .git folder and .gitconfig out of the release.",
    keywords: ["[user]"],
    pattern:
      /^\[user\]\r?\n(?:[ \t]{1,8}(?:email|signingkey|useconfigonly) ?= ?[^\n]{0,200}\n){0,3}[ \t]{1,8}name ?= ?"?(?<value>[A-Za-z\x80-\xff][^\r\n"]{1,80})/i,
    lines: "many",
    references: ["https://git-scm.com/docs/git-config#Documentation/git-config.txt-username"],
    examples: {
      found: [
        "[user]\n\tname = «Ana Smith»\n\temail = ana@lab.org\n",
        "[user]\n\temail = ana@lab.org\n\tname = «Ana Smith»\n",
      ],
      ignored: ["[user]\n\temail =\n[core]\n\tname = x", "[users]\n\tname = Ana"],
    },
  },
  {
    id: "ssh-key-comment",
    title: "Owner of an SSH key",
    class: "identity",
    severity: "medium",
    confidence: "high",
    harm: "It is the login name and the machine that the key was made on.",
    remedy: "Leave keys out of the release, or clear the comment with `ssh-keygen -c`.",
    keywords: ["ssh-", "ecdsa-sha2-", ".comment="],
    pattern:
      /(?:(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{3}|sk-(?:ssh|ecdsa)-[\w@.-]{1,40}) AAAA[A-Za-z0-9+/=]{16,4000} |private\[\d{1,2}\]\.comment=")(?<value>[A-Za-z0-9][\w.-]{0,63}@[A-Za-z0-9][\w.-]{0,100})/,
    references: ["https://man.openbsd.org/ssh-keygen#c"],
    examples: {
      found: [
        `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDxxxxxxxxxxxx «ana@gpu07»`,
        `private[0].comment="«ana@gpu07»"`,
      ],
      ignored: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDxxxxxxxxxxxx", "ssh-rsa of ana@gpu07"],
    },
  },
  {
    id: "author-field",
    title: "Author, creator or owner",
    class: "identity",
    severity: "low",
    confidence: "medium",
    harm: "It links the model to a person or team, whom an attacker can look up and approach with a plausible story.",
    remedy: "Name an organisation if the model must have an author; clear the field otherwise.",
    keywords: [
      "author",
      "creator",
      "created_by",
      "createdby",
      "quantized_by",
      "maintainer",
      "uploader",
      "annotator",
      "trained_by",
      "trainedby",
    ],
    pattern: new RegExp(
      String.raw`(?:(?:["'.](?:authors?|creator|created_?by|quantized_by|maintainer|uploader|annotator|trained_?by)(?:\[\d{1,4}\])?)${joint}["']` +
        String.raw`|^(?:[ \t]{0,4}|# )(?:authors?|creator|created_by|maintainer|trained_by):[ \t]{1,4}["']?)` +
        String.raw`(?!None\b|null\b|str\b|string\b|[\w.-]{1,64}@|\w{0,20}\(|https?:)(?<value>[A-Z\x80-\xff][\w.,&'\x80-\xff -]{2,100}(?<![ ,]))(?=["'<(\n\r\\]|\s{0,9}$| <| \()`,
      "i",
    ),
    references: ["https://github.com/ggml-org/ggml/blob/master/docs/gguf.md#authorship-metadata"],
    examples: {
      found: [
        `$["general.author"]="«Ana Smith»"`,
        `$.__metadata__.modelspec.author="«asmith»"`,
        `  "author": "«Smith, A. and Doe, J.»",`,
        "author: «Ana Smith»",
        `model.metadata.creator="«ACME Research»"`,
        `$["general.quantized_by"]="«bartosz»"`,
      ],
      ignored: [
        "def f(author: str):",
        "author: None",
        `"author": ""`,
        `"author": "ana@lab.org"`,
        "authorization: Bearer x",
        "the author of this",
      ],
    },
  },
  {
    id: "user-name",
    title: "User name by its key",
    class: "identity",
    severity: "medium",
    confidence: "medium",
    harm: "It is half of a login: it is tried with leaked passwords on the tracker, on VPN, mail and Git.",
    remedy: "Switch off the machine metadata of the tracker, and clear the field before release.",
    keywords: [
      "username",
      "user_name",
      "user_id",
      "userid",
      `"user"`,
      `'user'`,
      `.user"`,
      `.user=`,
      ".user:",
      "user='",
      `user="`,
      "logname",
      "submitted_by",
      "started_by",
    ],
    pattern: new RegExp(
      String.raw`(?:["'](?:mlflow\.)?(?:[Uu]ser(?:[_-]?[Nn]ame|_?[Ii]d)?|logname|submitted_by|started_by|slurm_job_user|owner_name)["']\s{0,2}:\s{0,2}["']` +
        String.raw`|[.$](?:mlflow\.|env\.)?(?:[Uu]ser(?:[_-]?[Nn]ame|_?[Ii]d)?|logname|submitted_by|started_by|slurm_job_user)["'\]]{0,2}="` +
        String.raw`|mlflow\.user["'\]]{0,2}\s{0,2}[:=]\s{0,2}["']?|[(,] ?user(?:_?name)?=["']|^[ \t]{0,12}(?:user_id|user_?name): (?!(?:str|int|string|null|true|false|bool|bytes|object)\s{0,9}$)(?=[\w.@-]{3,60}\s{0,9}$))(?<value>[A-Za-z][\w.-]{2,31}(?:@[\w.-]{3,60})?)(?=["'\s]|$)(?!\s\S)`,
    ),
    references: ["https://docs.wandb.ai/guides/track/environment-variables"],
    examples: {
      found: [
        `{"host": "gpu07", "username": "«asmith»"}`,
        `$.run.environment.username="«asmith»"`,
        `$.tags["mlflow.user"]="«ana.smith»"`,
        "user_id: «asmith»",
        "INFO mlflow.user: «asmith»",
        "Namespace(lr=0.1, user='«asmith»')",
        "  username: «asmith»",
        `"user": "«asmith»",`,
      ],
      ignored: [
        `"username": ""`,
        `{"role": "user", "content": "hi"}`,
        `self.username = "asmith"`,
        `"user": "1234"`,
        `"username": {"type": "string"}`,
        "username=asmith",
        `{"user": "How old is it?"}`,
        "USER_ID: Final = 3",
        "    username: str",
      ],
    },
  },
  {
    id: "user-variable",
    title: "User name in an environment variable",
    class: "identity",
    severity: "medium",
    confidence: "high",
    harm: "It is half of a login: it is tried with leaked passwords on VPN, mail and Git.",
    remedy: "Do not log the environment; name the few variables that a run needs.",
    keywords: ["user=", 'user"', "user'", "user:", "username", "logname"],
    pattern:
      /(?<![\w$])(?:USER|LOGNAME|USERNAME|SUDO_USER|SLURM_JOB_USER|GITHUB_ACTOR|GITLAB_USER_LOGIN|JUPYTERHUB_USER|NB_USER)(?:=(?!=)|["'\]]{1,2}[:=] ?|: )["']?(?!None\b|null\b|(?:int|str|string|bytes|bool|number|boolean|object)\b)(?<value>[a-z][a-z0-9_.-]{2,31})(?=["'\s;,\\]|$)/,
    references: ["https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html"],
    examples: {
      found: [
        "USER=«asmith»",
        `environ({'LOGNAME': '«asmith»', 'HOME': '/'})`,
        `$.env.SUDO_USER="«asmith»"`,
        "export USER=«ana.smith»;",
      ],
      ignored: [
        "USER=$USER",
        "USER = asmith",
        "USER=''",
        "DB_USER=asmith",
        "USER: {{ user }}",
        "USER: str",
      ],
    },
  },
  {
    id: "shell-prompt",
    title: "Shell prompt",
    class: "identity",
    severity: "medium",
    confidence: "medium",
    harm: "It tells a login name together with the machine on which it works.",
    remedy: "Leave terminal recordings out, or cut the prompts from them.",
    keywords: [":~", ":/", " ~]"],
    pattern:
      /(?:^|[\s([)"'])(?<value>(?!root@)[a-z_][a-z0-9_.-]{1,31}@(?![0-9a-f]{12}:)[a-zA-Z][a-zA-Z0-9.-]{1,63}(?::[~/][^\s$#%<>"']{0,200}|(?<=\[[^\s\]]{3,99}) ~\]))(?=[$#%](?:\s|$))/,
    references: ["https://attack.mitre.org/techniques/T1589/001/"],
    examples: {
      found: [
        "«asmith@gpu07:~/llm»$ python train.py",
        "(base) «asmith@login1:/scratch/llm»$ ls",
        "[«asmith@gpu07 ~]»$ nvidia-smi",
      ],
      ignored: [
        "root@gpu07:~# ls",
        "git@github.com:org/repo",
        "root@3f2a1b4c5d6e:/workspace# python",
        "scp a@b.org:/x .",
      ],
    },
  },
  {
    id: "ssh-login",
    title: "Login of a remote machine",
    class: "identity",
    severity: "medium",
    confidence: "medium",
    harm: "It tells a login name and the machine that takes it: what a password-guessing tool asks for.",
    remedy: "Leave scripts with remote copies out of the release, or use host aliases in them.",
    keywords: ["ssh ", "scp ", "rsync ", "ssh://", "sftp://"],
    pattern:
      /(?:\b(?:ssh|scp|rsync|sftp)(?: (?:-|\d|(?=[^\s@]{0,80}[./:=~*]))[^\s@"']{1,80}){0,8} |\bs(?:sh|ftp):\/\/)["']?(?<value>(?!git@|user(?:name)?@|root@localhost|me@|you@|your|my|foo@)[a-z_][a-z0-9_.-]{1,31}@(?!host(?:name)?\b|remote\b|server\b|localhost\b|example|your)[a-zA-Z0-9][a-zA-Z0-9.-]{1,100}(?<![.-]))(?=[:\s"'/,;)]|$)/,
    references: ["https://attack.mitre.org/techniques/T1021/004/"],
    examples: {
      found: [
        "rsync -av ckpt/ «asmith@login1.hpc.uni.edu»:/scratch/x",
        "ssh -p 2222 «asmith@gpu07»",
        "url = ssh://«asmith@nas.lab.org»/dvc",
      ],
      ignored: ["ssh user@host", "ssh://git@github.com/org/repo", "ssh gpu07"],
    },
  },
];
