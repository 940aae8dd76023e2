import type { Assignment, Command, Script, Use, Word } from "./script.ts";

/** Why a variable is held for a secret. */
export type Secrecy =
  /** The pipeline fills it in from its secrets. */
  | { readonly kind: "bound"; readonly secret: string }
  /** A command fetched it from a secrets manager. */
  | { readonly kind: "fetched"; readonly by: string }
  /** Its name says so. */
  | { readonly kind: "named" };

/**
 * What the surroundings of a script know of its variables, or the script itself.
 *
 * @param at Where the variable is used: it may be set more than once.
 */
export type Known = (name: string, by: Use["by"], at?: number) => Secrecy | undefined;

const secretWord =
  /(?:^|_)(?:TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PWD|PASS|CREDENTIALS?|CREDS|(?:API|ACCESS|SECRET|PRIVATE|SSH|DEPLOY|ENCRYPTION|SIGNING|ACCOUNT|WANDB|COMET|NEPTUNE|CLEARML|OPENAI|ANTHROPIC|HF|AWS|STRIPE)_?KEY|APIKEY|PAT|DSN|CONNECTION_?STRING)(?:_(?:B64|BASE64|JSON|VALUE|PROD|DEV|STAGING|TEST|\d+))?$/i;
const harmless =
  /^(?:(?:\w+_)?(?:HIGH|LOW|BAND|ALL|FORWARD|BACKWARD|FIRST|SECOND|LAST|NEXT|ONE|TWO|SINGLE|MULTI|NUM|N|MAX|MIN|PER|EACH|BY|DID|SHOULD|MUST|RENDER|COMPILER)_PASS|GOOGLE_APPLICATION_CREDENTIALS|(?:AC|AS|INIT|OLD|START|ORIG(?:INAL)?|SAVED?|CUR(?:RENT)?|BASE|LAST|PREV(?:IOUS)?|HOST|SCRIPT)_?PWD|PWD|OLDPWD|.*(?:_FILE|_PATH|_DIR|_URL|_NAME|_ID|_LENGTH|_COUNT|_TYPE|_PREFIX)|.*(?:PAD|BOS|EOS|UNK|SEP|CLS|MASK|MAX|NUM|STOP)_TOKENS?(?:_\w+)?|.*PUBLIC_?KEY)$/i;

/** Says whether there is one: `SCCACHE_S3_NO_CREDENTIALS`, `USE_API_KEY`. */
const asked =
  /(?:^|_)(?:NO|USE|HAS|ENABLE|DISABLE|SKIP|WITHOUT|REQUIRE|ALLOW|PERSIST|REQUEST)_[A-Z_]+$/i;

/** Whether a variable of this name is likely to hold a secret: `HF_TOKEN`, `DB_PASSWORD`; not `PAD_TOKEN`, `TOKEN_FILE`. */
export const isSecretName = (name: string): boolean =>
  secretWord.test(name) && !harmless.test(name) && !asked.test(name);

/** What is kept among secrets, and names only who or where: `DOCKERHUB_USERNAME`, `AWS_REGION`. */
export const isIdentity = (secret: string): boolean =>
  /(?:^|_)(?:USER|USER_?NAME|LOGIN|E?MAIL|REGION|(?:ACCOUNT|PROJECT|TENANT|CLIENT|SUBSCRIPTION|CHANNEL)(?:_ID)?)$/i.test(
    secret,
  );

/** Commands whose output is a secret, and what they ask. */
const fetches: readonly (readonly [RegExp, string])[] = [
  [/^aws secretsmanager get-secret-value\b/, "AWS Secrets Manager"],
  [/^aws ssm get-parameters?\b[^]*--with-decryption/, "AWS Parameter Store"],
  [/^aws (?:ecr|codeartifact) get-(?:login-password|authorization-token)\b/, "AWS"],
  [/^aws sts (?:assume-role|get-session-token)/, "AWS STS"],
  [/^gcloud secrets versions access\b/, "Google Secret Manager"],
  [/^gcloud auth (?:application-default )?print-(?:access|identity)-token\b/, "Google Cloud"],
  [/^az keyvault secret show\b/, "Azure Key Vault"],
  [/^az account get-access-token\b/, "Azure"],
  [/^(?:vault|bao) (?:kv get|read|token)\b/, "HashiCorp Vault"],
  [/^op (?:read|item get)\b/, "1Password"],
  [/^(?:doppler|infisical) secrets\b/, "a secrets manager"],
  [/^gh auth token\b/, "GitHub"],
  [/^kubectl get secrets?\b/, "Kubernetes"],
  [
    /^(?:cat|base64|jq)\b[^]*(?:\/run\/secrets\/|\.netrc|\.aws\/credentials|huggingface\/token)/,
    "a file of credentials",
  ],
];

const wordsOf = ({ name, words }: Command): string =>
  [name, ...words.map(({ text }) => text)].join(" ");

/** What a command prints, if that is a secret. */
export function fetchedBy(command: Command): string | undefined {
  const line = wordsOf(command);
  return fetches.find(([pattern]) => pattern.test(line))?.[1];
}

/** Commands that print what they read, as it is or in another form that gives it back. */
const passing =
  /^(?:cat|tee|sort|uniq|sed|awk|tr|nl|rev|tac|base64|base32|xxd|od|hexdump|jq|yq|column|fold|fmt|less|more|paste|ts|xargs|logger)?$/;

/** Whether what a command prints gets no further than the commands that it is piped to. */
export const isContained = ({ piped, isSubstituted }: Command): boolean =>
  isSubstituted || piped.some((name) => !passing.test(name));

/** What is known of the variables of a script: from its surroundings, from where it sets them, and by their names. */
export function secrecyIn(script: Script, known: Known): Known {
  const own = new Map<string, OwnSecrecy[]>();
  const of: Known = (name, by, at) =>
    known(name, by) ??
    (by === "shell"
      ? (lastOf(own.get(name) ?? [], at) ??
        (isSecretName(name) && !isPlain(script, name) ? { kind: "named" } : undefined))
      : undefined);
  for (const each of script.assignments) {
    const secrecy = secrecyOf(each, of);
    // A plain value is often the one for the case that there is none.
    if (!secrecy && each.value.isLiteral && each.from.length === 0) continue;
    own.set(each.name, [...(own.get(each.name) ?? []), { at: each.at.start, secrecy }]);
  }
  return of;
}

/** What a variable holds from an assignment on. */
interface OwnSecrecy {
  readonly at: number;
  readonly secrecy: Secrecy | undefined;
}

/** By the last assignment before a place; where none stands before it, by any. */
const lastOf = (set: readonly OwnSecrecy[], at: number | undefined): Secrecy | undefined => {
  const before = at === undefined ? [] : set.filter((each) => each.at <= at);
  const [last] = before.toSorted((one, other) => other.at - one.at);
  return (last ?? set.find(({ secrecy }) => secrecy))?.secrecy;
};

/** Whether the script itself sets it to a value that is in plain sight: that is a finding of its own. */
const isPlain = ({ assignments }: Script, name: string): boolean =>
  assignments.some((each) => each.name === name && each.value.isLiteral && each.from.length === 0);

function secrecyOf({ value, from }: Assignment, of: Known): Secrecy | undefined {
  for (const command of from) {
    const by = fetchedBy(command);
    if (by !== undefined && !command.piped.some((name) => /sum$|^wc$/.test(name)))
      return { kind: "fetched", by };
  }
  return secretsOf(value, of)[0]?.secrecy;
}

/** The secrets that a word shows. */
export const secretsOf = (
  word: Word,
  of: Known,
): readonly { readonly use: Use; readonly secrecy: Secrecy }[] =>
  word.uses.flatMap((use) => {
    const secrecy =
      use.shows === "all" || use.shows === "part" ? of(use.name, use.by, use.at.start) : undefined;
    return secrecy ? [{ use, secrecy }] : [];
  });

/** For people: why it is held for a secret. */
export function reasonOf(name: string, secrecy: Secrecy): string {
  switch (secrecy.kind) {
    case "bound":
      return secrecy.secret === name
        ? `the secret ${name}`
        : `${name}, which holds the secret ${secrecy.secret}`;
    case "fetched":
      return `${name}, which comes from ${secrecy.by}`;
    case "named":
      return `${name}, which by its name holds a secret`;
  }
}
