import type { Benign } from "../../core/rule.ts";

/** Values that documentation uses because they are nobody's. */
export const placeholder: readonly Benign[] = [
  {
    id: "documentation-key",
    why: "Published by the provider as an example, valid for nothing.",
    classes: ["secret"],
    value:
      /^(?:A[KS]IAIOSFODNN7EXAMPLE|AKIAI44QH8DHBEXAMPLE|wJalrXUtnFEMI\/K7MDENG\/bPxRfiCYEXAMPLEKEY|je7MtGbClwBF\/2Zp9Utk\/h3yCo8nvbEXAMPLEKEY|eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9\.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwi(?:aWF0IjoxNTE2MjM5MDIyfQ|YWRtaW4iOnRydWUsImlhdCI6MTUxNjIzOTAyMn0)\.[\w-]{43})$/,
    examples: {
      benign: [
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
      ],
      telling: [
        "AKIAIOSFODNN7EXAMPLF",
        "xAKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEZ",
      ],
    },
  },
  {
    id: "masked-value",
    why: "No program makes a value of one character or of one short piece over and over: it was taken out, or never there.",
    classes: ["secret"],
    value:
      /^(?!-----)(?!.*AAAAAAAA)[^\s]{0,60}?(?:x{6}|X{6}|\*{6}|(?<one>[^A\s])\k<one>{11})|^(?:[A-Za-z0-9]{1,12}[_-]){0,4}(?<piece>[A-Za-z0-9]{2,12}?)\k<piece>{3,}[A-Za-z0-9]{0,11}$/,
    examples: {
      benign: [
        "ghx_xxxxxxxxxxxxxxxxxxxxxxxx",
        "token_aaaaaaaaaaaaaaaaaaaaaaaa",
        "acme_sk_12345678901234567890123456789012345678901",
      ],
      telling: ["ghx_Kd82wQz91mXvR3tYbN7cLsJ4", "xxxx-Kd82wQz91m", "acme_sk_1234567890Kd82wQz91m"],
    },
  },
  {
    id: "counted-name",
    why: "The kind of value, and a count: `key_1234` stands for any key.",
    classes: ["secret"],
    value:
      /^(?:my|your|some|test)?[-_]?(?:pass(?:word|wd|phrase)?|pwd|secret|token|(?:api|secret|access)?[-_]?key)[-_]?12(?:3(?:4(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?)?)?$/i,
    examples: {
      benign: ["key_1234", "apikey-123", "my_token_12345678"],
      telling: ["key_8412", "key_1234Kd82wQz91m", "monkey-1234"],
    },
  },
  {
    id: "counted-bot-token",
    why: "The number of a bot that counts up from one: what manuals of Telegram's bots show.",
    classes: ["secret"],
    value: /^(?:bot)?123456(?:7(?:8(?:90?)?)?)?:[\w-]{20,50}$/,
    examples: {
      benign: ["1234567890:AAFq3xR8zT1vK5bW7nY2pLcM9dG4hJ6sQ0e"],
      telling: ["1234867890:AAFq3xR8zT1vK5bW7nY2pLcM9dG4hJ6sQ0e"],
    },
  },
  {
    id: "secret-reference",
    why: "It says where the secret is kept, or is sealed for those who have its key: a store, a mounted file, SOPS.",
    classes: ["secret"],
    value:
      /^(?:(?:vault|ssm|keyvault|gcpsm|awssm|ref\+[a-z]{2,20}|op|file):[\w./@+-]{1,200}(?:#[\w./+-]{1,80})?|ENC\[AES256_GCM,\S{1,4000}\]|@Microsoft\.KeyVault\(\S{1,200}|arn:aws[\w-]{0,10}:(?:secretsmanager|ssm):\S{1,200}|\/(?:var\/)?run\/secrets\/\S{1,200})$/,
    examples: {
      benign: [
        "vault:secret/data/app#key",
        "ref+vault://team/app#/key",
        "ENC[AES256_GCM,data:Kd82wQ==,iv:z91m=,tag:XvR3==,type:str]",
        "/run/secrets/db_password",
      ],
      telling: ["vault:Kd82wQz91p!", "hvs.Kd82wQz91p", "AES256_GCM,data:Kd82wQ=="],
    },
  },
  {
    id: "referred-secret",
    why: "A Secret whose values all say where the secret is kept, or are still to come.",
    rules: ["kubernetes-secret"],
    value:
      /^(?:\s{0,12}["']?[\w.-]{1,100}["']?:[ \t]{1,4}["']?(?:ENC\[|@Microsoft\.KeyVault\(|arn:aws|(?:file|vault|ref\+[a-z]{2,20}|op):\/?|\/(?:var\/)?run\/secrets\/|(?:password|secret|token|string|undefined|null|none|change-?me|(?:your|example|dummy|placeholder)[\w-]{0,60})["']?[ \t]{0,4}(?=\r?\n|$))[^\n]{0,4000}\n?){1,40}$/i,
    examples: {
      benign: [
        "  password: ENC[AES256_GCM,data:Kd82wQ==,type:str]",
        "  key: your-key-1\n  password: changeme\n",
        "  password: vault:secret/data/app#key",
        "  password: None",
      ],
      telling: ["  key: your-key-1\n  password: Kd82wQz91p\n", "  password: Kd82-wQz91p"],
    },
  },
  {
    id: "example-domain",
    why: "Reserved for documentation (RFC 2606, RFC 6761), or a domain that everybody writes for nobody's.",
    classes: ["identity", "host", "storage"],
    value:
      /^(?:[\w+.-]{1,20}:\/\/)?(?:[\w.+%-]{1,64}@)?(?:(?:[\w-]{1,63}\.){0,5}(?:example\.(?:com|org|net|edu|io|co|ai)|example|test|invalid)|(?:foo|bar|baz|foobar|domain|yourdomain|mydomain|your-domain|yourcompany|your-company)\.(?:com|org|net)|test\.(?:com|org|net))(?=[:/]|$)/i,
    examples: {
      benign: [
        "user@example.com",
        "ana@mail.example.org",
        "http://mlflow.example.com:5000",
        "foo@bar.com",
        "name@yourcompany.com",
        "a@b.test",
      ],
      telling: [
        "ana@example-lab.com",
        "ana@myexample.com",
        "ana@acme.com",
        "http://mlflow.company.internal:5000",
        "example@contoso.com",
        "ana@example.com.lab.org",
        "ana@foobar.de",
      ],
    },
  },
  {
    id: "placeholder-address",
    why: "A name that stands for any reader's own.",
    classes: ["identity"],
    value:
      /^(?:(?:your|my)[._-]?(?:e-?mail|name|user(?:name)?|address)?|user(?:name)?|name|e-?mail|someone|somebody|first(?:name)?\.last(?:name)?|john\.?doe|jane\.?doe|j\.?doe|foo|bar|baz|test|xxx+|abc|me|you)@(?:(?:your|my)[\w-]{0,30}|domain|company|email|mail|gmail|host|server|provider|corp|org|test|foo|bar|abc|xyz|site|website|address|some[\w-]{0,20})\.[a-z.]{2,12}$|^[\w.+-]{1,40}@(?:my-?|your-?|some-?)?(?:company|email)\.com$/i,
    examples: {
      benign: [
        "your.email@domain.com",
        "john.doe@company.com",
        "user@gmail.com",
        "you@yourdomain.org",
        "alice@company.com",
      ],
      telling: ["ana.smith@gmail.com", "john.doe@contoso.com", "username7@lab.org"],
    },
  },
  {
    id: "machine-address",
    why: "Not a person: an address that takes no mail, or the name of an algorithm in SSH.",
    classes: ["identity"],
    value:
      /^(?:(?:[\w.+-]{0,60}(?:no-?reply|do-?not-?reply))@[\w.-]{3,100}|[\w.+-]{1,80}@users\.noreply\.(?:github|gitlab)\.com|(?:support|security|action|bot|actions)@github\.com|git@[\w.-]{3,100}|[\w.-]{3,60}@(?:openssh\.com|libssh\.org|lysator\.liu\.se|ssh\.com|tinyssh\.org|dbus\.freedesktop\.org)|\d{8,14}\.[\w.-]{1,60}@[\w.-]{3,100}|root@(?:localhost(?:\.localdomain)?|debian|buildkitsandbox))$/i,
    examples: {
      benign: [
        "noreply@github.com",
        "123+asmith@users.noreply.github.com",
        "curve25519-sha256@libssh.org",
        "git@github.com",
        "20020201195627.33539.96671@nightshade.la.mastaler.com",
      ],
      telling: [
        "asmith@github.com",
        "noreplyana@lab.org",
        "replies@lab.org",
        "asmith@noreply-lab.org",
      ],
    },
  },
  {
    id: "placeholder-home",
    why: "The user name stands for any reader's own.",
    classes: ["path"],
    value:
      /^(?:\/home|\/Users|(?:[A-Za-z]:|(?:\/mnt|\/cygdrive)?\/[a-z])[\\/]+Users)[\\/]+(?:user(?:_?name|\d|x|s)?|(?:my|some|the|demo|awesome)[-_]?user(?:name)?|your?[-_]?(?:user)?[-_]?(?:name)?|me|myself|my_?name|name|usr|foo|foobar|bar|baz|test(?:_?user)?|example|xx+|x|someone|somebody|j_?doe|john_?doe|jane_?doe|you)(?:[\\/]|$)/i,
    examples: {
      benign: [
        "/home/user/project/train.py",
        "C:\\Users\\username\\x",
        "/Users/yourname/data",
        "/home/you",
        "/home/awesome-user/my-script",
      ],
      telling: [
        "/home/asmith/user/x",
        "/home/userman/x",
        "/home/testa/x",
        "/home/mehmet/x",
        "/home/joe/x",
        "/home/ml-user/x",
      ],
    },
  },
  {
    id: "placeholder-user",
    why: "An account that every system has, or a name that stands for any reader's own.",
    classes: ["identity"],
    rules: ["user-name", "user-variable", "ssh-login", "shell-prompt"],
    value:
      /^(?:root|admin|administrator|(?:new[_-]?)?user\d?|username|user[_-]?name|user[_-]?id|name|test(?:[_-]?user)?|guest|nobody|anonymous|postgres|mysql|redis|neo4j|sa|default|foo|bar|baz|foobar|example|john[_.-]?doe|jane[_.-]?doe|jdoe|your[\w-]{0,30}|my_?user(?:name)?|ubuntu|ec2-user|centos|debian|azureuser|jovyan|runner|vagrant|docker|app|node|nodejs|nodeuser|hadoop|conda|jenkins|assistant|system|string|none|null|self|int|str)(?:@.*)?$/i,
    examples: {
      benign: ["root", "username", "postgres", "your-user-name", "root@gpu07", "jovyan"],
      telling: ["asmith", "admin.smith", "rooter", "testarossa"],
    },
  },
  {
    id: "placeholder-host",
    why: "A role, not a machine: what examples and compose files call any server.",
    classes: ["host"],
    rules: [
      "internal-url",
      "host-field",
      "host-variable",
      "network-share",
      "internal-host",
      "database-address",
    ],
    value:
      /^(?:\w{2,16}:\/\/)?(?:\\{2,4})?(?:(?:my|your|some|the|a|test|example|remote|local|fake|mock|dummy)?[-_]?(?:host(?:name)?\d?|server\d?|sever|proxy\d?|node|machine|domain|collector|otel-collector|jaeger|zipkin|address|endpoint|api|service)(?:\.local)?|my\.local|foo(?:\.bar)?|bar|(?:head|worker|master)[-_]?node|petstore\.swagger\.io|unknown|string)(?::\d{1,5})?(?:[\\/].*)?$/i,
    examples: {
      benign: [
        "http://myproxy:3128",
        "hostname",
        "http://collector:4318",
        "\\\\server\\share",
        "test_machine",
        "foo.bar",
      ],
      telling: [
        "http://mlflow:5000",
        "gpu07",
        "http://proxy-contoso:3128",
        "\\\\fileserver01\\x",
        "serverroom",
      ],
    },
  },
  {
    id: "documentation-address",
    why: "Reserved for documentation (RFC 5737, RFC 3849), or an address that every home router and manual has.",
    classes: ["host"],
    value:
      /^(?:\w{2,10}:\/\/)?(?:192\.0\.2\.\d{1,3}|198\.51\.100\.\d{1,3}|203\.0\.113\.\d{1,3}|192\.168\.(?:[01]\.1|1\.254)|10\.0\.0\.1|10\.10\.1\.1[01](?=:(?:3128|1080))|172\.17\.0\.[1-3]|172\.16\.0\.1|2001:db8:[0-9a-f:]+)(?::\d{1,5})?(?:\/.*)?$/i,
    examples: {
      benign: ["192.0.2.7", "http://203.0.113.9:80", "192.168.0.1", "10.0.0.1:80", "172.17.0.2"],
      telling: ["192.168.44.12", "10.0.12.7:5000", "10.0.0.17", "192.168.1.100", "172.20.3.9"],
    },
  },
  {
    id: "placeholder-bucket",
    why: "A bucket that stands for any reader's own.",
    classes: ["storage"],
    value:
      /^(?:(?:s3[an]?|gc?s|az|oss|cosn?|hdfs):\/\/|arn:aws:s3:::|(?:abfss?|wasbs?):\/\/)(?:(?:my|your|some|test|example|sample|demo|the|source|src|dest(?:ination)?|target|foo)?[-_.]?(?:s3|gcs|gs|aws|oss)?[-_.]?(?:bucket(?:[-_]?name)?|container|filesystem)(?:[-_]?\d)?|doc-example-bucket\d?|amzn-s3-demo-[\w-]+|foo|bar|bucket[-_][ab]|root|example(?:\.com)?|path|xxx+)(?:[@/]|$)/i,
    examples: {
      benign: [
        "s3://bucket/path",
        "s3://my-bucket/x.csv",
        "s3://root/base/path",
        "gs://your-bucket-name/x",
        "arn:aws:s3:::amzn-s3-demo-bucket/*",
        "s3://doc-example-bucket/x",
      ],
      telling: [
        "s3://acme-bucket/x",
        "s3://bucketeer/x",
        "gs://my-bucket-contoso/x",
        "s3://training-bucket/x",
        "s3://acme-training-data/x",
      ],
    },
  },
  {
    id: "documentation-account",
    why: "Account numbers that AWS uses in its documentation.",
    classes: ["identity", "storage"],
    value:
      /^(?:arn:aws[\w-]*:[\w-]*:[\w-]*:)?(?:123456789012|111122223333|444455556666|777788889999|012345678901|098765432109|210987654321|000000000000|111111111111|999999999999)(?:$|:|\.dkr\.)/,
    examples: {
      benign: [
        "arn:aws:iam::123456789012:role/x",
        "111122223333",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com/x",
      ],
      telling: ["arn:aws:iam::998877665544:role/123456789012", "998877665544", "1234567890123"],
    },
  },
  {
    id: "documentation-project",
    why: "Project names that Google uses in its documentation, and the accounts that Google runs itself.",
    classes: ["identity", "storage"],
    value:
      /^(?:[\w-]{1,63}@(?:my-project(?:-id)?|project(?:-id|-name)?|your-project(?:-id)?|example-project)\.iam\.gserviceaccount\.com|\d{7}-compute@developer\.gserviceaccount\.com|[\w-]{1,63}@(?:system|cloudservices|gcp-sa-[\w-]+)\.gserviceaccount\.com|my-(?:gcp-)?project(?:-id)?|your-project(?:-id)?)$/,
    examples: {
      benign: ["name@project-id.iam.gserviceaccount.com", "securetoken@system.gserviceaccount.com"],
      telling: ["trainer@acme-research.iam.gserviceaccount.com", "my-project-contoso"],
    },
  },
];
