import { Secret } from "../../core/secret.ts";
import { Redactor, type RedactorOptions } from "./redactor.ts";

export const token = ["hf", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("_");

/** With whatever some notation has to escape. */
export const awkward = `p@ss wörd/"x'<y>&$z\\n%+${"q".repeat(4)}=`;

const dashes = "-".repeat(5);
export const keyLines = [
  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDLs3",
  "c2VjcmV0IGtleSBtYXRlcmlhbCBsaW5lIG51bWJlciBvbmUgb2YgbWFueQ",
  "Zm9ydHktdHdvIGlzIG5vdCBhIGtleSBidXQgaXQgbG9va3MgbGlrZSBvbmU",
];
export const pem = [
  `${dashes}BEGIN RSA PRIVATE KEY${dashes}`,
  ...keyLines,
  `${dashes}END RSA PRIVATE KEY${dashes}`,
].join("\n");

/** A redactor of values by their names. */
export const redactorFor = (
  values: Readonly<Record<string, string>>,
  options: RedactorOptions = {},
): Redactor =>
  new Redactor({
    ...options,
    values: Object.entries(values).map(([name, value]) => ({ name, value: new Secret(value) })),
  });

/** A moment in which nothing comes. */
export const pause = Symbol("pause");

/** What becomes of a stream, one character per byte. */
export function through(
  redactor: Redactor,
  ...chunks: readonly (string | Uint8Array | typeof pause)[]
): string {
  const output = chunks.map((chunk) => {
    if (chunk === pause) return redactor.idle();
    return redactor.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  });
  return Buffer.concat([...output, redactor.end()]).toString("latin1");
}

/** Fewer bytes of a spelled value tell nothing, and base64 shares its ends with its neighbours. */
const telling = 7;

/** Finds what is left of spelled values in a text: runs of seven bytes. */
export function leftOf(...spelled: readonly Uint8Array[]): (output: string) => string[] {
  const runs = new Set(spelled.flatMap((each) => runsOf(Buffer.from(each).toString("latin1"))));
  return (output) => runsOf(output).filter((run) => runs.has(run));
}

function runsOf(text: string): string[] {
  const joined = text.replaceAll(/\x1b\[[0-9;]*[A-Za-z]|\s/g, "");
  const count = Math.max(0, joined.length - telling + 1);
  return Array.from({ length: count }, (_, at) => joined.slice(at, at + telling));
}
