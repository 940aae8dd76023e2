import { expect, test } from "vitest";
import type { Region } from "../core/region.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { tar } from "./tar.ts";

/** What a header of a test says; all else is zero. */
interface TestHeader {
  readonly name?: string;
  readonly type?: string;
  /** In octal, or as bytes of base 256. */
  readonly size?: number | readonly number[];
  readonly linkname?: string;
  readonly magic?: string;
  readonly uname?: string;
  readonly gname?: string;
  readonly prefix?: string;
  readonly at500?: string;
}

function header(fields: TestHeader): Uint8Array {
  const { size = 0, magic = "ustar\x0000" } = fields;
  const block = Buffer.alloc(512);
  block.write(fields.name ?? "m", 0);
  block.write("0000644\0", 100);
  if (typeof size === "number") block.write(size.toString(8).padStart(11, "0"), 124);
  else block.set(size, 124);
  block.write(fields.type ?? "0", 156);
  block.write(fields.linkname ?? "", 157);
  block.write(magic, 257);
  block.write(fields.uname ?? "", 265);
  block.write(fields.gname ?? "", 297);
  block.write(fields.prefix ?? "", 345);
  block.write(fields.at500 ?? "", 500);
  block.fill(0x20, 148, 156);
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

const padded = (data: Uint8Array | string): Uint8Array => {
  const bytes = join(data);
  return join(bytes, new Uint8Array(-bytes.length & 511));
};

const member = (fields: TestHeader, data: string): Uint8Array =>
  join(header({ ...fields, size: Buffer.byteLength(data) }), padded(data));

const record = (key: string, text: string): string => {
  const length = ` ${key}=${text}\n`.length;
  const digits = String(length + String(length).length).length;
  return `${length + digits} ${key}=${text}\n`;
};

const end = new Uint8Array(1024);

const children = (regions: readonly Region[]): (readonly [string, number])[] =>
  regions.flatMap((each) =>
    each.kind === "child" && each.blob.origin.kind === "member"
      ? [[each.blob.origin.name, each.blob.size] as const]
      : [],
  );

const spoken = (bytes: Uint8Array, regions: readonly Region[], kind: "dead" | "gap"): string[] =>
  regions.flatMap((each) => {
    if (each.kind !== kind) return [];
    const text = Buffer.from(bytes.subarray(each.span.start, each.span.end)).toString();
    return [`${each.kind === "dead" ? each.what : each.reason}: ${text.replaceAll("\0", "")}`];
  });

const sample = join(
  member({ name: "w.bin", prefix: "runs/7", uname: "ana", gname: "lab" }, "weights"),
  header({ name: "latest", type: "2", linkname: "/home/ana/w.bin" }),
  header({ name: "runs/", type: "5" }),
  end,
);

test("finds names, owners and links where they stand", async () => {
  const regions = await regionsOf(tar, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({
    "runs/7/w.bin": ["runs/7", "w.bin"],
    "runs/7/w.bin (uname)": ["ana"],
    "runs/7/w.bin (gname)": ["lab"],
    latest: ["latest"],
    "latest (linkname)": ["/home/ana/w.bin"],
    "runs/": ["runs/"],
  });
  expect(children(regions)).toEqual([["runs/7/w.bin", 7]]);
});

test("reads pax records, of one member and of all", async () => {
  const own =
    record("path", "a/long/name") +
    record("SCHILY.xattr.user.from", "gpu7") +
    record("mtime", "1.5");
  const bytes = join(
    member({ name: "pax", type: "g" }, record("comment", "commit 1f")),
    member({ name: "pax", type: "x" }, own),
    member({ name: "short" }, "1"),
    end,
  );
  const regions = await regionsOf(tar, bytes);
  expectInPlace(bytes, regions);
  expect(textsByKey(regions)).toEqual({
    pax: ["pax", "pax"],
    "(comment)": ["commit 1f"],
    "a/long/name": ["short", "a/long/name"],
    "a/long/name (SCHILY.xattr.user.from)": ["gpu7"],
  });
  expect(children(regions)).toEqual([["a/long/name", 1]]);
});

test("tells the records of a pax header that another one replaces", async () => {
  const bytes = join(
    member({ type: "x" }, record("comment", "first")),
    member({ type: "x" }, record("comment", "second")),
    member({ name: "m" }, "1"),
    member({ type: "x" }, record("comment", "third")),
  );
  const texts = textsByKey(await regionsOf(tar, bytes));
  expect(texts).toMatchObject({ "(comment)": ["first", "third"], "m (comment)": ["second"] });
});

test("takes sizes from pax records and in base 256", async () => {
  const bytes = join(
    member({ type: "x" }, record("size", "3")),
    header({ name: "a" }),
    padded("abc"),
    header({ name: "b", size: [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2] }),
    padded("de"),
    end,
  );
  expect(children(await regionsOf(tar, bytes))).toEqual([
    ["a", 3],
    ["b", 2],
  ]);
});

test("reads the long names of GNU", async () => {
  const magic = "ustar  \0";
  const bytes = join(
    member({ name: "././@LongLink", type: "L", magic }, `${"n".repeat(120)}\0`),
    member({ name: "././@LongLink", type: "K", magic }, "/mnt/target\0"),
    header({ name: "n".repeat(100), type: "2", magic }),
    end,
  );
  const regions = await regionsOf(tar, bytes);
  expectInPlace(bytes, regions);
  expect(textsByKey(regions)).toMatchObject({
    ["n".repeat(120)]: ["n".repeat(100), "n".repeat(120)],
    [`${"n".repeat(120)} (linkname)`]: ["/mnt/target"],
  });
});

test("reads archives from before POSIX", async () => {
  const bytes = join(member({ name: "old", magic: "" }, "data"), end);
  expect(await matches(tar, bytes)).toBe(true);
  expect(children(await regionsOf(tar, bytes))).toEqual([["old", 4]]);
});

test("sweeps sparse members as they stand", async () => {
  const regions = await regionsOf(
    tar,
    join(member({ name: "s", type: "S", magic: "ustar  \0" }, "data"), end),
  );
  expect(regions.slice(1)).toEqual([
    {
      kind: "gap",
      name: "s",
      reason: "unsupported: sparse member, swept as it stands",
      span: { start: 512, end: 516 },
    },
    { kind: "stretch", as: "binary", span: { start: 512, end: 516 } },
  ]);
});

test("sweeps padding, unused parts of headers, and what follows the end", async () => {
  const inner = join(
    header({ name: "m\0rest", size: 1, at500: "spare" }),
    "1",
    "padding".padEnd(511, "\0"),
  );
  const bytes = join(inner, end, padded("after"), "odd");
  expect(spoken(bytes, await regionsOf(tar, bytes), "dead")).toEqual([
    "unused in the header of m: rest",
    "unused in the header of m: spare",
    "padding of m: padding",
    "after the end of the archive: afterodd",
  ]);
});

test("reads members behind the end, and behind bytes that are no header", async () => {
  const bytes = join(
    member({ name: "a" }, "1"),
    padded("torn"),
    member({ name: "b" }, "2"),
    end,
    member({ name: "c" }, "3"),
  );
  const regions = await regionsOf(tar, bytes);
  expect(children(regions).map(([name]) => name)).toEqual(["a", "b", "c"]);
  expect(spoken(bytes, regions, "gap")).toEqual(["malformed: no header where one should be: torn"]);
  expect(spoken(bytes, regions, "dead")).toEqual(["in place of a header: torn"]);
});

test("says that an archive ends too soon, and gives what there is", async () => {
  const bytes = member({ name: "m" }, "0123456789").subarray(0, 515);
  const regions = await regionsOf(tar, bytes);
  expect(children(regions)).toEqual([["m", 3]]);
  expect(spoken(bytes, regions, "gap")).toEqual(["malformed: archive ends inside the member: 012"]);
});

test("takes a size that folders have no data for as no size", async () => {
  const bytes = join(header({ name: "d/", type: "5", size: 700 }), member({ name: "m" }, "1"), end);
  expect(children(await regionsOf(tar, bytes))).toEqual([["m", 1]]);
});

test("does not read extended headers without bounds", async () => {
  const regions = await regionsOf(tar, header({ type: "x", size: 8 ** 11 - 1 }));
  expect(regions.find(({ kind }) => kind === "gap")).toMatchObject({
    reason: "limit: extended header of 8589934591 bytes",
  });
});

test("is known by the checksum of its first header", async () => {
  expect(await matches(tar, sample)).toBe(true);
  expect(await matches(tar, join("x", sample.subarray(1)))).toBe(false);
  expect(await matches(tar, new Uint8Array(1024))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  const pax = join(member({ type: "x" }, record("path", "p")), member({}, "1"), end);
  await expectOnlyMalformed(tar, [sample, pax]);
});
