import { isSecretName } from "../shell/secrecy.ts";
import { type Source, type Taint, taintOf } from "./taint.ts";

/** Calls that give a secret, by their resolved names, and what gives it. */
const fetches: readonly (readonly [RegExp, string])[] = [
  [/\bget_secret_value$/, "AWS Secrets Manager"],
  [/(?:^|\.)SecretClient\.get_secret$/, "Azure Key Vault"],
  [/\baccess_secret_version$/, "Google Secret Manager"],
  [/\bread_secret(?:_version)?$/, "HashiCorp Vault"],
  [/^keyring\.get_(?:password|credential)$/, "the keyring"],
  [/^getpass\.getpass$/, "whoever was asked for it"],
  [/^dbutils\.secrets\.get$/, "Databricks"],
  [/^google\.colab\.userdata\.get$/, "Colab"],
  [/\bUserSecretsClient\.get_secret$/, "Kaggle"],
  [/^huggingface_hub\.(?:get_token|HfFolder\.get_token|utils\.get_token)$/, "the hub's token file"],
];

/** What a call gives that reads a secret. Pydantic's `SecretStr.get_secret_value()` asks for none by its name. */
export function fetchedByCall(name: string, hasArguments: boolean): Source | undefined {
  if (!hasArguments && name.endsWith(".get_secret_value")) return { kind: "named", name };
  const by = fetches.find(([pattern]) => pattern.test(name))?.[1];
  return by === undefined ? undefined : { kind: "fetched", by };
}

const isEnvironment = (name: string): boolean => name === "os.environ" || name === "environ";

/** The environment as a whole. */
export const environmentNamed = (name: string): Taint | undefined =>
  isEnvironment(name) ? taintOf({ kind: "whole-environment" }) : undefined;

/** `os.environ["K"]`. */
export const environmentAt = (name: string, key: string | undefined): Taint | undefined =>
  isEnvironment(name) && key !== undefined && isSecretName(key)
    ? taintOf({ kind: "environment", name: key })
    : undefined;

/** `os.getenv("K")`, `os.environ.get("K")`; `os.environ.items()`. */
export function environmentCalled(name: string, key: string | undefined): Taint | undefined {
  const dot = name.lastIndexOf(".");
  const [receiver, method] = [name.slice(0, dot), name.slice(dot + 1)];
  if (/^(?:os\.)?getenv$/.test(name)) return environmentAt("os.environ", key);
  if (!isEnvironment(receiver)) return undefined;
  if (method === "get" || method === "pop" || method === "setdefault")
    return environmentAt(receiver, key);
  return /^(?:copy|items|values)$/.test(method) ? environmentNamed(receiver) : undefined;
}

/** Tokens that open something; most others in such code are pieces of text, or pages of a list. */
const openingToken =
  /(?:^|_)(?:hf|hub|api|access|auth|bearer|refresh|jwt|secret|wandb|git(?:hub|lab)?|slack|(?:slack|discord|telegram)_bot|personal|deploy|session|oauth|security|push_to_hub|login|user|service|registry|pypi|npm)_tokens?$/i;
/** In code `pat` is a pattern; as a token it says of what. */
const personalToken = /(?:^|_)(?:gh|git(?:hub|lab)?|azure|ado|devops|databricks|snowflake)_pat$/i;
/** What was made of a secret, and is none. */
const derived = /(?:^|_)(?:hashed|masked|redacted|encrypted|has|is|use|num|n|get|set|no)_/i;

/** A name in the code that says of itself that it holds a secret: `api_key`, `self.hub_token`; not `pad_token`, `page_token`. */
export function isSecretIdentifier(name: string): boolean {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").replace(/^_+/, "");
  if (derived.test(words) || !isSecretName(words)) return false;
  if (/(?:^|_)pat$/i.test(words)) return personalToken.test(words);
  return !/tokens?$/i.test(words) || openingToken.test(words);
}

/** Functions that give back what they are given, in another form. */
const carriers =
  /^(?:str|repr|dict|list|tuple|set|sorted|reversed|bytes|bytearray|format|print|vars|copy|deepcopy|copy\.(?:copy|deepcopy)|json\.dumps|yaml\.(?:safe_)?dump|pprint\.pformat|pickle\.dumps|base64\.\w+|urllib\.parse\.(?:quote|quote_plus|urlencode)|asdict|dataclasses\.asdict|OmegaConf\.\w+|omegaconf\.OmegaConf\.\w+|argparse\.Namespace|SimpleNamespace|types\.SimpleNamespace)$/;
/** Methods of strings, mappings and arguments that do. */
const carrying =
  /^(?:strip|lstrip|rstrip|encode|decode|replace|lower|upper|title|format|format_map|join|split|removeprefix|removesuffix|zfill|ljust|rjust|center|items|values|copy|update|to_dict|as_dict|dict|model_dump|json|__str__|__repr__|get|pop|get_secret_value)$/;

/** Whether what a call gives holds what it is given. */
export const carries = (name: string): boolean => carriers.test(name);
/** Whether what a method gives holds what it is called on. */
export const carriesReceiver = (method: string): boolean => carrying.test(method);
