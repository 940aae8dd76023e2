import type { Data } from "./data.ts";
import type { Resource } from "./resource.ts";

/** What is filled in elsewhere, and what says that it is no value. */
const filledIn =
  /^(?:~|\.{1,2})?(?:\/[\w.-]+){2,}$|[$%]\{|\{\{|\$\(|\$\w|%\(|^<.*>$|^\[.*\]$|^(?:vault|ref\+|arn|secret):/;
const none =
  /^(?:|[*x.?_-]+|true|false|yes|no|none|null|nil|undefined|todo|fixme|tbd|\d{1,4}|(?:your|my|some|any|insert|enter|replace|put|add|use|set|fill)[\W_].*|.*(?:change[\W_]?(?:me|this|it)|replace[\W_]?(?:me|this)|place[\W_]?holder|dummy|redacted|example|insecure|unsafe|your[\W_]|fake|not[\W_]?(?:set|used|real)|xxxx|<[\w -]+>).*|pass(?:word|wd)?\d{0,4}|secret\d{0,4}|token|root|admin|postgres|mysql|mariadb|redis|guest|user|minio(?:admin|123)?|rabbitmq|airflow|mlflow|grafana|test(?:ing|er|pass|password|123)?|(?:root|admin|my|db|user)[\W_]?(?:secret|pass(?:word|wd)?)(?:[\W_]?pw)?|(?:string|str|value|key|data|secret|token)[\W_]?\d{0,4}|foo(?:bar)?|bar|abc(?:123)?|123456\d*|qwerty)$/i;

/** Whether a text is a value of its own: not filled in elsewhere, not empty, and no word that stands for one. */
export const isPlainValue = (text: string): boolean =>
  !filledIn.test(text) && !none.test(text.trim());

/** A scalar that stands there as it will be used; none where something is filled in or referred to. */
export function literalIn({ system, source }: Resource, data: Data): string | undefined {
  const { text, at } = data;
  if (text === undefined || filledIn.test(text)) return undefined;
  const isReference =
    system === "terraform" || system === "bicep"
      ? !/["']/.test(source.text.charAt(at.start)) && !/^(?:true|false|\d+)$/.test(text)
      : /![\w:]+\s*$/.test(source.text.slice(Math.max(0, at.start - 40), at.start));
  return isReference ? undefined : text;
}
