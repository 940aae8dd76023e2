import { describe, expect, test } from "vitest";
import { memoryBlob, nameOf } from "../core/blob.ts";
import type { Region, StringRegion } from "../core/region.ts";
import { Cursor } from "./kit/cursor.ts";
import {
  bytes,
  dict,
  int,
  list,
  named,
  object,
  pickled,
  text,
  tuple,
} from "./kit/pickle-testing.ts";
import { pickleRegions, readPickle } from "./kit/pickle.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textOf,
  textsByKey,
} from "./kit/testing.ts";
import { pickle } from "./pickle.ts";

const texts = async (file: Uint8Array): Promise<Record<string, string[]>> =>
  textsByKey(await regionsOf(pickle, file));

/** The values that stand at a key; names are left out. */
async function valuesOf(file: Uint8Array): Promise<Record<string, string[]>> {
  const regions = await regionsOf(pickle, file);
  expectInPlace(file, regions);
  return textsByKey(regions.filter((each) => each.kind !== "string" || each.role === "value"));
}

const checkpoint = pickled(
  dict({
    hyper_parameters: object("Args", {
      api_key: text("hunter2"),
      tags: list(text("a"), tuple(text("b"), int(1), text("ü"))),
    }),
    "odd key": text("under an odd key"),
  }),
);

describe("paths", () => {
  test("lead through dicts, attributes and items", async () => {
    expect(await texts(checkpoint)).toEqual({
      "(imports)": ["__main__", "Args"],
      "$.hyper_parameters": ["hyper_parameters"],
      "$.hyper_parameters.api_key": ["api_key", "hunter2"],
      "$.hyper_parameters.tags": ["tags"],
      "$.hyper_parameters.tags[0]": ["a"],
      "$.hyper_parameters.tags[1][0]": ["b"],
      "$.hyper_parameters.tags[1][2]": ["ü"],
      '$["odd key"]': ["odd key", "under an odd key"],
    });
    expectInPlace(checkpoint, await regionsOf(pickle, checkpoint));
  });

  test("tell keys that are no strings", async () => {
    const file = pickled(
      "}(",
      int(3),
      text("three"),
      tuple(text("k")),
      text("v"),
      "N",
      text("n"),
      "u",
    );
    expect(await valuesOf(file)).toEqual({
      "$[3]": ["three"],
      "${key}[0]": ["k"],
      "$[?]": ["v", "n"],
    });
  });

  test("name what is called", async () => {
    const call = join(named("m", "Load"), tuple(text("arg")), "R", dict({ a: text("attr") }), "b");
    const withNames = join(named("m", "New"), tuple(text("one")), dict({ two: text("2") }), [0x92]);
    expect(await valuesOf(pickled(list(call, withNames)))).toEqual({
      "$[0]<Load>[0]": ["arg"],
      "$[0].a": ["attr"],
      "$[1]<New>[0]": ["one"],
      "$[1]<New>.two": ["2"],
    });
  });

  test("reach what a function sets after the object was made", async () => {
    const file = pickled(
      join(named("m", "make"), ")R", "q\0"),
      join(named("m", "set_state"), "h\0", dict({ doc: text("late") }), [0x86], "R0"),
    );
    expect(await valuesOf(file)).toEqual({ "$<set_state>[1].doc": ["late"] });
  });

  test("tell what the pickle throws away, and what only its memo keeps", async () => {
    const file = pickled(
      dict({ key: text("popped") }),
      "0",
      text("memo"),
      "q\x010",
      text("result"),
    );
    expect(await valuesOf(file)).toEqual({
      "$ (unused).key": ["popped"],
      "$ (unused)": ["memo"],
      $: ["result"],
    });
  });

  test("tell each name under which a shared text stands", async () => {
    const file = pickled(dict({ first: join(text("shared"), "q\0"), password: "h\0" }));
    expect(await valuesOf(file)).toEqual({ "$.first": ["shared"], "$.password": ["shared"] });
  });

  test.each([
    [14, 8],
    [15, 9],
    [16, 10],
    [18, 10],
  ])("name the %d arguments of a code object", async (count, file) => {
    const args = Array.from({ length: count }, (_, at) => (at === file ? text("a.py") : "N"));
    const code = join(named("types", "CodeType"), tuple(...args), "R");
    expect(await valuesOf(pickled(code))).toEqual({ "$<CodeType>.co_filename": ["a.py"] });
  });

  test("name the arguments of a code object that cloudpickle or dill wrote", async () => {
    const args = Array.from({ length: 18 }, (_, at) => (at === 10 ? text("a.py") : "N"));
    const type = join(named("cloudpickle.cloudpickle", "_builtin_type"), tuple(text("CodeType")));
    const byCloudpickle = pickled(type, "R", tuple(...args), "R");
    expect(await valuesOf(byCloudpickle)).toMatchObject({ "$<CodeType>.co_filename": ["a.py"] });
    const dill = join(named("dill._dill", "_create_code"), tuple(bytes("\x02"), ...args), "R");
    expect(await valuesOf(pickled(dill))).toMatchObject({
      "$<_create_code>.co_filename": ["a.py"],
    });
  });
});

describe("a path in parts", () => {
  const path = (...parts: readonly (Uint8Array | string)[]): Uint8Array =>
    join(named("pathlib", "PosixPath"), tuple(...parts), "R");

  test("is told as one text, each part in its place", async () => {
    const file = pickled(dict({ dir: path(text("/"), text("home"), text("ana")) }));
    const regions = await regionsOf(pickle, file);
    expectInPlace(file, regions);
    const whole = regions.find(
      (each): each is StringRegion => each.kind === "string" && each.spans.length > 1,
    );
    if (!whole) throw new Error("no path");
    expect([whole.key, textOf(whole)]).toEqual(["$.dir", "/home/ana"]);
    const { starts, ends } = whole.coding.places(whole.bytes);
    // The user name is the last part; the separator before it has no length.
    expect([starts[6], ends[8], starts[5], ends[5]]).toEqual([5, 8, 5, 5]);
  });

  test("may share parts with a path before it", async () => {
    const first = path(text("/"), join(text("ana"), "q\0"), text("a"));
    const second = path(join(text("/mnt"), ""), "h\0", text("b"));
    const file = pickled(list(first, second));
    const found = await valuesOf(file);
    expect(found["$[0]"]).toEqual(["/ana/a"]);
    expect(found["$[1]"]).toEqual(["/mnt/ana/b"]);
  });
});

describe("protocol 0", () => {
  test("spells texts with escapes", async () => {
    const file = join(
      "(dp0\nVkey\np1\nVline\\u000atwo \\u4e16\np2\nsS'it\\'s \\xc3\\xa9'\np3\nI5\nsg1\ng2\ns.",
    );
    expect(await valuesOf(file)).toEqual({ "$.key": ["line\ntwo 世"] });
    expect((await texts(file))['$["it\'s é"]']).toEqual(["it's é"]);
  });

  test("is known by coming to its end", async () => {
    expect(await matches(pickle, join("(dp0\nS'a'\nS'b'\ns."))).toBe(true);
    expect(await matches(pickle, join("(i__main__\nOld\nV1\n."))).toBe(false);
  });

  test.each([
    "class Trainer:\n    pass\n",
    "(define (f x) x)\n",
    "Version 1.0\n\nNotes.\n",
    "I am.\n",
    "cpu\ngpu\n.",
    "N.",
    "NOTE: see\n",
    "S'unfinished'\n",
    "Finally\n",
    "]",
    "",
  ])("is not seen in %j", async (content) => {
    expect(await matches(pickle, join(content))).toBe(false);
  });
});

describe("bytes", () => {
  const children = (regions: readonly Region[]): string[] =>
    regions.flatMap((each) => (each.kind === "child" ? [nameOf(each.blob.origin)] : []));

  test("that are text are told as text", async () => {
    expect(await valuesOf(pickled(bytes("plain text")))).toEqual({ $: ["plain text"] });
  });

  test("that are a file become a blob with the path as its name", async () => {
    const inner = pickled(dict({ deep: text("x".repeat(80)) }));
    const regions = await regionsOf(pickle, pickled(dict({ model: bytes(inner) })));
    expect(children(regions)).toEqual(["$.model"]);
    expect(children(await regionsOf(pickle, pickled(bytes("long text ".repeat(500)))))).toEqual([
      "$",
    ]);
  });

  test("are unpacked where they are spelled as text", async () => {
    const raw = Uint8Array.from({ length: 128 }, (_, at) => at * 2);
    const spelled = text(Buffer.from(raw).toString("latin1"));
    const file = pickled(named("_codecs", "encode"), tuple(spelled, text("latin1")), "R");
    const { packed } = await unpackedOf(file);
    expect(packed).toEqual({ $: [...raw] });
  });

  test("of a number that is too long to be one are looked at", async () => {
    const file = join([0x80, 2, 0x8a, 80], "secret ".repeat(11).padEnd(80), ".");
    expect(await valuesOf(file)).toEqual({ $: ["secret ".repeat(11).padEnd(80)] });
  });
});

async function unpackedOf(file: Uint8Array): Promise<{ packed: Record<string, number[]> }> {
  const packed: Record<string, number[]> = {};
  for (const region of await regionsOf(pickle, file))
    if (region.kind === "packed")
      packed[region.name] = (await Array.fromAsync(region.unpack())).flatMap((each) => [...each]);
  return { packed };
}

describe("several pickles", () => {
  test("have roots of their own, and what follows is dead", async () => {
    const file = join(pickled(text("one")), "S'two'\n.", pickled(text("three")), "rest");
    const regions = await regionsOf(pickle, file);
    expect(textsByKey(regions)).toEqual({ $: ["one"], "[1]": ["two"], "[2]": ["three"] });
    expect(regions.at(-1)).toEqual({
      kind: "dead",
      what: "after the last pickle",
      span: { start: file.length - 4, end: file.length },
    });
  });
});

describe("hostile pickles", () => {
  test("that double themselves take no longer for it", async () => {
    const laughs = pickled(text("lol"), join(...Array.from({ length: 5000 }, () => [0x32, 0x86])));
    const regions = await regionsOf(pickle, laughs);
    expect(regions).toHaveLength(1);
  });

  test("may hold themselves", async () => {
    const file = pickled("]q\0h\0a", "}q\x01(", text("up"), "h\0", text("self"), "h\x01", "ua");
    expect(Object.keys(await texts(file))).toEqual(["$[1].up", "$[1].self"]);
  });

  test("may be deeper than any stack", async () => {
    const depth = 20_000;
    const file = pickled("]".repeat(depth), text("deep"), "a".repeat(depth));
    const [region] = await regionsOf(pickle, file);
    expect(region).toMatchObject({ kind: "string" });
    if (region?.kind === "string") expect(region.key).toMatch(/^…\[0\].*\[0\]$/);
  });

  test("are damaged, and tell what comes before with its path", async () => {
    const found: Region[] = [];
    const cut = checkpoint.subarray(0, checkpoint.length - 40);
    const failure = await (async () => {
      for await (const region of pickle.regions(memoryBlob(cut))) found.push(region);
      return undefined;
    })().catch((error: unknown) => error);
    expect(String(failure)).toMatch(/^MalformedError: pickle: /);
    expect(textsByKey(found)["$.hyper_parameters.api_key"]).toEqual(["api_key", "hunter2"]);
  });

  test("are read as plain bytes from a limit on, and said to be", async () => {
    const file = pickled(text("before"), "N".repeat(100));
    const blob = memoryBlob(file);
    const read = await readPickle(blob, new Cursor(blob, "pickle"), 50);
    const regions = (await Array.fromAsync(pickleRegions(blob, read, "$"))).flat();
    expect(regions.map(({ kind }) => kind)).toEqual(["string", "gap", "stretch"]);
    expect(regions[1]).toMatchObject({
      reason: "limit: pickle of more than 50 opcodes, the rest is read as plain bytes",
    });
  });

  test.each([
    ["an unknown opcode", pickled("\xff"), "unknown opcode 0xc3 at byte 2"],
    ["a memo entry that is none", pickled("h\x07"), "memo has no entry 7 at byte 4"],
    ["an empty stack", pickled("0"), "stack has too few values at byte 3"],
    ["a later protocol", join([0x80, 9], "N."), "protocol 9 at byte 1"],
    ["a string past the end", join([0x80, 2], "X\xff\0\0\0"), "bytes to skip"],
  ])("fail with %s", async (_what, file, message) => {
    await expect(regionsOf(pickle, file)).rejects.toThrow(message);
  });

  test("fail only as malformed, whatever the bytes", async () => {
    // A copy, as a Buffer's slices share its memory, and the sample is damaged.
    await expectOnlyMalformed(pickle, [Uint8Array.from(checkpoint)]);
  });
});

test("is known by its first opcodes", async () => {
  expect(await matches(pickle, checkpoint)).toBe(true);
  expect(await matches(pickle, pickled("N"))).toBe(true);
  expect(await matches(pickle, join([0x80, 2, 0xff, 0xff]))).toBe(false);
});
