import { Secret } from "../../core/secret.ts";
import type { SecretValue } from "../redact/redactor.ts";
import type { Fetched } from "./fetched.ts";
import { trackerSwitches } from "./trackers.ts";

type Variables = Readonly<Record<string, string | undefined>>;

export interface Additions {
  readonly secrets: readonly Fetched[];
  /** What an env file sets that is no reference. */
  readonly plain: Readonly<Record<string, string>>;
  /** Whether trackers are kept from recording by themselves. */
  readonly quietTrackers: boolean;
}

/** The environment of the command: tare's own, and over it what was asked for. */
export function environmentOf(own: Variables, added: Additions): Record<string, string> {
  const set = Object.entries(own).filter((each): each is [string, string] => each[1] !== undefined);
  const switches = added.quietTrackers ? trackerSwitches : [];
  return {
    ...Object.fromEntries(set),
    ...Object.fromEntries(switches.map(({ name, value }) => [name, value])),
    ...added.plain,
    ...Object.fromEntries(added.secrets.map(({ name, value }) => [name, value.reveal()])),
  };
}

/** Names of variables that hold secrets, as pipelines call them. */
const secretName =
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIALS?|CONNECTION_STRING|(?:API|ACCESS|SECRET|PRIVATE|SSH|ACCOUNT)_?KEY)$/i;

/** In characters: `true`, `1` and `none` stand in any output. */
const shortest = 8;

/** What the command must not print: the secrets that it was given, and those that its environment holds anyway. */
export function secretsIn(
  env: Readonly<Record<string, string>>,
  fetched: readonly Fetched[],
): readonly SecretValue[] {
  const given = new Set(fetched.map(({ name }) => name));
  const others = Object.entries(env)
    .filter(([name, value]) => !given.has(name) && isSecret(name, value))
    .map(([name, value]) => ({ name, value: new Secret(value) }));
  return [...fetched.map(({ name, value }) => ({ name, value })), ...others];
}

/** Paths to secrets are none. */
const isSecret = (name: string, value: string): boolean =>
  secretName.test(name) && value.length >= shortest && !value.startsWith("/");
