import { isPlainValue } from "../resources/literal.ts";
import { isSecretName } from "../shell/secrecy.ts";

/** A kind of file that is made to hold credentials. */
export interface CredentialFile {
  /** The path from a root, or a pattern that a command names it by: `*.pem`. */
  readonly path: RegExp;
  /** For people: what is in it. */
  readonly holds: string;
  /** Whether a text holds something; asked where the name alone does not say it. */
  readonly isFilled?: (text: string) => boolean;
}

const settings = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=[ \t]*["']?([^"'\r\n]*)/gm;

const setsSecret = (text: string): boolean =>
  [...text.matchAll(settings)].some(
    ([, name = "", value = ""]) => isSecretName(name) && isPlainValue(value.trim()),
  );

const hasPrivateKey = (text: string): boolean => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);

/** What training jobs and the people who start them have beside their code. */
export const credentialFiles: readonly CredentialFile[] = [
  {
    path: /(?:^|\/)\.env(?:\.(?!example|sample|template|dist|defaults?|schema)[\w-]+)?$/,
    holds: "variables with tokens",
    isFilled: setsSecret,
  },
  {
    path: /(?:^|\/)[._]netrc$/,
    holds: "passwords of hosts",
    isFilled: (text) => /\bpassword\s+(?!\$)\S/.test(text),
  },
  {
    path: /(?:^|\/)\.pypirc$/,
    holds: "tokens of package registries",
    isFilled: (text) => /^\s*password\s*[=:]\s*(?!\$)\S/m.test(text),
  },
  {
    path: /(?:^|\/)\.npmrc$/,
    holds: "tokens of package registries",
    isFilled: (text) => /_(?:auth|authToken|password)\s*=\s*["']?(?![$%"'])\S/.test(text),
  },
  { path: /(?:^|\/)\.git-credentials$/, holds: "passwords of git remotes" },
  {
    path: /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/,
    holds: "a private key",
    isFilled: hasPrivateKey,
  },
  {
    path: /(?:^|\/)\.aws(?:\/credentials|\/?$)/,
    holds: "cloud keys",
    isFilled: (text) => /aws_secret_access_key\s*=\s*(?!\$)\S/.test(text),
  },
  {
    path: /(?:^|\/)(?:\.kube(?:\/config|\/?$)|kubeconfig(?:\.ya?ml)?$)/,
    holds: "access to a cluster",
    isFilled: (text) => /\b(?:client-key-data|token|password):\s*["']?[\w+/=.-]{8}/.test(text),
  },
  {
    path: /(?:^|\/)\.docker(?:\/config\.json|\/?$)/,
    holds: "passwords of image registries",
    isFilled: (text) => /"auth"\s*:\s*"[^"]+"/.test(text),
  },
  {
    path: /(?:^|\/)\.huggingface(?:\/token|\/?$)|(?:^|\/)\.cache\/huggingface\/(?:token|stored_tokens)$/,
    holds: "tokens of the Hugging Face Hub",
  },
  {
    path: /(?:^|\/)(?:\.config\/gcloud\/?$|application_default_credentials\.json$)/,
    holds: "access to Google Cloud",
    isFilled: (text) => /"(?:private_key|refresh_token)"\s*:/.test(text),
  },
  {
    path: /(?:^|\/)(?:\.kaggle\/)?kaggle\.json$/,
    holds: "a key of Kaggle",
    isFilled: (text) => /"key"\s*:\s*"[0-9a-f]{16,}"/.test(text),
  },
  {
    path: /(?:^|\/)(?!(?:[^/]*[._-])?(?:ca|certs?|certificates?|chain|fullchain|bundle|pub|public|cacert)[._-]?[^/]*$)[^/]+\.(?:pem|p12|pfx|key)$/i,
    holds: "a private key",
    isFilled: hasPrivateKey,
  },
  {
    path: /(?:^|\/)[\w.-]*\.tfstate(?:\.backup)?$/,
    holds: "all attributes of the infrastructure, passwords among them",
    isFilled: (text) => /"(?:resources|modules)"\s*:\s*\[\s*\{/.test(text),
  },
  {
    path: /(?:^|\/)\.(?:databrickscfg|pgpass|s3cfg|boto)$/,
    holds: "credentials of a service",
  },
];

/** The kind of file that a path names, if it is one that is made to hold credentials. */
export const credentialFileAt = (path: string): CredentialFile | undefined =>
  credentialFiles.find((each) => each.path.test(path));

/** Files, and folders of files, whose keys and states were made for tests and examples. */
export const isForTests = (path: string): boolean =>
  /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$|(?:^|\/)(?:[\w.-]*tests?|testing[\w-]*|testdata|test-?fixtures?|fixtures?|examples?|samples?|mocks?|demos?|spec|specs|docs?|e2e|integration)\//i.test(
    path,
  );
