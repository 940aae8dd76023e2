import type { Rule } from "../../core/rule.ts";

const label = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?";
const scheme = "(?:[a-z][a-z0-9+]{1,12}://)?";
const port = String.raw`(?::\d{2,5})?`;
const end = String.raw`(?![\w-]|\.[a-z0-9]|\()`;
/**
 * Names in code look like hosts (`threading.local`). A host has a port, a digit
 * or hyphen, an ending that no module has, or stands where only addresses do:
 * after a scheme, a login, or the name of a setting.
 */
const hostlike = String.raw`(?:(?<=:\d{2,5})|(?<=[0-9-][\w.-]{1,200}(?::\d{2,5})?)|(?<=\.(?:corp|intra(?:net)?|svc\.cluster\.local))|(?<=(?:://(?:[^\s/@"']{1,80}@)?|\w@|(?:host|server|addr|address|endpoint|url|node|domain)["'\]]{0,2}[=:] ?["']?)[\w.-]{1,200}))`;

export const internalHost: readonly Rule[] = [
  {
    id: "internal-host",
    title: "Name of an internal host",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "It puts a machine and its role on the attacker's map of the network: the first target after any way in.",
    remedy:
      "Read endpoints from the environment at run time; clear them from configuration and logs before release.",
    keywords: [".internal", ".corp", ".intra", ".lan", ".local", ".home.arpa", ".private", ".svc"],
    pattern: new RegExp(
      String.raw`(?<![\w.$%-])(?![a-z]{3}\d\d_\d\d-|\d{1,9}\.[a-z]{1,12}(?![\w-]))(?<value>${scheme}${label}(?:\.${label}){0,5}(?:\.internal|\.corp|\.intra(?:net)?|\.lan|\.local(?:domain)?|\.home\.arpa|\.private|\.svc(?=:\d))${port})${end}${hostlike}`,
      "i",
    ),
    references: [
      "https://www.rfc-editor.org/rfc/rfc6762#appendix-G",
      "https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en#section2.a",
    ],
    examples: {
      found: [
        "«http://model-builder.internal.corp:8080»/v1",
        "«ip-10-0-0-1.ec2.internal»",
        "host: «ip-10-0-12-7.eu-west-1.compute.internal»",
        "«http://mlflow.ml.svc.cluster.local:5000»",
        "«http://mlflow.team.svc:5000»",
        `$.env.VAULT_ADDR="«https://vault.corp»"`,
        "Anas host is «Anas-MacBook-Pro.local»",
        "«gpu-vm.europe-west4-a.c.acme-research.internal»",
        "ping «nas1.home.arpa»",
      ],
      ignored: [
        "threading.local",
        `$["51.intra"]="x"`,
        "from google.protobuf.internal import x",
        "self.local = 1",
        "docker-compose.local.yml",
        ".internal",
        "torch.internal(x)",
        "https://site.org/a.local.html",
      ],
    },
  },
  {
    id: "internal-subdomain",
    title: "Host in a company's internal domain",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "It tells the company's domain and the name of a machine inside: where to look for a VPN, and what to attack behind it.",
    remedy:
      "Read endpoints from the environment at run time; clear them from configuration and logs before release.",
    keywords: [".internal.", ".corp.", ".intra.", ".intranet.", ".lan.", ".int."],
    pattern: new RegExp(
      String.raw`(?<![\w.$-])(?!\d{1,9}\.[a-z]{1,12}(?![\w-]))(?<value>${scheme}(?:${label}\.){1,4}(?:internal|corp|intra(?:net)?|lan|int)\.(?:${label}\.){1,3}(?:com|org|net|io|ai|co|cloud|dev|edu|eu|de|fr|uk|jp|cn|kr|in|ru|ch|nl|it|es|se|br|ca|au|hk|tw|sg|il|pl)(?:\.[a-z]{2})?${port})${end}`,
      "i",
    ),
    references: ["https://attack.mitre.org/techniques/T1590/"],
    examples: {
      found: [
        "events from «pascal01.intra.codilime.com»",
        "«https://mlflow.internal.contoso.com»/api",
        "«gpu7.corp.contoso.co.uk»",
      ],
      ignored: [
        "google.protobuf.internal.encoder",
        "a.int.b",
        "who.int.com",
        "x.internal.Foo.com(",
      ],
    },
  },
  {
    id: "cloud-host",
    title: "Name of a cloud machine or cluster",
    class: "host",
    severity: "low",
    confidence: "high",
    harm: "The name holds the machine's private address, or the cluster's id and region: where to go after any way into the account.",
    remedy: "Clear host names from logs and metadata before release.",
    keywords: [
      "ip-10-",
      "ip-172-",
      "ip-192-168-",
      ".compute.amazonaws.com",
      ".compute-1.amazonaws.com",
      ".eks.amazonaws.com",
      ".azmk8s.io",
      ".cloudapp.azure.com",
      ".rds.amazonaws.com",
      ".cloudfront.net",
      ".sagemaker.aws",
      ".azuredatabricks.net",
      ".cloud.databricks.com",
      ".gcp.databricks.com",
    ],
    pattern: new RegExp(
      String.raw`(?<![\w.-])(?<value>ip-(?:10|172|192)(?:-\d{1,3}){3}(?![\w.-])|(?:${label}\.){1,4}(?:compute(?:-1)?\.amazonaws\.com|eks\.amazonaws\.com|azmk8s\.io|cloudapp\.azure\.com|rds\.amazonaws\.com|studio(?:\.[a-z0-9-]{5,20})?\.sagemaker\.aws|azuredatabricks\.net|(?:cloud|gcp)\.databricks\.com))(?![\w-]|\.[a-z0-9])`,
      "i",
    ),
    references: [
      "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html",
      "https://docs.databricks.com/workspace/workspace-details.html",
    ],
    examples: {
      found: [
        "host «ip-10-0-12-34» rank 3",
        "ssh «ec2-3-8-1-2.eu-west-2.compute.amazonaws.com»",
        "https://«adb-1234567890123456.7.azuredatabricks.net»/?o=1",
        "https://«dbc-a1b2c3d4-e5f6.cloud.databricks.com»",
        "«prod.abc123xyz.eu-west-1.rds.amazonaws.com»:5432",
      ],
      ignored: ["zip-10-1-2-3", "compute.amazonaws.com", "docs.databricks.com/x"],
    },
  },
  {
    id: "private-service",
    title: "Service at a private address",
    class: "host",
    severity: "medium",
    confidence: "high",
    harm: "It tells an address and port at which something listens inside the network: a target after any way in, or for a forged server-side request.",
    remedy:
      "Read endpoints from the environment at run time; clear them from configuration and logs before release.",
    general: true,
    keywords: [..."0123456789"]
      .map((each) => `10.${each}`)
      .concat("192.168.", "172.1", "172.2", "172.3") as [string, ...string[]],
    pattern:
      /(?<![\w.-]|\d,)(?<value>(?:[a-z][a-z0-9+]{1,12}:\/\/)?(?:10\.(?:25[0-5]|2[0-4]\d|1?\d?\d)|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){2}:\d{2,5}|[a-z][a-z0-9+]{1,12}:\/\/(?:10\.(?:25[0-5]|2[0-4]\d|1?\d?\d)|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){2})(?![\w.-]|:\d)/i,
    references: ["https://www.rfc-editor.org/rfc/rfc1918#section-3"],
    examples: {
      found: [
        `$.config.tracking_uri="«http://10.12.4.7:5000»"`,
        "«tcp://192.168.44.12:29500»",
        "connect «172.20.3.9:6379»",
        "«http://10.1.2.3»/models",
      ],
      ignored: ["10.2.89.1", "172.40.0.1:80", "110.1.2.3:80", "10.0.0.0/8", "1.10.1.2.3:80"],
    },
  },
  {
    id: "private-address",
    title: "Private network address",
    class: "host",
    severity: "low",
    confidence: "low",
    harm: "It is a piece of the attacker's map of the network: which ranges are used, and by what.",
    remedy: "Clear addresses from logs and metadata before release.",
    keywords: [..."0123456789"]
      .map((each) => `10.${each}`)
      .concat("192.168.", "172.1", "172.2", "172.3", "fd00:", "fe80::") as [string, ...string[]],
    pattern:
      /(?<![\w.-]|\d,|(?:version|cuda|cudnn|driver|release|ver|rev)[\s:="'(]{1,4}|[=<>~^!]=|[~^<>] ?)(?<value>(?:10\.(?!0\.0\.0|\d{1,3}\.0\.0)(?:25[0-5]|2[0-4]\d|1?\d?\d)|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d))\.(?:25[0-4]|2[0-4]\d|1\d\d|[1-9]\d?)|fd00:(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{1,4}|fe80::(?:[0-9a-f]{1,4}:){3}[0-9a-f]{1,4})(?![\w-]|\.\d|\/\d{1,2}(?!\d)|:\d)/i,
    references: [
      "https://www.rfc-editor.org/rfc/rfc1918#section-3",
      "https://www.rfc-editor.org/rfc/rfc4193",
    ],
    examples: {
      found: [
        "MASTER_ADDR=«10.12.4.7»",
        `"node_ip": "«192.168.44.12»"`,
        "inet «172.20.3.9» netmask",
        "NCCL INFO Bootstrap : Using eth0:«10.0.4.7»<0>",
        "eth0 «fe80::42:acff:fe11:2»",
      ],
      ignored: [
        "10.0.0.0/8",
        "192.168.44.0",
        "cuda 10.2.89.1",
        "torch==10.1.2.3",
        "255.255.255.0",
        "10.2.89",
        "8.8.8.8",
        "10.1.2.3.4",
      ],
    },
  },
  {
    id: "internal-url",
    title: "Address of an internal service",
    class: "host",
    severity: "medium",
    confidence: "medium",
    harm: "It tells what the service is called and where it listens inside the network: a target after any way in.",
    remedy:
      "Read endpoints from the environment at run time; clear them from configuration and logs before release.",
    keywords: [
      "http://",
      "https://",
      "grpc://",
      "tcp://",
      "ray://",
      "spark://",
      "nats://",
      "ws://",
    ],
    pattern:
      /(?<![\w+])(?<value>(?:https?|grpcs?|tcp|ray|spark|nats|wss?):\/\/(?!(?:localhost|localhost\.localdomain|host|hostname|server|proxy|example|domain|address|addr|ip|url|your|my|the|some|foo|bar|test|name|user|username|remote|origin|target|backend|master|registry|internal|proxyhost|proxyserver)\b)[a-z][a-z0-9_-]{1,62}(?::\d{2,5}))(?=[/\s"'<>),;\\?`\]]|$)/i,
    references: ["https://attack.mitre.org/techniques/T1590/"],
    examples: {
      found: [
        `$.tracking_uri="«http://mlflow:5000»"`,
        "«ray://head-node:10001»",
        "«https://gitlab-prod:8443»/x",
      ],
      ignored: [
        "http://localhost:5000",
        "http://server:8080/",
        "https://example.org:443",
        "http://$HOST:5000",
        "http://mlflow/",
        "git+tcp://a:1",
      ],
    },
  },
  {
    id: "network-share",
    title: "Windows network share",
    class: "host",
    severity: "medium",
    confidence: "medium",
    harm: "It tells the name of a file server and a share on it, to which any stolen login of the company may be enough.",
    remedy: "Copy the data locally and write relative paths; clear path fields before release.",
    keywords: [`"\\\\`, `'\\\\`],
    pattern:
      /(?<=["'])(?<value>(?:\\\\[A-Za-z0-9][\w.-]{2,62}\\(?!\\)[\w$][\w.$ -]{1,80}(?:\\(?!\\)[\w.$ -]{1,80}){0,20}|\\{4}[A-Za-z0-9][\w.-]{2,62}\\\\(?!\\)[\w$][\w.$ -]{1,80}(?:\\\\(?!\\)[\w.$ -]{1,80}){0,20}))(?=["'])/,
    references: [
      "https://learn.microsoft.com/openspecs/windows_protocols/ms-dtyp/62e862f4-2a51-452e-8eeb-dc4ff5ee33cc",
    ],
    examples: {
      found: [
        String.raw`$.data_dir="«\\fileserver01\research\xray»"`,
        String.raw`{"dir": "«\\\\fileserver01\\research\\xray»"}`,
      ],
      ignored: [String.raw`"\\alpha\\beta"`, String.raw`"\\n"`, String.raw`'\\s+\\d'`],
    },
  },
];
