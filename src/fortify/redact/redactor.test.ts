import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Secret } from "../../core/secret.ts";
import { program } from "../../../test/kit/tools.ts";
import { Redactor, type RedactorOptions } from "./redactor.ts";

const redactor = (values: Readonly<Record<string, string>>, options: RedactorOptions = {}) =>
  new Redactor({
    ...options,
    values: Object.entries(values).map(([name, value]) => ({ name, value: new Secret(value) })),
  });

/** What becomes of a text that comes in these pieces; `undefined` stands for a pause. */
function through(one: Redactor, pieces: readonly (string | Uint8Array | undefined)[]): string {
  const output = pieces.map((piece) =>
    piece === undefined ? one.idle() : one.push(Buffer.from(piece as string)),
  );
  return Buffer.concat([...output, one.end()]).toString("latin1");
}

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

const token = ["hf", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("_");
const awkward = `p@ss wörd/"x'<y>&$z\\n%+${"q".repeat(4)}=`;
const pem = [
  "-----BEGIN PRIVATE KEY-----",
  ...[
    "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
    "c2VjcmV0IGtleSBtYXRlcmlhbCBsaW5l",
    "Zm9ydHktdHdvIGlzIG5vdCBhIGtleQ==",
  ],
  "-----END PRIVATE KEY-----",
].join("\n");

const python =
  (expression: string) =>
  (value: string): Buffer =>
    execFileSync("python3", [
      "-c",
      `import sys,json,html,urllib.parse,shlex,base64,binascii,quopri,xml.sax.saxutils as xml\nv=sys.argv[1]\nr=${expression}\nsys.stdout.buffer.write(r if isinstance(r,bytes) else r.encode())`,
      value,
    ]);
const shell =
  (script: string) =>
  (value: string): Buffer =>
    execFileSync("bash", ["-c", script, "bash", value]);

/** Writers that tare has no part in. */
const writers: Readonly<Record<string, (value: string) => Buffer>> = {
  plain: (value) => Buffer.from(value),
  base64: (value) => latin1(Buffer.from(value).toString("base64")),
  "base64, url": (value) => latin1(Buffer.from(value).toString("base64url")),
  "base64, second byte": (value) => latin1(Buffer.from(`u:${value}!!`).toString("base64")),
  "base64, third byte": (value) => latin1(Buffer.from(`u${value}!`).toString("base64")),
  "base64 of UTF-16": (value) => latin1(Buffer.from(value, "utf16le").toString("base64")),
  hex: (value) => latin1(Buffer.from(value).toString("hex")),
  HEX: (value) => latin1(Buffer.from(value).toString("hex").toUpperCase()),
  "UTF-16": (value) => Buffer.from(value, "utf16le"),
  "UTF-16, big": (value) => Buffer.from(value, "utf16le").swap16(),
  encodeURIComponent: (value) => latin1(encodeURIComponent(value)),
  encodeURI: (value) => latin1(encodeURI(value)),
  form: (value) => latin1(new URLSearchParams({ v: value }).toString().slice(2)),
  "form, then form": (value) => latin1(encodeURIComponent(encodeURIComponent(value))),
  JSON: (value) => Buffer.from(JSON.stringify(value).slice(1, -1)),
  "JSON in JSON": (value) => Buffer.from(JSON.stringify(JSON.stringify(value)).slice(3, -3)),
  "JSON in JSON in JSON": (value) =>
    Buffer.from(JSON.stringify(JSON.stringify(JSON.stringify(value))).slice(7, -7)),
  inspect: (value) => Buffer.from(JSON.stringify({ value }).slice(10, -2)),
  reversed: (value) => Buffer.from([...value].reverse().join("")),
};
const pythonWriters: typeof writers = {
  "json.dumps": python("json.dumps(v)[1:-1]"),
  "json.dumps twice": python("json.dumps(json.dumps(v))[3:-3]"),
  "html.escape": python("html.escape(v)"),
  "html.escape, no quotes": python("html.escape(v, quote=False)"),
  saxutils: python("xml.escape(v)"),
  quoteattr: python("xml.escape(v, {'\"': '&quot;'})"),
  quote: python("urllib.parse.quote(v)"),
  "quote, no slash": python("urllib.parse.quote(v, safe='')"),
  quote_plus: python("urllib.parse.quote_plus(v)"),
  "shlex.quote": python("shlex.quote(v)"),
  repr: python("repr(v)[1:-1]"),
  "repr of bytes": python("repr(v.encode())[2:-1]"),
  urlsafe_b64encode: python("base64.urlsafe_b64encode(v.encode())"),
  encodebytes: python("base64.encodebytes((v*3).encode())"),
  hexlify: python("binascii.hexlify(v.encode(), ':')"),
  "hex with spaces": python("v.encode().hex(' ').upper()"),
  quopri: python("quopri.encodestring(v.encode(), quotetabs=False)"),
};
const shellWriters: typeof writers = {
  "printf %q": shell(`printf %q "$1"`),
  "set -x": shell(`(set -x; : "$1") 2>&1 | sed '1s/^+ : //'`),
  "base64 -w": shell(`printf %s "$1$1$1" | base64 -w 30`),
  "declare -p": shell(`v=$1; declare -p v | sed '1s/^declare -- v=//'`),
  "${v@Q}": shell(`printf %s "\${1@Q}"`),
};

const containers: Readonly<Record<string, (text: Buffer) => Buffer>> = {
  "a line": (text) => Buffer.concat([latin1("out: "), text, latin1(" :end\n")]),
  "no line end": (text) => Buffer.concat([latin1("out: "), text]),
  "the start": (text) => text,
  "a JSON line": (text) => Buffer.concat([latin1('{"a":"b","m":"'), text, latin1('"}\n')]),
  "a progress bar": (text) => Buffer.concat([latin1("\r10%\r20% "), text, latin1("\r30%")]),
  "colours around": (text) => Buffer.concat([latin1("\x1b[1;31m"), text, latin1("\x1b[0m\n")]),
  "colours within": (text) => woven(text, 7, "\x1b[01;31m\x1b[K"),
  "a colour for each byte": (text) => woven(text, 1, "\x1b[38;5;7m"),
  "lines of 76": (text) => woven(text, 76, "\n"),
  "lines of 20, CRLF": (text) => woven(text, 20, "\r\n"),
  "lines of 13, indented": (text) => woven(text, 13, "\n    "),
  "lines of 3": (text) => woven(text, 3, "\n"),
  "a terminal's lines": (text) => woven(text, 33, "\r\r\n"),
};

/** The text with `between` after each `width` bytes. */
function woven(text: Buffer, width: number, between: string): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < text.length; at += width)
    parts.push(text.subarray(at, at + width), latin1(between));
  return Buffer.concat(parts.slice(0, -1));
}

/** Whether any run of seven bytes of the spelled value is left: less tells nothing, and base64 shares its ends with its neighbours. */
function leaks(output: string, spelled: Buffer): string[] {
  const kept = output.replaceAll(/\x1b\[[0-9;]*[A-Za-z]|\s/g, "");
  const text = spelled.toString("latin1").replaceAll(/\s/g, "");
  const found: string[] = [];
  for (let at = 0; at + 7 <= text.length; at++)
    if (kept.includes(text.slice(at, at + 7))) found.push(text.slice(at, at + 7));
  return found;
}

describe("every spelling in every container", () => {
  const all = [
    ...Object.entries(writers),
    ...(program("python3") ? Object.entries(pythonWriters) : []),
    ...(program("bash") ? Object.entries(shellWriters) : []),
  ];
  for (const [how, write] of all)
    test(how, () => {
      for (const value of [token, awkward]) {
        const spelled = write(value);
        for (const [where, put] of Object.entries(containers)) {
          const output = through(redactor({ KEY: value }), [put(spelled)]);
          expect({ where, value, leaks: leaks(output, spelled), output }).toMatchObject({
            leaks: [],
          });
        }
      }
    });
});
