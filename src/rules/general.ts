/**
 * What joins a name to its value: the end of the name (quotes and brackets), a
 * type, and `=`, `:` or their kin.
 */
const joint =
  /["'`\\\])}]{0,4}(?:,?[ \t]{0,4}\\?["']?value\\?["']?(?=[ \t]{0,4}[:=]))?(?::[ \t]?[A-Za-z][\w.[\]| ]{0,24}(?==)|[ \t]{1,3}(?:str|string|String)(?=[ \t]?=))?[ \t]{0,8}(?:[:=]{1,2}>?|(?<=<[\w:.-]{1,40})>|,(?=[ \t]?["'])|<-|\?=|\|\||\?\?)[ \t]{0,8}/;

/** After an option's name a space is enough: `--api-key VALUE`. */
const option = /(?<=(?<![\w-])-{1,2}[\w-]{1,40})[ \t]{1,3}(?!-)/;

/** `b"…"`, `SecretStr("…")`. */
const opening = /(?:\w{1,20}\()?[bfru]{0,2}/;

/**
 * A value by its quotes, or up to what ends a word where it has none. Without
 * quotes it may not be a call, an index, a path or a URL.
 */
function quotedOr(bare: RegExp, quoted: RegExp, least: number): string {
  const inQuotes = ['"', "'", "`"].map(
    (quote) => `(?<=${quote})${quoted.source}{${least},300}(?=\\\\?${quote})`,
  );
  // A look-ahead keeps what it captured: a run that ends wrongly is not tried again shorter.
  const run = `(?<!["'\`])(?=(?<run>${bare.source}{${least},300}))\\k<run>`;
  return `(?<value>${inQuotes.join("|")}|${run}(?=$|[\\s,;&|<>"'\`\\\\\\]})]))`;
}

/** What no key holds: it is a path, a URL, or code. */
const elsewhere =
  /(?!\/|arn:|\.{1,2}\/|~\/|[a-z]{2,12}:\/\/|0x[0-9a-f]{1,8}(?![0-9a-z])|[A-Za-z_$][\w$]*\?\.|[A-Za-z_]\w*(?:\.\w+){0,4}[([])/;

const build = (name: string, value: string): RegExp =>
  new RegExp(
    `${name}(?:${joint.source}|${option.source})(?:(?:${opening.source})\\\\?["'\`])?${elsewhere.source}${value}`,
    "i",
  );

/** A pattern for keys and tokens of unknown form: `name` at the end of an identifier, then at least `least` characters. */
export const generalSecret = (name: RegExp, least: number): RegExp =>
  build(
    `(?:${name.source})(?:[-_]?(?:\\d{1,3}|v\\d|value|key|prod|production|dev|live|test|staging|main|primary|secondary))?`,
    quotedOr(/[A-Za-z0-9_+/=.~!@#%^*:-]/, /[^\s"'`\\]/, least),
  );

/** Letters and a digit or a mark among the first characters: a name or a word alone is no password. */
const mixed =
  /(?=[^\s"'`]{0,60}(?:[0-9]|(?<=[^\s"'`=:>])[!@#$%^&*+=?~]))(?=[^\s"'`]{0,60}[A-Za-z])/;

/** Names that mean a password, and no longer name that only begins with one. */
const passwordName =
  /(?:pass(?:word|wd|phrase|code)|(?<![A-Za-z])pwd|(?<=[_-])pass|(?<![A-Za-z_])pass)(?:[-_]?(?:\d{1,3}|value))?(?:(?=>)|(?=["'`\\\])},:=<? \t|]))/
    .source;

/** A pattern for the values of names that mean a password. */
export const generalPassword: RegExp = build(
  passwordName,
  `${mixed.source}${quotedOr(/[\w+/=.~!@#%^*?&-]/, /[^\s"'`\\<>{}]/, 6)}`,
);

/** The same for passwords of letters alone, which must stand in quotes. */
export const generalLettersPassword: RegExp = build(
  passwordName,
  /(?<value>(?<=["'])[A-Za-z]{8,40}(?=\\?["']))/.source,
);
