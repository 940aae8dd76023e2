import { expect, test } from "vitest";
import { gitPack } from "./git-pack.ts";
import { byDistance, byId, delta, idOf, pack, whole } from "./kit/git-testing.ts";
import { unpackAll } from "./kit/packed-testing.ts";
import { expectOnlyMalformed, join, matches } from "./kit/testing.ts";

const first = "key = one\n";
const second = "key = two, which is longer\n";
const third = "key = three\n";
const base = whole("blob", first);
const commit = "tree 0\nauthor Ana <ana@example.org> 0 +0000\n\nbegun\n";
const sample = pack(
  whole("commit", commit),
  base,
  byDistance(base.length, delta(first.length, 6, second.slice(6))),
  byId(idOf("blob", second), delta(second.length, 6, third.slice(6))),
);

const reasons = (regions: Awaited<ReturnType<typeof unpackAll>>["regions"]) =>
  regions.flatMap((each) => (each.kind === "gap" ? [each.reason] : []));

test("finds every object under its name, those that are kept as changes too", async () => {
  const { regions, texts } = await unpackAll(gitPack, sample);
  expect(texts).toEqual({
    [idOf("commit", commit)]: `commit ${commit.length}\0${commit}`,
    [idOf("blob", first)]: first,
    [idOf("blob", second)]: second,
    [idOf("blob", third)]: third,
  });
  expect(regions.every(({ kind }) => kind === "packed")).toBe(true);
});

test("joins changes that stand before their base", async () => {
  const early = byId(idOf("blob", first), delta(first.length, 6, third.slice(6)));
  const { texts } = await unpackAll(gitPack, pack(early, base));
  expect(texts[idOf("blob", third)]).toBe(third);
});

test("unpacks long families without holding them", async () => {
  const links = 3000;
  const entries = [whole("blob", "0000")];
  for (let each = 1; each < links; each++) {
    const text = String(each).padStart(4, "0");
    entries.push(byDistance(entries.at(-1)?.length ?? 0, join([4, 4], [4], text)));
  }
  const all = join("PACK", [0, 0, 0, 2], [0, 0, links >> 8, links & 0xff], ...entries);
  const { texts } = await unpackAll(gitPack, all);
  expect(texts[idOf("blob", "2999")]).toBe("2999");
});

test("tells of changes to what is not in the pack, and shows what they add", async () => {
  const lost = byId("ab".repeat(20), delta(40, 6, "hidden = value"));
  const { regions, texts } = await unpackAll(gitPack, pack(base, lost));
  expect(reasons(regions)).toEqual([`incomplete: changes to ${"ab".repeat(20)}`]);
  expect(texts[`changes-at-${12 + base.length}`]).toContain("hidden = value");
});

test("two that are changes to each other end as a gap", async () => {
  const one = byId(idOf("blob", third), delta(first.length, 6, third.slice(6)));
  const other = byId(idOf("blob", second), delta(first.length, 6, third.slice(6)));
  const { regions } = await unpackAll(gitPack, pack(one, other));
  expect(reasons(regions)).toHaveLength(2);
});

test("keeps what stands before damage, and sweeps the rest", async () => {
  const { regions, texts } = await unpackAll(gitPack, pack(base, join([0x50], "what is this")));
  expect(texts[idOf("blob", first)]).toBe(first);
  expect(reasons(regions)).toEqual([
    `malformed: git-pack: object of type 5 at byte ${12 + base.length}`,
  ]);
  expect(regions.at(-1)).toMatchObject({ kind: "stretch", as: "binary" });
});

test("changes that do not fit their base are a gap", async () => {
  const wrong = byDistance(base.length, delta(99, 6, "added"));
  const { regions } = await unpackAll(gitPack, pack(base, wrong));
  expect(reasons(regions)).toEqual(["malformed: git-delta: base of 99 bytes wanted at byte 0"]);
});

test("says where the checksum does not fit, and sweeps what follows it", async () => {
  const changed = Uint8Array.from(sample);
  changed.set([0], changed.length - 1);
  const { regions } = await unpackAll(gitPack, join(changed, "appended"));
  expect(regions.filter(({ kind }) => kind !== "packed")).toMatchObject([
    { kind: "gap", reason: "malformed: git-pack: checksum that does not fit" },
    { kind: "dead", span: { start: sample.length, end: sample.length + 8 } },
  ]);
});

test("is known by its header", async () => {
  expect(await matches(gitPack, sample)).toBe(true);
  expect(await matches(gitPack, join("PACK", [0, 0, 1, 0], [0, 0, 0, 1]))).toBe(false);
  expect(await matches(gitPack, join("PACK"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(gitPack, [sample]);
});
