import { type Blob, slice } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { name, type Region } from "../core/region.ts";
import { lengthOf, type Span, span } from "../core/span.ts";
import { asciiOf, fieldsAt } from "./kit/fields.ts";
import { swept } from "./kit/parts.ts";

const magic = "!<arch>\n";
const headerSize = 60;
/** Of GNU's table of long names: a static library has thousands of members. */
const longestNames = 16 << 20;
/** BSD's names stand before the data, as long as the header says. */
const longestName = 4096;

/** The fields of a header that tell of people: the time, the user, the group. `ar -D` leaves them out too. */
const told = [
  { extra: "times", field: span(16, 28) },
  { extra: "owners", field: span(28, 34) },
  { extra: "owners", field: span(34, 40) },
] as const;

interface Member {
  readonly name: string;
  readonly nameAt: Span;
  readonly nameBytes: Uint8Array;
  readonly data: Span;
}

/** Static libraries (`.a`, `.lib`) and Debian packages (`.deb`): members one after another. */
export const ar: Format = {
  id: "ar",
  title: "Ar archive: static library, Debian package",
  tier: "specific",
  specification: "https://man.freebsd.org/cgi/man.cgi?query=ar&sektion=5",
  reads: "names; members; tables of symbols swept; what follows the end",
  tested: "dpkg-deb, GNU ar",

  mayBeText: true,
  matches: ({ head }) => asciiOf(head.subarray(0, 8)) === magic,

  async *regions(blob) {
    let at = magic.length;
    let names: Uint8Array = new Uint8Array();
    while (at + headerSize <= blob.size) {
      const member = await memberAt(blob, at, names);
      if (!member) break;
      const { data } = member;
      if (member.name === "//") {
        names = await blob.read(span(data.start, Math.min(data.end, data.start + longestNames)));
        yield* swept(blob, { name: "names", span: data });
      } else yield* memberRegions(blob, member);
      at = data.end + ((data.end - data.start) % 2);
    }
    if (at < blob.size)
      yield { kind: "dead", what: "after the last member", span: span(at, blob.size) };
  },

  keys: async (_, offsets) => offsets.map(() => "(table)"),

  async *strip(blob, extras) {
    let at = magic.length;
    for (let member; at + headerSize <= blob.size; at = member.data.end + (member.data.end % 2)) {
      member = await memberAt(blob, at, new Uint8Array());
      if (!member) return;
      for (const { extra, field } of told)
        if (extras.has(extra)) {
          const place = span(at + field.start, at + field.end);
          yield { at: place, bytes: Buffer.from("0".padEnd(lengthOf(place))) };
        }
    }
  },
};

async function* memberRegions(blob: Blob, member: Member): AsyncGenerator<Region> {
  const { name: shown, nameAt, nameBytes, data } = member;
  yield name(shown, nameAt, plain, nameBytes);
  const isTable = shown === "/" || shown.startsWith("/SYM64") || shown.startsWith("__.SYMDEF");
  if (isTable) yield* swept(blob, { name: "symbols", span: data });
  else yield { kind: "child", blob: slice(blob, data, shown) };
}

/** Name, time, owner, group, mode and size as text; undefined where no header is. */
async function memberAt(blob: Blob, at: number, names: Uint8Array): Promise<Member | undefined> {
  const view = await fieldsAt(blob, "ar", at, headerSize);
  const bytes = new Uint8Array(view.buffer, view.byteOffset, headerSize);
  const text = asciiOf(bytes);
  const size = /^\d+ *$/.test(text.slice(48, 58)) ? Number(text.slice(48, 58)) : -1;
  if (!text.endsWith("`\n") || size < 0) return undefined;
  const start = at + headerSize;
  const data = span(start, start + size);
  if (data.end > blob.size)
    throw new MalformedError("ar", at, `member ends at ${data.end} of ${blob.size}`);
  const field = text.slice(0, 16).trimEnd();
  const inFront = /^#1\/(\d+)$/.exec(field);
  if (inFront) return withNameInFront(blob, data, Number(inFront[1]));
  const nameAt = span(at, at + field.length);
  const long = /^\/(\d+)$/.exec(field);
  const shown = long ? longName(names, Number(long[1])) : field.replace(/([^/])\/$/, "$1");
  return { name: shown, nameAt, nameBytes: bytes.subarray(0, field.length), data };
}

async function withNameInFront(blob: Blob, data: Span, length: number): Promise<Member> {
  if (length > Math.min(longestName, data.end - data.start))
    throw new MalformedError("ar", data.start, `name of ${length} bytes`);
  const nameAt = span(data.start, data.start + length);
  const nameBytes = await blob.read(nameAt);
  const shown = asciiOf(nameBytes).replace(/\0+$/, "");
  return { name: shown, nameAt, nameBytes, data: span(nameAt.end, data.end) };
}

/** Names in GNU's table end with a slash and a line feed. */
const longName = (names: Uint8Array, at: number): string =>
  asciiOf(names.subarray(at, at + longestName)).split(/\/?[\n\0]/)[0] ?? "";
