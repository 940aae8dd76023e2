import { Secret } from "../../core/secret.ts";
import type { SecretValue } from "./redactor.ts";

/** The variables that a program is started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

const secret =
  /(?:^|_)(?:[A-Z]*PASS(?:WORD|WD|PHRASE|CODE)|PASS|PWD|SECRETS?|TOKENS?|[A-Z]*KEYS?|CREDENTIALS?|CREDS?|AUTH|PAT|DSN|COOKIE|WEBHOOK|CONNECTION_STRING)(?:_|\d*$)/i;
/** Such a variable is about a secret, or public. */
const about =
  /(?:^|_)PUBLIC_|_(?:PATH|FILE|DIR|URLS?|URI|ID|NAME|USER|HOST|SOCK|TYPE|ENDPOINT|EXPIR\w*|TTL|FINGERPRINT)$/i;
/** The folder that a shell is in. */
const folders = /^(?:OLD)?PWD$/;
const loginInUrl = /^[a-z][a-z0-9+.-]*:\/\/[^\s/@]*:[^\s/@]+@/i;

/** Whether a variable is likely to hold a secret, by its name, or because its value is an address with a password. */
export const holdsSecret = (name: string, value: string): boolean =>
  loginInUrl.test(value) || (secret.test(name) && !about.test(name) && !folders.test(name));

/** The variables that are likely to hold a secret. */
export const secretsIn = (environment: Environment): SecretValue[] =>
  Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && holdsSecret(name, value) ? [{ name, value: new Secret(value) }] : [],
  );
