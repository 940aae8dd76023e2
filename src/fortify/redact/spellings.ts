/** One way to write a value; several where writers differ. */
type Spelling = (value: Buffer) => readonly Buffer[];

const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

/**
 * All ways in which programs are known to write a value.
 *
 * @returns One character per byte. The value as it stands is the first.
 */
export function spellings(value: Buffer): ReadonlySet<string> {
  const all = new Set([value.toString("latin1")]);
  for (const spelled of [value, ...spelling.flatMap((each) => each(value))])
    all.add(spelled.toString("latin1"));
  return all;
}

/** Rewrites the text of a value, where it is UTF-8. */
const rewriting =
  (...rewrites: readonly ((text: string) => string)[]): Spelling =>
  (value) => {
    const text = value.toString("utf8");
    return rewrites.map((rewrite) => utf8(rewrite(text)));
  };

/** Each character for which `table` has another spelling is replaced by that. */
const by =
  (table: Readonly<Record<string, string>>) =>
  (text: string): string =>
    text.replaceAll(/[^]/gu, (each) => table[each] ?? each);

/**
 * The characters of Base64 that a value decides wherever it stands: in a longer
 * text it may start at the first, second or third byte of a group. The last
 * ones are also given as they are where the text ends with the value.
 */
function base64(value: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), value]).toString("base64");
    const first = Math.ceil((8 * shift) / 6);
    const decided = Math.floor((8 * (shift + value.length)) / 6);
    const ending = whole.slice(first);
    const texts = [whole.slice(first, decided), ending.replace(/=+$/, ""), ending];
    return texts.flatMap((text) => [
      latin1(text),
      latin1(text.replaceAll("+", "-").replaceAll("/", "_")),
    ]);
  });
}

const utf16 = (value: Buffer): Buffer => Buffer.from(value.toString("utf8"), "utf16le");

const hexadecimal = (value: Buffer, before: string, between = ""): Buffer[] => {
  const pairs = [...value].map((byte) => byte.toString(16).padStart(2, "0"));
  const text = pairs.map((pair) => before + pair).join(between);
  const upper = pairs.map((pair) => before + pair.toUpperCase()).join(between);
  return [latin1(text), latin1(upper)];
};

/** Percent signs for all bytes but those that `plain` matches, in both cases. */
const percent = (value: Buffer, plain: RegExp, space = "%20"): Buffer[] =>
  [false, true].map((isLower) =>
    latin1(
      value.toString("latin1").replaceAll(/[^]/g, (each) => {
        if (each === " ") return space;
        if (plain.test(each)) return each;
        const code = `%${each.charCodeAt(0).toString(16).padStart(2, "0")}`;
        return isLower ? code : code.toUpperCase();
      }),
    ),
  );

/** RFC 3986, `encodeURIComponent`, `encodeURI`, forms, Python's `quote_plus` and `quote`. */
const percents: readonly { readonly plain: RegExp; readonly space?: string }[] = [
  { plain: /[\w.~-]/ },
  { plain: /[\w.~!*'()-]/ },
  { plain: /[\w.~!*'();/?:@&=+$,#-]/ },
  { plain: /[\w.*-]/, space: "+" },
  { plain: /[\w.~-]/, space: "+" },
  { plain: /[\w.~/-]/ },
];

const twicePercent = (once: Buffer): Buffer =>
  latin1(once.toString("latin1").replaceAll("%", "%25"));

const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
/** Every character outside of ASCII as `\uXXXX`, as Python writes JSON. */
const inAscii = (text: string): string =>
  text.replaceAll(
    /[\u0080-\uffff]/g,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
/** What would end a script stands as `\u003c`, as Go writes JSON. */
const inHtmlJson = by({ "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" });
const withSlashes = (text: string): string => text.replaceAll("/", "\\/");

const spelling: readonly Spelling[] = [
  base64,
  (value) => base64(utf16(value)),
  (value) => hexadecimal(value, ""),
  (value) => hexadecimal(value, "", ":"),
  (value) => hexadecimal(value, "\\x"),
  (value) => hexadecimal(value, "%"),
  (value) => [utf16(value), utf16(value).swap16()],
  (value) => percents.flatMap(({ plain, space }) => percent(value, plain, space)),
  (value) => percents.flatMap(({ plain }) => percent(value, plain).map(twicePercent)),
  rewriting(
    inJson,
    (text) => inAscii(inJson(text)),
    (text) => inHtmlJson(inJson(text)),
    (text) => withSlashes(inJson(text)),
    (text) => inAscii(withSlashes(inJson(text))),
    (text) => inJson(inJson(text)),
    (text) => inJson(inAscii(inJson(text))),
    (text) => inJson(inJson(inJson(text))),
  ),
  // XML, Python's `html.escape`, Go, spreadsheets; in an attribute, in text alone.
  rewriting(
    by({ ...named, "'": "&apos;" }),
    by({ ...named, "'": "&#39;" }),
    by({ ...named, "'": "&#x27;" }),
    by({ ...named, '"': "&#34;", "'": "&#39;" }),
    by(named),
    by({ "&": "&amp;", "<": "&lt;", ">": "&gt;" }),
  ),
  // POSIX shells: within '…', within "…", each character by a backslash, within $'…'.
  rewriting(
    (text) => text.replaceAll("'", `'\\''`),
    (text) => text.replaceAll("'", `'"'"'`),
    (text) => text.replaceAll(/["\\$`]/g, "\\$&"),
    (text) => text.replaceAll(/["\\$`!]/g, "\\$&"),
    (text) => text.replaceAll(/[^\w@%+=:./\n\x80-\uffff-]/g, "\\$&"),
    (text) => inDollarQuotes(text),
  ),
  // The same in a locale without UTF-8.
  (value) => [latin1(inDollarQuotes(value.toString("latin1")).replaceAll(/[\x80-\xff]/g, octal))],
  // Ansible, SQL and the expressions of GitHub double quotes; Jenkins and make double dollars.
  rewriting(
    (text) => text.replaceAll("'", "''"),
    (text) => text.replaceAll('"', '""'),
    (text) => text.replaceAll("$", "$$$$"),
  ),
  // PowerShell within "…"; cmd.
  rewriting(
    (text) => text.replaceAll(/["`$]/g, "`$&"),
    (text) => text.replaceAll(/["`$]/g, (each) => (each === '"' ? '""' : `\`${each}`)),
    (text) => text.replaceAll(/[&|<>^"]/g, "^$&"),
    (text) => text.replaceAll("%", "%%"),
  ),
  // `repr` of Python: of text, of bytes.
  (value) => [latin1(pythonBytes(value)), utf8(pythonText(value.toString("utf8")))],
  rewriting((text) => text.split(/\r?\n/).map(reversed).join("\n")),
  (value) => [latin1(value.toString("latin1").replaceAll(/[^!-<>-~ \n]/g, quotedPrintable))],
];

const inDollarQuotes = (text: string): string =>
  inJson(text).replaceAll('\\"', '"').replaceAll("'", "\\'");
const octal = (each: string): string => `\\${each.charCodeAt(0).toString(8).padStart(3, "0")}`;

const reversed = (line: string): string => [...line].reverse().join("");

const quotedPrintable = (each: string): string =>
  `=${each.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`;

const pythonEscapes = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const pythonText = (text: string): string =>
  text.includes("'") && !text.includes('"')
    ? by(pythonEscapes)(text)
    : by({ ...pythonEscapes, "'": "\\'" })(text);
const pythonBytes = (value: Buffer): string =>
  pythonText(value.toString("latin1")).replaceAll(
    /[^ -~]/g,
    (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
