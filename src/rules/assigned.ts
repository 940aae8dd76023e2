import { closing, tag, valueKey } from "./joints.ts";

/** A type after the name, as in `api_key: str = "…"`. */
const hint = /(?::[ \t]?[A-Za-z][\w.[\]| ]{0,24}(?==))?/;

/** What joins a name and its value in code, configuration, shells, mark-up and headers. */
const joint =
  /(?:[ \t]{0,8}(?:[:=?]{1,3}>?\*{0,2}|[,({>]|\|\|=?|\|(?=[ \t])|\?\?|<-|\bor\b)[ \t]{0,8}|(?<=[-/ ](?:value|body|secret-string))[ \t]{1,8})(?:<!\[CDATA\[)?/;

/** After these words a space is enough: `--api-key VALUE`, `ENV API_KEY VALUE`. */
const spaced = /(?<=key|token|secret|login|password|auth|pat|ssws)["']?[ \t]{1,4}/;

/** `SecretStr("…")`, `b"…"`, `\"…\"`, `Bearer …`. */
const opening =
  /(?:(?![\w.:]{0,20}(?:env|get|load|read|input))[\w.:]{1,24}\()?(?:[bfru@]{0,2}["'`\\]{1,4})?(?:(?:bearer|token|key|api-?key)[ \t]{1,2})?/;

/** The value goes on: it is a part of something longer, not what was looked for. */
const closed = /(?![\w+/=-])/;

/**
 * A pattern for a value that nothing gives away but its name: `name`, then what
 * joins the two in source code, `.env` files, JSON, YAML, XML, command lines,
 * HTTP headers and key paths (`$.config.api_key="…"`), then `value`, whole.
 * Letters are compared without case.
 */
export const assigned = (name: RegExp, value: RegExp): RegExp =>
  new RegExp(
    `(?:${name.source})${closing.source}${valueKey.source}${hint.source}(?:${joint.source}|${spaced.source})` +
      `${tag.source}${opening.source}(?<value>${value.source})${closed.source}`,
    "i",
  );

/** What names of credentials end in. */
const credential =
  /[\w .-]{0,24}?(?:key|token|secret|auth|pass(?:word)?|pat|credentials?|api)[\w-]{0,12}/;

/** Names for a credential of `service`: `COHERE_API_KEY`, `cohere-token`, `cohereKey_2`, `cohere.auth`. */
export const keyOf = (service: RegExp): RegExp =>
  new RegExp(`(?:${service.source})${credential.source}`);

/** The name of `service` alone, too: `codecov: "…"`, for a name that nothing but its key would stand after. */
export const nameOf = (service: RegExp): RegExp =>
  new RegExp(`(?:${service.source})(?:${credential.source})?`);
