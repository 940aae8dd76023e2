import { type Environment, secretsIn } from "../redact/environment.ts";
import type { SecretValue } from "../redact/redactor.ts";
import type { Fetched } from "./fetched.ts";
import { trackerSwitches } from "./trackers.ts";

export interface Additions {
  readonly secrets: readonly Fetched[];
  /** What an env file sets that is no reference. */
  readonly plain: Readonly<Record<string, string>>;
  /** Whether trackers are kept from recording by themselves. */
  readonly quietTrackers: boolean;
}

/** The environment of the command: tare's own, and over it what was asked for. */
export function environmentOf(own: Environment, added: Additions): Record<string, string> {
  const set = Object.entries(own).filter((each): each is [string, string] => each[1] !== undefined);
  const switches = added.quietTrackers ? trackerSwitches : [];
  return {
    ...Object.fromEntries(set),
    ...Object.fromEntries(switches.map(({ name, value }) => [name, value])),
    ...added.plain,
    ...Object.fromEntries(added.secrets.map(({ name, value }) => [name, value.reveal()])),
  };
}

/** In characters: `true`, `1` and `none` stand in any output. */
const shortest = 8;

/** What the command must not print: the secrets that it was given, and those that its environment holds anyway. */
export function secretsOf(
  env: Readonly<Record<string, string>>,
  fetched: readonly Fetched[],
): readonly SecretValue[] {
  const given = new Set(fetched.map(({ name }) => name));
  const others = secretsIn(env).filter(
    ({ name, value }) => !given.has(name) && value.reveal().length >= shortest,
  );
  return [...fetched.map(({ name, value }) => ({ name, value })), ...others];
}
