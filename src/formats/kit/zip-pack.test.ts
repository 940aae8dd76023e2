import { describe, expect, test } from "vitest";
import { type Blob, memoryBlob } from "../../core/blob.ts";
import { readZip, type ZipLayout, zipRegions } from "./zip.ts";
import { packZip } from "./zip-pack.ts";
import { type TestMember, zipOf } from "./zip-testing.ts";

const members: readonly TestMember[] = [
  { name: "first", data: "one", method: 8, flags: 8 },
  { name: "second", data: "two two two two", comment: "kept" },
  { name: "third", data: "three", zip64: true },
];

const packed = async (
  bytes: Uint8Array,
  anew: Readonly<Record<string, string | undefined>>,
): Promise<Blob> => {
  const given = new Map<number, Blob | undefined>();
  for (const { name, data } of (await readZip(memoryBlob(bytes))).members) {
    const text = anew[name];
    if (name in anew)
      given.set(data.start, text === undefined ? text : memoryBlob(Buffer.from(text)));
  }
  return memoryBlob(Buffer.concat(await Array.fromAsync(packZip(memoryBlob(bytes), given))));
};

/** What stands in each member; a wrong size or checksum fails. */
async function contentsOf(blob: Blob): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const region of zipRegions(blob, await wholeLayout(blob))) {
    if (region.kind === "child") {
      const bytes = await region.blob.read({ start: 0, end: region.blob.size });
      found[(region.blob.origin as { name: string }).name] = Buffer.from(bytes).toString();
    } else if (region.kind === "packed")
      found[region.name] = Buffer.concat(await Array.fromAsync(region.unpack())).toString();
  }
  return found;
}

async function wholeLayout(blob: Blob): Promise<ZipLayout> {
  const layout = await readZip(blob);
  expect(layout).toMatchObject({ dead: [], gaps: [], mismatches: [] });
  expect(layout.members.map(({ fault }) => fault).filter(Boolean)).toEqual([]);
  return layout;
}

describe.each([
  ["a plain zip", {}],
  ["a zip with zip64 records", { zip64: true }],
  ["a zip with a comment", { comment: "all of it" }],
])("%s", (_, options) => {
  const bytes = zipOf(members, options);

  test("with longer and shorter members", async () => {
    const blob = await packed(bytes, { first: "1".repeat(1000), third: "3" });
    expect(await contentsOf(blob)).toEqual({
      first: "1".repeat(1000),
      second: "two two two two",
      third: "3",
    });
  });

  test.each(["first", "second", "third"])("without a member, whichever it is", async (gone) => {
    const blob = await packed(bytes, { [gone]: undefined });
    const all = { first: "one", second: "two two two two", third: "three" };
    const kept = Object.entries(all).filter(([name]) => name !== gone);
    expect(await contentsOf(blob)).toEqual(Object.fromEntries(kept));
    const left = Buffer.from(await blob.read({ start: 0, end: blob.size }));
    expect(left.includes(gone)).toBe(false);
  });

  test("without any change", async () => {
    expect(await contentsOf(await packed(bytes, {}))).toEqual({
      first: "one",
      second: "two two two two",
      third: "three",
    });
  });
});

test("of two members with one name, only the one that is meant goes", async () => {
  const twice = zipOf([
    { name: "same", data: "one" },
    { name: "same", data: "two" },
  ]);
  const first = (await readZip(memoryBlob(twice))).members[0];
  const gone = new Map([[first?.data.start ?? 0, undefined]]);
  const blob = memoryBlob(Buffer.concat(await Array.fromAsync(packZip(memoryBlob(twice), gone))));
  expect(await contentsOf(blob)).toEqual({ same: "two" });
  expect((await readZip(blob)).members).toHaveLength(1);
});

test("what stands before the archive cannot be replaced by another size", async () => {
  const pack = packZip(
    memoryBlob(zipOf(members, { prefix: "12345678" })),
    new Map([[4, undefined]]),
  );
  await expect(Array.fromAsync(pack)).rejects.toThrow("directory");
});

test("data that was moved to a multiple of 64 bytes still stands at one", async () => {
  const padding = (size: number): Uint8Array =>
    Buffer.concat([Uint8Array.of(0x46, 0x42, size, 0), Buffer.alloc(size, "Z")]);
  const blob = await packed(
    zipOf([
      { name: "data.pkl", data: "short" },
      { name: "data/0", data: "weights", localExtra: padding(9) },
    ]),
    { "data.pkl": "much longer than it was before" },
  );
  const { members: all } = await wholeLayout(blob);
  expect(all.find(({ name }) => name === "data/0")?.data.start).toBe(128);
});

test("what stood before the first member is kept, what lay between them is not", async () => {
  const bytes = zipOf(members, { prefix: "#!/bin/sh\n", shifted: true, gap: "left over" });
  const blob = await packed(bytes, { first: "1" });
  const text = Buffer.from(await blob.read({ start: 0, end: blob.size })).toString("latin1");
  expect(text.startsWith("#!/bin/sh\nPK")).toBe(true);
  expect(text).not.toContain("left over");
});
