import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cleanFile, type Decide, findingsIn, planted, token } from "./kit/cleaning.ts";
import { program, pythonWith } from "./kit/tools.ts";
import { workshop } from "./kit/workshop.ts";

const { path, run } = workshop();

/** Cleans a file that tools wrote; nothing may be refused, and nothing be left in it. */
async function cleaned(name: string): Promise<void> {
  expect(await findingsIn(path(name))).not.toEqual([]);
  expect(await cleanFile(path(name))).toEqual([]);
  expect(await findingsIn(path(name))).toEqual([]);
}

const filled = planted
  .replace(token, "x".repeat(token.length))
  .replace("/home/asmith/project/", `.${"/".repeat(20)}`);

/** Text that says nothing, and is longer than any block of a packer. */
const padding = Array.from({ length: 40_000 }, (_, at) => `\nnothing to see in line ${at}`).join(
  "",
);

const python = pythonWith("bz2", "gzip", "lzma", "tarfile", "zlib");

describe.runIf(python)("streams that Python writes and reads again", () => {
  test.each([
    ["a.json.gz", "gzip.compress(data)", "gzip.decompress(data)"],
    ["b.json.bz2", "bz2.compress(data)", "bz2.decompress(data)"],
    ["c.json.xz", "lzma.compress(data)", "lzma.decompress(data)"],
    [
      "d.json.lzma",
      "lzma.compress(data, lzma.FORMAT_ALONE)",
      "lzma.decompress(data, lzma.FORMAT_ALONE)",
    ],
    ["e.json.zz", "zlib.compress(data)", "zlib.decompress(data)"],
    ["f.json.gz", "gzip.compress(data[:30]) + gzip.compress(data[30:])", "gzip.decompress(data)"],
  ])("%s", async (name, compress, decompress) => {
    const head = "import bz2, gzip, lzma, os, zlib; data = ";
    const python3 = python ?? "";
    run(python3, "-c", `${head}os.environb[b"PLANTED"]; open("${name}", "wb").write(${compress})`);
    await cleaned(name);
    const text = run(
      python3,
      "-c",
      `${head}open("${name}", "rb").read(); print(${decompress}.decode())`,
    );
    expect(text.trim()).toBe(filled);
  });
});

describe("streams that programs write and test", () => {
  const programs = ["bzip2", "gzip", "lz4", "xz", "zstd"].filter((name) => program(name));
  test.each(programs)("%s", async (name) => {
    writeFileSync(path("config.json"), planted + padding);
    const packed = `config.json.${name}`;
    const stdout = spawnSync(name, ["-c", "config.json"], { cwd: path("") }).stdout;
    writeFileSync(path(packed), stdout);
    await cleaned(packed);
    run("sh", "-c", `${name} -dc < ${packed} > config.out`);
    run("sh", "-c", `${name} -tq < ${packed}`);
    expect(readFileSync(path("config.out"), "utf8")).toBe(filled + padding);
  });
});

describe.runIf(python)("tars that Python writes", () => {
  const write = `
import io, os, sys, tarfile
name, mode, kind = sys.argv[1:]
planted = os.environ["PLANTED"].encode()
with tarfile.open(name, mode, format=getattr(tarfile, kind)) as archive:
    def add(member, data):
        info = tarfile.TarInfo(member)
        info.size, info.uid, info.gid, info.uname, info.gname = len(data), 1007, 1007, "asmith", "staff"
        info.mtime = 1700000000.5 if kind == "PAX_FORMAT" else 1700000000
        archive.addfile(info, io.BytesIO(data))
    import gzip
    add("weights.bin", bytes(range(256)) * 40)
    add("long/" * 30 + "config.json", planted)
    add("inner.json.gz", gzip.compress(b"nothing " * 5000 + planted))
    add("last", b"the end")
`;
  const read = `
import gzip, sys, tarfile
with tarfile.open(sys.argv[1]) as archive:
    for member in archive:
        data = archive.extractfile(member).read()
        if member.name.endswith(".gz"): data = gzip.decompress(data)[-80:]
        print(member.name[-13:], member.uid, member.gid, member.uname, member.gname, member.mtime, data[-80:].decode("latin1").strip()[-80:])
`;

  test.each([
    ["plain.tar", "w", "USTAR_FORMAT"],
    ["gnu.tar.gz", "w:gz", "GNU_FORMAT"],
    ["pax.tar.bz2", "w:bz2", "PAX_FORMAT"],
    ["pax.tar.xz", "w:xz", "PAX_FORMAT"],
  ])("%s", async (name, mode, kind) => {
    run(python ?? "", "-c", write, name, mode, kind);
    await cleaned(name);
    const listed = run(python ?? "", "-c", read, name);
    expect(listed.split("\n").filter((line) => line.includes(filled.slice(-60)))).toHaveLength(2);
    expect(listed).toContain("the end");
    run("tar", "-tf", name);
  });

  test.each(["weights.bin", `${"long/".repeat(30)}config.json`, "last"])(
    "without a member: %s",
    async (gone) => {
      run(python ?? "", "-c", write, "some.tar", "w", "PAX_FORMAT");
      const decide: Decide = (finding) => ({
        kind: "drop",
        finding: { ...finding, location: { path: `${path("some.tar")}!/${gone}` } },
      });
      expect(await cleanFile(path("some.tar"), decide)).toEqual([]);
      expect(run("tar", "-tf", "some.tar").trim().split("\n")).toHaveLength(3);
      expect(readFileSync(path("some.tar"), "latin1")).not.toContain(gone);
    },
  );

  test("owners and times are taken out where that is asked for", async () => {
    run(python ?? "", "-c", write, "owned.tar.gz", "w:gz", "PAX_FORMAT");
    expect(await cleanFile(path("owned.tar.gz"), () => undefined, ["owners", "times"])).toEqual([]);
    const lines = run(python ?? "", "-c", read, "owned.tar.gz")
      .trim()
      .split("\n");
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toMatch(/^\S+ 0 0   0(?:\.0)? /);
    const listed = run("tar", "--utc", "-tvf", "owned.tar.gz");
    expect(listed).not.toMatch(/asmith|staff|1007|20\d\d/);
    const once = readFileSync(path("owned.tar.gz"));
    await cleanFile(path("owned.tar.gz"), () => undefined, ["owners", "times"]);
    expect(readFileSync(path("owned.tar.gz")).equals(once)).toBe(true);
  });
});

describe.runIf(python)("zips that Python writes", () => {
  const write = `
import io, os, struct, sys, zipfile
planted = os.environ["PLANTED"].encode()
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as archive:
    def add(name, data, **more):
        info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
        info.compress_type = more.get("method", zipfile.ZIP_DEFLATED)
        info.comment = b"made by asmith"
        info.extra = struct.pack("<HHBLHHBBLBL", 0x5455, 5, 1, 1700000000, 0x7875, 11, 1, 4, 1007, 4, 1007)
        archive.writestr(info, data)
    add("weights.bin", bytes(range(256)) * 40, method=zipfile.ZIP_STORED)
    add("config.json", planted)
    add("/home/asmith/work/config.json", planted, method=zipfile.ZIP_STORED)
    add("logs/extra.bin", b"nothing")
    archive.comment = b"asmith's archive"
`;
  const read = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    assert archive.testzip() is None
    print(archive.comment.decode())
    for info in archive.infolist():
        print(info.filename, info.date_time, info.comment.decode().strip(), info.extra.hex(), archive.read(info)[-70:].decode("latin1"))
`;

  test("members that are packed are packed anew, and names are the same in both headers", async () => {
    run(python ?? "", "-c", write, "names.zip");
    await cleaned("names.zip");
    const listed = run(python ?? "", "-c", read, "names.zip");
    expect(listed.split("\n").filter((line) => line.includes(filled.slice(-60)))).toHaveLength(2);
    expect(listed).not.toContain("/home/asmith");
    // It says so where a name differs in the two headers.
    expect(run("unzip", "-tq", "names.zip")).toContain("No errors");
  });

  test("owners, times and comments are taken out where that is asked for", async () => {
    run(python ?? "", "-c", write, "owned.zip");
    const extras = ["owners", "times", "comments"] as const;
    expect(await cleanFile(path("owned.zip"), () => undefined, extras)).toEqual([]);
    const listed = run(python ?? "", "-c", read, "owned.zip");
    expect(listed).not.toMatch(/2024|made by|archive/);
    expect(listed.match(/\(1980, 1, 1, 0, 0, 0\)/g)).toHaveLength(4);
    expect(run("unzip", "-Zv", "owned.zip")).not.toMatch(/1007|2023/);
    expect(run("unzip", "-tq", "owned.zip")).toContain("No errors");
  });

  test("a member that is dropped is gone, and the rest is as it was", async () => {
    run(python ?? "", "-c", write, "logs.zip");
    const decide: Decide = (finding) => ({
      kind: "drop",
      finding: { ...finding, location: { path: `${path("logs.zip")}!/logs/extra.bin` } },
    });
    expect(await cleanFile(path("logs.zip"), decide)).toEqual([]);
    const listed = run(python ?? "", "-c", read, "logs.zip");
    expect(listed).not.toContain("extra.bin");
    expect(listed).toContain("weights.bin");
    expect(run("unzip", "-tq", "logs.zip")).toContain("No errors");
  });
});

const wheelTool = pythonWith("wheel");

describe.runIf(wheelTool)("a wheel lists its files as they are then", () => {
  const write = `
import os, pathlib, shutil, subprocess, sys, zipfile
shutil.rmtree("wheel", ignore_errors=True)
root = pathlib.Path("wheel/pkg-1.0.dist-info"); root.mkdir(parents=True)
(root / "METADATA").write_text("Metadata-Version: 2.1\\nName: pkg\\nVersion: 1.0\\n")
(root / "WHEEL").write_text("Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
(pathlib.Path("wheel") / "config.json").write_text(os.environ["PLANTED"])
subprocess.run([sys.executable, "-m", "wheel", "pack", "wheel"], check=True, stdout=subprocess.DEVNULL)
name = "pkg-1.0-py3-none-any.whl"
if sys.argv[1] == "stored":
    with zipfile.ZipFile(name) as old, zipfile.ZipFile("new", "w") as new:
        for info in old.infolist(): new.writestr(info.filename, old.read(info))
    os.replace("new", name)
`;

  test.each(["deflated", "stored"])("%s", async (how) => {
    run(wheelTool ?? "", "-c", write, how);
    await cleaned("pkg-1.0-py3-none-any.whl");
    // It compares each file with its digest.
    const unpack = ["wheel", "unpack", "-d", how, "pkg-1.0-py3-none-any.whl"];
    expect(run(wheelTool ?? "", "-m", ...unpack)).toContain("OK");
  });
});

describe("what headers tell of people is taken out where that is asked for", () => {
  const extras = ["owners", "times", "comments"] as const;
  const strip = async (name: string): Promise<readonly string[]> =>
    cleanFile(path(name), () => undefined, extras);

  test.runIf(python)("of each member of a gzip", async () => {
    const write = `
import gzip, io
with open("time.gz", "wb") as file:
    for text in (b"one ", b"two"):
        with gzip.GzipFile("name.txt", "wb", 9, file, mtime=1700000000) as member: member.write(text)
`;
    run(python ?? "", "-c", write);
    expect(await strip("time.gz")).toEqual([]);
    const read = `
import gzip
data = open("time.gz", "rb").read()
print(gzip.decompress(data).decode(), (1700000000).to_bytes(4, "little") in data)
`;
    expect(run(python ?? "", "-c", read).trim()).toBe("one two False");
  });

  test.runIf(program("ar"))("of a static library", async () => {
    writeFileSync(path("member.txt"), "nothing\n");
    run("ar", "rcU", "lib.a", "member.txt");
    expect(await strip("lib.a")).toEqual([]);
    expect(run("ar", "tv", "lib.a")).toMatch(/ 0\/0 .*1970 member\.txt/);
    expect(run("ar", "p", "lib.a", "member.txt")).toBe("nothing\n");
  });
});
