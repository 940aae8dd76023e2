import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const clusters: readonly Rule[] = [
  {
    id: "kubernetes-secret",
    title: "Kubernetes Secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Use what is in it: base64 is no encryption.",
    remedy: "Rotate what is in it; keep Secrets out of files, or seal them.",
    keywords: ["kind: secret", "kind: 'secret", 'kind: "secret'],
    pattern:
      /kind:[ \t]{1,3}["']?[Ss]ecret["']?[ \t]{0,4}\r?\n(?:(?!---|kind:)[^\n]{0,300}\n){0,24}?[ \t]{0,8}(?:data|stringData):[ \t]{0,4}\r?\n(?:[ \t]{0,40}#[^\n]{0,200}\n){0,4}(?<value>[ \t]{1,12}["']?[\w.-]{1,100}["']?:[ \t]{1,4}(?:[|>][-+]?[ \t]{0,4}\r?\n[ \t]{1,40})?["']?(?:[A-Za-z0-9+/]{8,16000}={0,2}|[^\s"'{}$<>|&*]{4,400})["']?(?:\r?\n[ \t]{1,12}["']?[\w.-]{1,100}["']?:[ \t]{1,4}["']?[^\s"'{}$<>|&*]{4,16000}["']?){0,30})/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://kubernetes.io/docs/concepts/configuration/secret/"],
    examples: {
      found: [
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n«  user: YXBw\n  password: S2Q4Mi13UXo5MXA=»\n",
        "kind: Secret\nmetadata:\n  name: db\nstringData:\n«  password: Kd82-wQz91p»\n",
      ],
      ignored: [
        "kind: Secret\nmetadata:\n  name: db\ndata:\n  password: {{ .Values.pw | b64enc }}\n",
        "kind: ConfigMap\nmetadata:\n  name: a\ndata:\n  mode: S2Q4Mi13UXo5MXA=\n",
        "kind: Secret\nmetadata:\n  name: a\n---\nkind: ConfigMap\ndata:\n  mode: S2Q4Mi13UXo5MXA=\n",
      ],
    },
  },
  {
    id: "kubernetes-secret-data",
    title: "Kubernetes Secret, its data first",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Use what is in it: base64 is no encryption.",
    remedy: "Rotate what is in it; keep Secrets out of files, or seal them.",
    keywords: ["data:", '"data"'],
    pattern:
      /(?<![\w-])["']?(?:data|stringData)["']?:\s{0,4}\{?\s{1,12}(?<value>["']?[\w.-]{1,100}["']?:\s{0,4}(?:[|>][-+]?\s{1,40})?["']?[A-Za-z0-9+/]{8,16000}={0,2}["']?(?:,?\s{1,16}["']?[\w.-]{1,100}["']?:\s{0,4}["']?[A-Za-z0-9+/]{4,16000}={0,2}["']?){0,30})\s{0,12}\}?,?(?=\s{0,8}[^{}]{0,12}?["']?kind["']?:\s{0,3}["']?[Ss]ecret\b|\s{0,8}(?:[^\n]{0,300}\n){0,20}?[ \t]{0,8}["']?kind["']?:[ \t]{0,3}["']?[Ss]ecret\b)/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://kubernetes.io/docs/concepts/configuration/secret/"],
    examples: {
      found: [
        "apiVersion: v1\ndata:\n  «password: S2Q4Mi13UXo5MXA=»\nkind: Secret\nmetadata:\n  name: db\n",
        '{"apiVersion": "v1",\n "data": {\n  «"password": "S2Q4Mi13UXo5MXA="»\n },\n "kind": "Secret"}',
      ],
      ignored: ["apiVersion: v1\ndata:\n  mode: S2Q4Mi13UXo5MXA=\nkind: ConfigMap\n"],
    },
  },
  {
    id: "kubernetes-literal-secret",
    title: "Secret in a kubectl command",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Use what the command puts into the cluster.",
    remedy: "Rotate it, and give it by `--from-file` or `--from-env-file`.",
    keywords: ["--from-literal", "--docker-password"],
    pattern:
      /--(?:from-literal[ =]["']?[\w.-]{1,80}=|docker-password[ =])["']?(?![-$%<{*])(?<value>[^\s"'<>{}$\\]{6,400})(?=["'\s\\]|$)/,
    proofs: [
      { kind: "entropy", min: 2.8 },
      { kind: "has", all: ["letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_create/kubectl_create_secret_generic/",
    ],
    examples: {
      found: [
        "kubectl create secret generic db --from-literal=password='«Kd82-wQz91p»'",
        "kubectl create secret docker-registry r --docker-password=«Kd82wQz91p»",
      ],
      ignored: [
        "--from-literal=password=$PW",
        "--from-literal=username=administrator",
        "--from-literal=key=<value>",
      ],
    },
  },
  {
    id: "kubeconfig-token",
    title: "Token or password in a kubeconfig",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Act in the cluster as the user.",
    remedy: "Delete the token or account in the cluster, and sign in anew.",
    keywords: ["user:"],
    pattern:
      /(?:^|[ \t])user["']?:\s{1,40}(?:[\w-]{2,40}: {1,3}\S{1,4000}[ \r]{0,2}\n\s{1,40}){0,4}(?:token|password): {1,3}["']?(?<value>[^\s"'$<>{}]{8,4000})/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 2.8 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: [
      "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
    ],
    examples: {
      found: [
        "users:\n- name: ada\n  user:\n    token: «7f23912f2450b87db648c46024f2b1699724b47739e42c34742a30f727e5a6a0»",
        "- name: ada\n  user:\n    username: ada\n    password: «Kd82-wQz91p»",
      ],
      ignored: [
        "- name: ada\n  user:\n    exec:\n      command: aws",
        "user:\n  token: your-token-here",
      ],
    },
  },
  {
    id: "docker-config-base64",
    title: "Docker configuration in base64",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read, and if the account may write, replace the images of the registries in it.",
    remedy: "Revoke the tokens in it at those registries.",
    keywords: ["eyjhdxrocyi6", "ewogicjhdxrocyi6", "ewogicagimf1dghzijo", "ewojimf1dghzijo"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>(?:eyJhdXRocyI6|eyAiYXV0aHMi|ewogICJhdXRocyI6|ewogICAgImF1dGhzIjo|ewoJImF1dGhzIjo)[A-Za-z0-9+/]{40,6000}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "base64-json", keys: ["auths"] }],
    references: [
      "https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/",
    ],
    examples: {
      found: [
        ".dockerconfigjson: «eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJZV1JoT2xock1qa3RkbXhZT0MxVWNqUT0ifX19»",
      ],
      ignored: [".dockerconfigjson: eyJhdXRocyI6e30="],
    },
  },
  {
    id: "rancher-token",
    title: "Rancher token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Act in the clusters that Rancher manages, as the user.",
    remedy: "Delete it in Rancher under Account & API Keys.",
    keywords: ["token-", "kubeconfig-"],
    pattern: token(/(?:token-[a-z0-9]{5}|kubeconfig-(?:user|u)-[a-z0-9.-]{5,40}):[a-z0-9]{54}/),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys"],
    examples: {
      found: [
        "RANCHER_TOKEN_KEY=«token-x7k2q:sl5q2xfpay27a4n9tvfd8m0becf3q6b78i54q6iqnkrxw9oyebf18b»",
        'token: "«kubeconfig-user-ab12c:rykj7kn9b42w3hog6l6d4ddp26e7a4ruogq4imtx53in6dazik9ft8»"',
      ],
      ignored: ["token-x7k2q:short", "access-token-value: none"],
    },
  },
  {
    id: "k3s-token",
    title: "K3s or RKE2 node token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Join a machine to the cluster, as a server if it is the server's, and read its secrets.",
    remedy: "Rotate it with `k3s token rotate`.",
    keywords: ["k10"],
    pattern:
      /(?<![A-Za-z0-9])(?<value>K10[0-9a-f]{64}::(?:server|node|agent|[a-z0-9]{6})[:.][A-Za-z0-9+/=_.-]{16,128})/,
    references: ["https://docs.k3s.io/cli/token"],
    examples: {
      found: [
        "K3S_TOKEN=«K1087a26fdb721afba93bd2a6fdb5d5703a4dabf477accd38472bdf23f3e721ce24::server:a22a3cca5c35b62909990e64b74a0150»",
      ],
      ignored: ["K3S_TOKEN=K10<hash>::server:<password>"],
    },
  },
  {
    id: "cluster-join-key",
    title: "Key to join a cluster",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Join a machine to the cluster and receive its workloads and secrets, with a certificate key its control plane.",
    remedy:
      "Delete the token with `kubeadm token delete`; a certificate key ends by itself in two hours.",
    keywords: ["certificate-key", "bootstrap-token", "microk8s", "k3s_token", "rke2", "--token"],
    pattern:
      /(?:--certificate-key[ \t=]{1,3}|certificateKey:[ \t]{1,3}["']?|microk8s[ \t]join[ \t]{1,2}[\w.:-]{4,80}\/|(?:k3s|rke2)[\w .-]{0,24}?token["']?[ \t]{0,3}[:=][ \t]{0,3}["']?|--tls-bootstrap-token[ \t=]{1,3}|token-id:[ \t]{1,3}[a-z0-9]{6}\s{1,12}token-secret:[ \t]{1,3}["']?)(?<value>[0-9a-f]{64}|[0-9a-f]{32}\/[0-9a-f]{12}|[0-9a-f]{32}|[a-z0-9]{6}\.[a-z0-9]{16}|[a-z0-9]{16})(?![A-Za-z0-9])/i,
    lines: "many",
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: [
      "https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-init/",
      "https://microk8s.io/docs/clustering",
    ],
    examples: {
      found: [
        "kubeadm join 10.0.0.1:6443 --certificate-key «83b7364ead9ddb4298a957b8a2cfca212b80f75fb63c91351d972409d16baa99»",
        "microk8s join 10.0.0.1:25000/«c181cd16e48d0a7ea0b1bff7fb193de0/853e4e2c9912»",
        "kubelet --tls-bootstrap-token «e3n0q3.r8czc8sdrtoyz3te»",
      ],
      ignored: ["kubeadm join h:6443 --certificate-key <key>"],
    },
  },
  {
    id: "nats-seed",
    title: "NATS nkey seed",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Connect as the user; with an account's or operator's seed, make users and accounts.",
    remedy: "Revoke the user in its account with nsc, and make a new key.",
    keywords: ["nkey seed", "nkey", "seed"],
    pattern:
      /(?:NKEY SEED-----\s{1,4}|(?:nkey|nats|seed)[\w .-]{0,24}?["'\]]{0,3}[ \t]{0,4}[:=,][ \t]{0,4}["']?)(?<value>S[ACNOUX][A-Z2-7]{56})(?![A-Za-z0-9])/i,
    lines: "many",
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "upper"] },
    ],
    references: [
      "https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth",
    ],
    examples: {
      found: [
        "-----BEGIN USER NKEY SEED-----\n«SUOJK6RYAOK3EH3M6VQDUZP5DI44NNOF7PFH3GPA4HPZEY3A7EWEMFTWPB»\n------END USER NKEY SEED------",
        "NATS_NKEY_SEED=«SU3WZCD2ZO53CEFX6CM5ERXNOCTHPQ226J56TCJTH6H4TOKM56TIGZTRME»",
      ],
      ignored: ["nkey: UFRGO2KZRVDWNS55XFW5ONGEE7FQTIQDX5CVKEG7IJMUSCMPJUDK6SJY", "seed = 42"],
    },
  },
  {
    id: "teleport-token",
    title: "Token to join a Teleport cluster",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Join the cluster as a node, proxy or auth server, as the token's type allows.",
    remedy: "Delete it with `tctl tokens rm`.",
    keywords: ["teleport", "tctl", "auth_token", "join_params"],
    pattern:
      /(?:teleport[^\n|]{0,80}?(?:--token[ =]|token["']?[ \t]{0,3}[:=][ \t]{0,3})|join_params:\s{1,12}(?:method:[^\n]{1,20}\s{1,12})?token_name:[ \t]{1,3}|auth_token:[ \t]{1,3})["']?(?<value>[0-9a-f]{32})(?![0-9a-zA-Z])/i,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://goteleport.com/docs/enroll-resources/agents/join-token/"],
    examples: {
      found: [
        "teleport start --roles=node --token=«a9d30ab8af4ba25b5f25d588b5ad7631» --auth-server=a:3025",
        "teleport:\n  auth_token: «ee17d096013f355fe29d6808ff2eb9cc»",
      ],
      ignored: ["teleport start --token=/var/lib/teleport/token"],
    },
  },
];
