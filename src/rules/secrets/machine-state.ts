import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { password } from "../passwords.ts";

export const machineState: readonly Rule[] = [
  {
    id: "proxmox-api-token",
    title: "Proxmox API token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Do with the virtual machines and backups what the token's rights allow.",
    remedy: "Delete it with `pveum user token remove`, or in the datacentre's permissions.",
    keywords: ["pveapitoken", "pbsapitoken", "proxmox"],
    pattern:
      /(?:P[VB]EAPIToken[= ]|PBSAPIToken[= ]|PMGAPIToken[= ]|(?<![a-z])(?:proxmox|pve|pm_api)[\w .-]{0,32}?(?:token|secret)["'\]]{0,3}[ \t]{0,4}[:=][ \t]{0,4}["']?)(?:[\w.-]{1,60}@[\w.-]{1,30}![\w.-]{1,60}[=:])?(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9A-Za-z-])/i,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    references: ["https://pve.proxmox.com/wiki/User_Management#pveum_tokens"],
    examples: {
      found: [
        "Authorization: PVEAPIToken=root@pam!ci=«2b5dcdbc-1f1f-47b5-af5f-93ea5edb75e9»",
        'pm_api_token_secret = "«62cfa77d-d8a6-4749-aee3-2e4b190b2871»"',
      ],
      ignored: ["PVEAPIToken=root@pam!ci=<uuid>"],
    },
  },
  {
    id: "portainer-token",
    title: "Portainer access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Start containers on the hosts that Portainer manages, and so become root there.",
    remedy: "Delete it in Portainer under My account.",
    keywords: ["ptr_"],
    pattern: /(?<![A-Za-z0-9_])(?<value>ptr_[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://docs.portainer.io/api/access"],
    examples: {
      found: ["X-API-Key: «ptr_YDlN7Hrm0Fe0B/RmA04YV+1+jM0yGfB74fqBe9VGqWg=»"],
      ignored: ["ptr_to_the_first_element_of_the_array = x"],
    },
  },
  {
    id: "minio-client-secret",
    title: "Secret key of a MinIO server",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read, change and delete the buckets; the root user's opens the whole server.",
    remedy: "Remove the user or key with `mc admin`, and set a new root password.",
    keywords: ["mc alias", "mc config", "minio_root_password", "mc_host_"],
    pattern:
      /(?:mc[ \t](?:alias[ \t]set|config[ \t]host[ \t]add)[ \t]{1,3}[\w.-]{1,40}\/?[ \t]{1,3}["']?https?:\/\/[^\s"']{2,120}["']?[ \t]{1,3}["']?[^\s"']{3,128}["']?[ \t]{1,3}|MINIO_(?:ROOT_PASSWORD|SECRET_KEY|ACCESS_SECRET|KMS_SECRET_KEY)["']?[ \t]{0,3}[:=][ \t]{0,3}|MC_HOST_\w{1,40}=["']?https?:\/\/[^\s:@/]{3,128}:)["']?(?![$%<{])(?<value>[^\s"'<>{}$@]{8,128})/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://min.io/docs/minio/linux/reference/minio-mc/mc-alias-set.html"],
    examples: {
      found: [
        "mc alias set lab https://s3.internal:9000 ada «Kd82-wQz91p»",
        "MINIO_ROOT_PASSWORD=«Kd82wQz91p»",
      ],
      ignored: [
        "mc alias set lab https://s3.internal:9000 $KEY $SECRET",
        "MINIO_ROOT_PASSWORD=minioadmin",
        "mc alias set lab https://s3.internal:9000 minioadmin minioadmin",
      ],
    },
  },
  {
    id: "ceph-key",
    title: "Ceph key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read, change and delete what the client's capabilities reach; the admin's reach everything.",
    remedy: "Make a new one with `ceph auth rotate`.",
    keywords: ["aq"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>AQ[A-D][A-Za-z0-9+/]{10}[BRhx]AA[A-Za-z0-9+/]{21}[AQgw]==)(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://docs.ceph.com/en/latest/rados/operations/user-management/"],
    examples: {
      found: [
        "[client.admin]\n\tkey = «AQBq7lVlAAAAABAAWaOT5lUrZwauC9xN0W2lVQ==»",
        "mount -t ceph m:/ /mnt -o name=admin,secret=«AQBq7lVlK3xwDRAASakXRgIZHpJkWTTgZ77aYg==»",
      ],
      ignored: ["AQBq7lVlAAAAABAA"],
    },
  },
  {
    id: "hadoop-site-secret",
    title: "Password in a Hadoop configuration",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the data that the service reaches.",
    remedy: "Change it at that service, and keep it in a credential provider.",
    keywords: ["<name>", "</name>"],
    pattern:
      /<name>[\w.-]{0,80}(?:[Pp]assword|[Ss]ecret(?:\.key)?|\.pwd|account\.key[\w.-]{0,80}|[Tt]oken)<\/name>\s{0,20}<value>(?!\$\{)(?<value>[^<>\s]{4,400})<\/value>/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: [
      "https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/CredentialProviderAPI.html",
    ],
    examples: {
      found: [
        "<property>\n<name>javax.jdo.option.ConnectionPassword</name>\n<value>«Kd82-wQz91p»</value>\n</property>",
      ],
      ignored: [
        "<name>hadoop.security.token</name><value>kerberos</value>",
        "<name>x.password</name><value>${pw}</value>",
      ],
    },
  },
  {
    id: "spark-property-secret",
    title: "Secret in Spark's properties",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the data that the property's service reaches.",
    remedy: "Change it at that service, and give it by a credential provider.",
    keywords: ["spark.", "fs.s3a", "spark_"],
    pattern:
      /(?<![\w.])(?:spark\.[\w.-]{1,80}?|fs\.(?:s3a|azure|gs|oss|obs|swift|wasb)\.[\w.-]{1,60}?)(?:password|secret(?:[._-]?key)?|account\.key[\w.-]{0,80}|authenticate\.secret|session\.token|sasToken)["']?(?:[ \t]{1,20}|[ \t]{0,3}[=:,][ \t]{0,3})["']?(?!\$\{)(?<value>[^\s"'<>{}()$,]{8,2000})/,
    proofs: [
      { kind: "entropy", min: 2.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://spark.apache.org/docs/latest/security.html"],
    examples: {
      found: [
        "spark.ssl.keyStorePassword.x=1\nspark.hadoop.fs.s3a.secret.key   «e/YVpEycNUdGnwhpetDa2gHnApoNsGVXbrx7tfbb»",
        '.config("spark.hadoop.javax.jdo.option.ConnectionURL.password", "«Kd82-wQz91p»")',
      ],
      ignored: [
        "spark.hadoop.fs.s3a.secret.key ${SECRET}",
        "spark.ssl.password spark.ssl.keyPassword.2",
      ],
    },
  },
  {
    id: "ansible-password",
    title: "Password in an Ansible inventory",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in to the machines of the inventory, often as root.",
    remedy: "Change it on the machines; use keys, and Ansible Vault for what is left.",
    keywords: ["ansible_", "become_pass", "vault_pass"],
    pattern: assigned(
      /ansible_(?:ssh_|become_|sudo_|su_|network_|httpapi_|winrm_|enable_)?pass(?:word)?|(?<![a-z])become_pass(?:word)?|vault_(?:\w{1,40}_)?pass(?:word)?/,
      password,
    ),
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://docs.ansible.com/ansible/latest/inventory_guide/intro_inventory.html"],
    examples: {
      found: [
        "gpu1 ansible_host=10.0.0.4 ansible_user=ada ansible_password=«Kd82-wQz91p»",
        'ansible_become_pass: "«xqzvkwjtr»"',
      ],
      ignored: ["ansible_password: '{{ vault_password }}'", "ansible_ssh_pass=vagrant"],
    },
  },
  {
    id: "slurm-database-password",
    title: "Password of Slurm's database",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Change accounts, limits and the history of jobs.",
    remedy: "Change it in the database and in slurmdbd.conf, which only SlurmUser may read.",
    keywords: ["storagepass"],
    pattern:
      /^[ \t]{0,4}(?:Accounting)?StoragePass[ \t]{0,3}=[ \t]{0,3}(?!\/)(?<value>[^\s"'#]{4,128})/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://slurm.schedmd.com/slurmdbd.conf.html"],
    examples: {
      found: ["StorageUser=slurm\nStoragePass=«Kd82-wQz91p»"],
      ignored: ["StoragePass=password", "AccountingStoragePass=/var/run/munge/munge.socket.2"],
    },
  },
  {
    id: "elastic-enrollment-token",
    title: "Enrolment token of Elasticsearch",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Join the cluster as a node or Kibana, within half an hour of its making.",
    remedy: "Let it end, and look for nodes that you do not know.",
    keywords: ["eyj2zxii"],
    pattern: /(?<![A-Za-z0-9+/])(?<value>eyJ2ZXIiOi[A-Za-z0-9+/]{120,800}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "base64-json", keys: ["ver", "adr", "key"] }],
    references: [
      "https://www.elastic.co/docs/reference/elasticsearch/command-line-tools/create-enrollment-token",
    ],
    examples: {
      found: [
        "--enrollment-token «eyJ2ZXIiOiI4LjE0LjAiLCJhZHIiOlsiMTAuMC4wLjQ6OTIwMCJdLCJmZ3IiOiJlYjg0NTBhZTJhMWM1ZWQ1NTcxMzQyYzM5NjdkMjg2YzhhMTYwZDFjZjQwN2QzMDM2NmEwMjQwMmY2ZDJjNjI0Iiwia2V5IjoibDhNVTljZHJKUk0yalZyVktjaDM6VHo4NXBrTkdjVngyUkhMS1hTZjN3aCJ9»",
      ],
      ignored: ["--enrollment-token eyJ2ZXIiOiI4"],
    },
  },
  {
    id: "virtual-server-password",
    title: "Password of a virtualisation host",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Start, copy and delete the virtual machines, and read their disks.",
    remedy: "Change it on the host or in vCenter.",
    keywords: [
      "connect-viserver",
      "govc_password",
      "vsphere_password",
      "esxi",
      "vcenter",
      "nutanix",
    ],
    pattern:
      /(?:Connect-(?:VIServer|CIServer|HVServer)[ \t][^\n]{0,160}?-Password[ \t]{1,3}|(?:govc|vsphere|vcenter|esxi|nutanix|ovirt|xenserver|hyperv|pve|proxmox)[\w.-]{0,24}?(?:password|passwd|pass)["'\]]{0,3}[ \t]{0,4}[:=,][ \t]{0,4})["']?(?![$%<{*])(?<value>[^\s"'<>{}()$,;]{5,128})(?=["'\s,;]|$)/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://developer.broadcom.com/powercli"],
    examples: {
      found: [
        "Connect-VIServer vc.internal -User ada -Password '«Kd82-wQz91p»'",
        "GOVC_PASSWORD=«Kd82wQz91p»",
      ],
      ignored: [
        "Connect-VIServer $h -User $u -Password $p",
        'vsphere_password = "password"',
        "vsphere_password = var.vsphere_password",
      ],
    },
  },
  {
    id: "systemd-credential",
    title: "Credential in a systemd unit",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Use what the unit is given, as the service does.",
    remedy: "Rotate it; encrypt it with `systemd-creds`, and load it by LoadCredentialEncrypted.",
    keywords: ["setcredential"],
    pattern: /^[ \t]{0,4}SetCredential=[\w.-]{1,80}:(?<value>[^\s"']{6,2000})/,
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://systemd.io/CREDENTIALS/"],
    examples: {
      found: ["[Service]\nSetCredential=passwd.hashed-password.root:«Kd82-wQz91p»"],
      ignored: [
        "SetCredential=passwd.plaintext-password.root:password",
        "LoadCredential=db:/etc/db",
      ],
    },
  },
];
