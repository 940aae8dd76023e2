import type { Span } from "../../../core/span.ts";
import { isSecretName } from "../shell/secrecy.ts";
import type { Data, DataEntry } from "./data.ts";
import type { Resource } from "./resource.ts";

/** A variable that infrastructure code gives to what it starts. */
export interface GivenSetting {
  readonly name: string;
  /** None where it comes from somewhere else: a store of secrets, another resource. */
  readonly value: Data | undefined;
  readonly at: Span;
}

/** What holds variables for what is started. */
export const holders =
  /^(?:env|environment|environment_?variables?|variables|app_?settings|hyper_?parameters|env_?vars)$/i;

/** Whether a key in any spelling names a secret: `masterUserPassword`, `hf_token`. */
export const isSecretKey = (key: string): boolean =>
  isSecretName(key.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2"));

/** The variables that a resource gives to what it starts, wherever in it they stand. */
export function* settingsGiven({ data }: Resource): Generator<GivenSetting> {
  yield* below(data);
}

function* below(data: Data): Generator<GivenSetting> {
  for (const { key, value } of data.entries())
    if (holders.test(key)) yield* settingsOf(value);
    else yield* below(value);
  for (const each of data.items()) yield* below(each);
}

/** `{A: b}`, `["A=b"]`, `[{name: A, value: b}]`, and blocks around one of these. */
export function* settingsOf(data: Data): Generator<GivenSetting> {
  const named = nameAndValue(data.entries());
  if (named) yield named;
  else
    for (const { key, keyAt, value } of data.entries())
      if (holders.test(key)) yield* settingsOf(value);
      else yield { name: key, value: value.text === undefined ? undefined : value, at: keyAt };
  for (const each of data.items()) yield* each.text === undefined ? settingsOf(each) : pair(each);
}

function nameAndValue(entries: readonly DataEntry[]): GivenSetting | undefined {
  const name = entries.find(({ key }) => /^name$/i.test(key))?.value;
  const value = entries.find(({ key }) => /^value$/i.test(key))?.value;
  const isPair = entries.every(({ key }) =>
    /^(?:name|value|value_?from|value_?source)$/i.test(key),
  );
  if (name?.text === undefined || !isPair) return undefined;
  return { name: name.text, value: value?.text === undefined ? undefined : value, at: name.at };
}

/** `A=b`, with the value as it stands. */
function* pair(data: Data): Generator<GivenSetting> {
  const text = data.text ?? "";
  const end = text.indexOf("=");
  if (end < 0) return;
  yield { name: text.slice(0, end), value: { ...data, text: text.slice(end + 1) }, at: data.at };
}
