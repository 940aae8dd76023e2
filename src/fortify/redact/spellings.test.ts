import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { program } from "../../../test/kit/tools.ts";
import { awkward, leftOf, redactorFor, through, token } from "./testing.ts";

type Writer = (value: string) => Buffer;

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

const writers: Readonly<Record<string, Writer>> = {
  "as it stands": (value) => Buffer.from(value),
  base64: (value) => latin1(Buffer.from(value).toString("base64")),
  "base64 for addresses": (value) => latin1(Buffer.from(value).toString("base64url")),
  "base64, from the second byte": (value) => latin1(Buffer.from(`u:${value}!!`).toString("base64")),
  "base64, from the third byte": (value) => latin1(Buffer.from(`u${value}!`).toString("base64")),
  "base64 of UTF-16": (value) => latin1(Buffer.from(value, "utf16le").toString("base64")),
  hex: (value) => latin1(Buffer.from(value).toString("hex")),
  "hex in capitals": (value) => latin1(Buffer.from(value).toString("hex").toUpperCase()),
  "UTF-16": (value) => Buffer.from(value, "utf16le"),
  "UTF-16, high byte first": (value) => Buffer.from(value, "utf16le").swap16(),
  encodeURIComponent: (value) => latin1(encodeURIComponent(value)),
  "encodeURIComponent twice": (value) => latin1(encodeURIComponent(encodeURIComponent(value))),
  encodeURI: (value) => latin1(encodeURI(value)),
  "a form": (value) => latin1(new URLSearchParams({ v: value }).toString().slice(2)),
  JSON: (value) => Buffer.from(JSON.stringify(value).slice(1, -1)),
  "JSON in JSON": (value) => Buffer.from(JSON.stringify(JSON.stringify(value)).slice(3, -3)),
  "JSON in JSON in JSON": (value) =>
    Buffer.from(JSON.stringify(JSON.stringify(JSON.stringify(value))).slice(7, -7)),
  reversed: (value) => Buffer.from([...value].reverse().join("")),
  ...python({
    "json.dumps": "json.dumps(v)[1:-1]",
    "json.dumps twice": "json.dumps(json.dumps(v))[3:-3]",
    "html.escape": "html.escape(v)",
    "html.escape without quotes": "html.escape(v, quote=False)",
    "xml.sax.saxutils.escape": "xml.escape(v)",
    "urllib.parse.quote": "urllib.parse.quote(v)",
    "urllib.parse.quote of slashes": "urllib.parse.quote(v, safe='')",
    "urllib.parse.quote_plus": "urllib.parse.quote_plus(v)",
    "shlex.quote": "shlex.quote(v)",
    repr: "repr(v)[1:-1]",
    "repr of bytes": "repr(v.encode())[2:-1]",
    "base64.urlsafe_b64encode": "base64.urlsafe_b64encode(v.encode())",
    "base64.encodebytes": "base64.encodebytes((v * 3).encode())",
    "binascii.hexlify": "binascii.hexlify(v.encode(), ':')",
    "bytes.hex with spaces": "v.encode().hex(' ').upper()",
    "quopri.encodestring": "quopri.encodestring(v.encode()).rstrip()",
  }),
  ...bash({
    "printf %q": `printf %q "$1"`,
    "set -x": `(set -x; : "$1") 2>&1 | sed '1s/^+ : //'`,
    "base64 -w": `printf %s "$1$1$1" | base64 -w 30`,
    "xxd -p, as od": `printf %s "$1" | od -An -v -tx1`,
    "declare -p": `v=$1; declare -p v | sed '1s/^declare -- v=//'`,
    "@Q": `printf %s "\${1@Q}"`,
  }),
};

/** Writers of Python's library; all are asked at once, for a start takes long. */
function python(expressions: Readonly<Record<string, string>>): Record<string, Writer> {
  const path = program("python3");
  if (path === undefined) return {};
  const script = `
import base64, binascii, html, json, quopri, shlex, sys, urllib.parse
import xml.sax.saxutils as xml
expressions, values = json.loads(sys.argv[1])
def written(expression, v):
    result = eval(expression)
    return base64.b64encode(result if isinstance(result, bytes) else result.encode()).decode()
print(json.dumps({v: {name: written(each, v) for name, each in expressions.items()} for v in values}))`;
  const output = execFileSync(path, [
    "-c",
    script,
    JSON.stringify([expressions, [token, awkward]]),
  ]);
  const texts = JSON.parse(output.toString()) as Record<string, Record<string, string>>;
  return Object.fromEntries(
    Object.keys(expressions).map((name) => [
      name,
      (value) => Buffer.from(texts[value]?.[name] ?? "", "base64"),
    ]),
  );
}

function bash(scripts: Readonly<Record<string, string>>): Record<string, Writer> {
  const path = program("bash");
  if (path === undefined) return {};
  return Object.fromEntries(
    Object.entries(scripts).map(([name, script]) => [
      name,
      (value) => execFileSync(path, ["-c", script, "bash", value]),
    ]),
  );
}

const around = (before: string, after: string) => (text: Buffer) =>
  Buffer.concat([latin1(before), text, latin1(after)]);

/** Puts something after each `width` bytes. */
const woven = (width: number, between: string) => (text: Buffer) =>
  latin1(
    Array.from({ length: Math.ceil(text.length / width) }, (_, line) =>
      text.toString("latin1", line * width, (line + 1) * width),
    ).join(between),
  );

const containers: Readonly<Record<string, (text: Buffer) => Buffer>> = {
  "in a line": around("out: ", " :end\n"),
  "without a line end": around("out: ", ""),
  alone: around("", ""),
  "in a line of JSON": around('{"a":"b","m":"', '"}\n'),
  "in a progress bar": around("\r10%\r20% ", "\r30%"),
  "in colour": around("\x1b[1;31m", "\x1b[0m\n"),
  "with colours within": woven(7, "\x1b[01;31m\x1b[K"),
  "with a colour for each byte": woven(1, "\x1b[38;5;7m"),
  "in lines of 76": woven(76, "\n"),
  "in lines of 20 with CRLF": woven(20, "\r\n"),
  "in lines of 13, indented": woven(13, "\n    "),
  "in lines of 3": woven(3, "\n"),
  "as a terminal wraps it": woven(33, "\r\r\n"),
};

test.for(Object.keys(writers))("%s is masked, wherever it stands", (name) => {
  const write = writers[name] as Writer;
  for (const value of [token, awkward])
    for (const [where, put] of Object.entries(containers)) {
      const spelled = write(value);
      const output = through(redactorFor({ KEY: value }), put(spelled));
      expect({ where, value, left: leftOf(spelled)(output) }).toEqual({ where, value, left: [] });
      expect(output).toContain("***");
    }
});

test("what is left would be seen", () => {
  const left = leftOf(Buffer.from(token));
  expect(left(`out: ${token.slice(0, 7)}`)).toHaveLength(1);
  expect(left(woven(3, "\n\x1b[0m")(Buffer.from(token)).toString())).toHaveLength(token.length - 6);
});
