/**
 * What coded bytes spell, by the names that reports give the codings, and
 * written apart from `src/core/codings.ts`, so that one checks the other.
 * `undefined`: the coding is not known here.
 */
export function spelled(coded: Buffer, coding: string | undefined): string | undefined {
  let bytes = coded;
  for (const each of (coding ?? "plain").split("+")) {
    const decode = decoders[each];
    if (!decode) return undefined;
    bytes = Buffer.from(decode(bytes));
  }
  return bytes.toString();
}

const escapes = (text: string): string =>
  text.replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) =>
    String.fromCodePoint(Number.parseInt(digits, 16)),
  );

const entities: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
};

const decoders: Readonly<Record<string, (coded: Buffer) => string>> = {
  plain: (coded) => coded.toString(),
  json: (coded) => JSON.parse(`"${coded.toString()}"`) as string,
  "raw-unicode-escape": (coded) => escapes(coded.toString("latin1")),
  "python-text": (coded) => escapes(coded.toString()).replaceAll(/\\(.)/g, "$1"),
  "python-bytes": (coded) => coded.toString("latin1").replaceAll(/\\(.)/g, "$1"),
  "r-ascii": (coded) =>
    coded
      .toString("latin1")
      .replaceAll(/\\([0-7]{3})/g, (_, digits: string) =>
        String.fromCodePoint(Number.parseInt(digits, 8)),
      )
      .replaceAll(/\\(["'?\\])/g, "$1"),
  "latin1-text": (coded) => coded.toString(),
  xml: (coded) =>
    coded
      .toString()
      .replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, each: string) => entities[each] ?? "")
      .replaceAll(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits))),
  ansi: (coded) =>
    coded.toString().replaceAll(/\x1b(?:\[[\d;]*m|\]8;[^\x07\x1b]*(?:\x07|\x1b\\))/g, ""),
  "utf-16le": (coded) => coded.toString("utf16le"),
  "utf-16be": (coded) => Buffer.from(coded).swap16().toString("utf16le"),
  "utf-32le": (coded) => words(coded, (at) => coded.readUInt32LE(at)),
  "utf-32be": (coded) => words(coded, (at) => coded.readUInt32BE(at)),
};

const words = (coded: Buffer, read: (at: number) => number): string =>
  String.fromCodePoint(...Array.from({ length: coded.length / 4 }, (_, each) => read(4 * each)));
