import { ampersand, closing, tag, valueKey } from "./joints.ts";

/** A type after the name: `api_key: str = "…"`, `Dim key As String = "…"`. */
const hint =
  /(?::[ \t]?&?(?:'static )?[A-Za-z][\w.[\]| ]{0,24}(?==)|[ \t]{1,3}(?:as )?(?:str|string)(?=[ \t]?=)|[ ]?\{[ ]?get;[^{}\n]{0,30}\}(?=[ ]?=))?/;

/** What joins a name to its value: `=`, `:` or their kin, also of comparisons, defaults, tables and lists of values. */
const joint =
  /(?:[ \t]{0,8}(?:(?:\|\|)?[:=]{1,2}>?\*{0,2}|!={1,2}|(?<=<[\w:.-]{1,40}|["'])>(?:<!\[CDATA\[)?|,(?=[ \t]?["']|[\w+/=.-]{20,200}\r?$)|\{(?=["'])|(?<=string \w{1,40})\((?=")|<-|\?=|\|\||\|(?=[ \t])|\?\?)|[ \t]{1,8}or(?= ["']))[ \t]{0,8}/;

/** After an option's name, or a variable's in some commands, a space is enough: `--api-key VALUE`, `ENV KEY VALUE`. */
const option =
  /(?<=(?<![\w-])-{1,2}[\w-]{1,40}|(?<!\w)(?:ENV|ARG|setenv|config set)[ ][\w.-]{1,60})[ \t]{1,3}(?!-)/;

/** `b"…"`, `SecretStr("…")`, `String::from("…")`. */
const opening =
  /(?:(?!\w{0,20}(?:env|get|load|read|find|input|hash))(?:\w{1,20}::)?\w{1,20}\((?:default[ ]?=[ ]?)?|[\w.!]{1,24} \? |(?:process|import\.meta)\.env\.\w{1,40} (?:\|\||\?\?) )?[bfru@]{0,2}/i;

/**
 * A value by its quotes, or up to what ends a word where it has none. Without
 * quotes it may not be a call, an index, a path or a URL.
 */
function quotedOr(bare: RegExp, least: number): string {
  const inQuotes = ['"', "'", "`"].map(
    (quote) => `(?<=${quote})(?![<{])[^\\s\\\\${quote}]{${least},300}(?=\\\\?${quote})`,
  );
  const character = `(?:${bare.source}|${ampersand.source})`;
  // A look-ahead keeps what it captured: a run that ends wrongly is not tried again shorter.
  const run = `(?<!["'\`])(?![$!=?&])(?=(?<run>${character}{${least},300}))\\k<run>`;
  const element = `(?<=>|CDATA\\[)(?![<{$])[^\\s<>"'\\\\]{${least},300}?(?=<\\/|\\]\\]>)`;
  return `(?<value>${inQuotes.join("|")}|${element}|${run}(?=$|[\\s,;&|<>"'\`\\\\\\]})]))`;
}

/** What no key holds: it is a path, a URL, or code. */
const elsewhere =
  /(?!\/|arn:|process\.env|import\.meta|\.{1,2}\/|~\/|[a-z]{2,12}:\/\/|0x[0-9a-f]{1,8}(?![0-9a-z])|[A-Za-z_$][\w$]*\?\.|[A-Za-z_]\w*(?:\.\w+){0,4}[([])/;

/** An empty string, and code after it: no quote of a value that is quoted twice, as `""…""` in CSV. */
const empty = /(?!""[,;)}\]+:?&|]|''[,;)}\]+:?&|])/;

const build = (name: string, value: string): RegExp =>
  new RegExp(
    `${name}${closing.source}${valueKey.source}(?:${hint.source}${joint.source}|${option.source})` +
      `${tag.source}(?:(?:${opening.source})(?:"(?=\\\\"))?\\\\?${empty.source}["'\`]{1,3})?${elsewhere.source}${value}`,
    "i",
  );

/** A pattern for keys and tokens of unknown form: `name` at the end of an identifier, then at least `least` characters. */
export const generalSecret = (name: RegExp, least: number): RegExp =>
  build(
    `(?:${name.source})(?:[-_]?(?:\\d{1,3}|v\\d|value|string|str|key|prod|production|dev|live|test|staging|main|primary|secondary))?`,
    quotedOr(/[A-Za-z0-9_+/=.~!@#%^*:-]/, least),
  );

/** Letters and a digit or a mark among the first characters: a name or a word alone is no password. */
const mixed =
  /(?=[^\s"'`]{0,60}(?:[0-9]|(?<=[^\s"'`=:>])[!@#$%^&*+=?~]))(?=[^\s"'`]{0,60}[A-Za-z])/;

/** `argon2("password", …)`, `bcrypt.compare('password', …)`: here the name itself is what is hashed or compared. */
const hashed =
  /(?<!(?:argon2|bcrypt|scrypt|pbkdf2|hash|hmac|hkdf|encrypt|decrypt|derive|compare|verify)\w{0,12}\([ ]?["'`])/i;

/** Names that mean a password, and no longer name that only begins with one. */
const passwordName =
  /(?:pass(?:word|wd|phrase|code)|(?<![A-Za-z])pwd|(?<=[_-])pass|(?<![A-Za-z_])pass)(?:[-_]?(?:\d{1,3}|value))?(?:(?=>)|(?=["'`\\\])},:=<? \t|*[{]))/
    .source;

/** A pattern for the values of names that mean a password. */
export const generalPassword: RegExp = build(
  `${hashed.source}${passwordName}`,
  `${mixed.source}${quotedOr(/[\w+/=.~!@#%^*?$-]/, 6)}`,
);

/** The same for passwords of letters alone, which must stand in quotes, or alone up to the end of a line. */
export const generalLettersPassword: RegExp = build(
  passwordName,
  /(?<!,[ \t]?["'])(?<value>(?<=["'])[A-Za-z]{8,40}(?=\\?["'])|(?<=[:=][ \t]{0,4})[A-Za-z]{8,40}(?=[ \t]{0,4}\r?$))/
    .source,
);

/** The name of a password in other languages, as UTF-8 spells it. */
const foreignName = [
  /pass?wort|kennwort|mot[-_ ]?de[-_ ]?passe|contrase(?:\xc3\xb1|n|ny)a|senha|has(?:\xc5\x82|l)o/,
  /wachtwoord|l(?:\xc3\xb6|o)senord|salasana|parola|\xc5\x9fifre/,
  // пароль, 密码, 密碼, パスワード, 비밀번호
  /\xd0[\x9f\xbf]\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c|\xe5\xaf\x86\xe7\xa0\x81|\xe5\xaf\x86\xe7\xa2\xbc/,
  /\xe3\x83\x91\xe3\x82\xb9\xe3\x83\xaf\xe3\x83\xbc\xe3\x83\x89|\xeb\xb9\x84\xeb\xb0\x80\xeb\xb2\x88\xed\x98\xb8/,
]
  .map(({ source }) => source)
  .join("|");

/** The same in other languages, also behind a wide colon (`：`). */
export const foreignPassword: RegExp = new RegExp(
  `(?:${foreignName})["'\`\\]]{0,3}[ \\t]{0,4}(?:[:=]{1,2}>?|\xef\xbc\x9a|,(?=[ \\t]?["'])|(?<=["'])>)[ \\t]{0,4}["'\`]?` +
    `${elsewhere.source}${mixed.source}${quotedOr(/[\w+/=.~!@#%^*?$-]/, 6)}`,
  "i",
);

/** A password after `NAME=` at the start of a line, as in an environment file: all that stands up to the next space. */
export const envPassword: RegExp = new RegExp(
  `(?:(?:export|set|ENV|ARG)[ ])?(?<![\\w\${.;-])[A-Za-z][A-Za-z0-9]{0,20}(?:_[A-Za-z0-9]{1,20}){0,4}_?(?:pass(?:word|wd|phrase)?|pwd)[ ]?=[ ]?` +
    `(?![$<{"'\`/])(?<value>[^\\s"'\`\\\\]{6,80})(?=[ \\t]{0,8}(?:#|\\r?$))`,
  "i",
);

/** Names of secrets that people choose themselves. */
export const chosenSecret: RegExp = build(
  /(?:(?:jwt|session|client|app|cookie|signing|encryption|flask|django|auth|hmac|api|token)[-_. ]?secret|secret[-_. ]?key(?:[-_ ]?base)?|(?<![A-Za-z_])secret|salt)(?=["'`\\\]):=<? \t])/
    .source,
  /(?<value>(?<=["'])(?=[^"'\s]{0,60}[0-9])(?=[^"'\s]{0,60}[A-Za-z])[^\s"'\\<>{}/]{8,100}(?=\\?["']))/
    .source,
);
