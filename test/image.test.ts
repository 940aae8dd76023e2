import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finding } from "../src/core/finding.ts";
import type { Report } from "../src/core/report.ts";
import { scanned as scanAll } from "../src/scan/testing.ts";
import { program } from "./kit/tools.ts";

const umoci = program("umoci");
const skopeo = program("skopeo");
const registry = program("docker-registry");

const tokenOf = (letter: string): string =>
  ["hf", `${letter}wErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi`].join("_");
const lineOf = (letter: string): string => `token = "${tokenOf(letter)}"\n`;

const scanned = async (target: string): Promise<Report> => scanAll([target]);

const tokens = ({ findings }: Report): ReadonlyMap<string, Finding> =>
  new Map(
    findings
      .filter(({ rule }) => rule === "huggingface-user-token")
      .map((each) => [each.value?.[3] ?? "", each]),
  );

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tare-image-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** A layer on top of the image `app`: files as a builder copies them, and what it takes away. */
function layer(
  number: number,
  files: Readonly<Record<string, string>>,
  gone: readonly string[],
): void {
  const root = join(folder, `layer-${number}`);
  mkdirSync(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  for (const name of gone) {
    const base = name.split("/").at(-1) ?? "";
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, dirname(name), `.wh.${base}`), "");
  }
  run("tar", "-C", root, "-cf", join(folder, `layer-${number}.tar`), ".");
  run(
    umoci ?? "",
    "raw",
    "add-layer",
    "--image",
    "app:v1",
    `--history.created_by=COPY step-${number} / # buildkit`,
    `layer-${number}.tar`,
  );
}

describe.skipIf(!umoci || !skopeo)("an image that umoci made", () => {
  beforeAll(() => {
    run(umoci ?? "", "init", "--layout", "app");
    run(umoci ?? "", "new", "--image", "app:v1");
    layer(
      1,
      { "app/config.py": lineOf("K"), "root/.netrc": lineOf("D"), "opt/old/a.py": lineOf("O") },
      [],
    );
    writeFileSync(join(folder, "inner.py"), lineOf("Z"));
    // What an archive in a layer holds hides nothing.
    mkdirSync(join(folder, "app-inside"));
    writeFileSync(join(folder, "app-inside/config.py"), "token = None\n");
    run(
      "tar",
      "-cf",
      "inner.tar",
      "--transform=s,^app-inside,app,",
      "inner.py",
      "app-inside/config.py",
    );
    const inner = readFileSync(join(folder, "inner.tar"), "latin1");
    layer(2, { "data/inner.tar": inner, "app/config2.py": lineOf("R") }, ["root/.netrc"]);
    layer(3, { "app/config2.py": "token = None\n", "opt/old/.wh..wh..opq": "" }, []);
    run(umoci ?? "", "config", "--image", "app:v1", `--config.env=HF_TOKEN=${tokenOf("E")}`);
  });

  const expectAll = (report: Report, target: string): void => {
    const found = tokens(report);
    expect([...found.keys()].toSorted().join("")).toBe("DEKORZ");
    const k = found.get("K");
    expect(k?.location.path.startsWith(`${target}!/layer 1!/`)).toBe(true);
    expect(k?.layer).toMatchObject({
      number: 1,
      of: 3,
      instruction: "COPY step-1 /",
      state: "present",
    });
    expect(found.get("D")?.layer).toMatchObject({ number: 1, state: "deleted", hiddenBy: 2 });
    expect(found.get("O")?.layer).toMatchObject({ number: 1, state: "deleted", hiddenBy: 3 });
    expect(found.get("R")?.layer).toMatchObject({ number: 2, state: "replaced", hiddenBy: 3 });
    expect(found.get("Z")?.layer).toMatchObject({ number: 2, state: "present" });
    expect(found.get("E")?.location.path).toBe(`${target}!/config.json`);
    expect(report.gaps).toEqual([]);
  };

  test("as an OCI layout", async () => {
    const target = `image:${join(folder, "app")}`;
    expectAll(await scanned(target), target);
  });

  test("as docker save writes it, and as an OCI archive", async () => {
    for (const kind of ["docker-archive", "oci-archive"]) {
      run(skopeo ?? "", "copy", "--quiet", "oci:app:v1", `${kind}:${kind}.tar`);
      const target = `image:${join(folder, `${kind}.tar`)}`;
      expectAll(await scanned(target), target);
    }
  });

  test("annotations of the manifest and of the index, and layers that two images share", async () => {
    run("cp", "-r", "app", "noted");
    run(
      umoci ?? "",
      "config",
      "--image=noted:v1",
      `--manifest.annotation=built.with=${tokenOf("M")}`,
    );
    run(umoci ?? "", "tag", "--image=noted:v1", "v2");
    const path = join(folder, "noted/index.json");
    const index = JSON.parse(readFileSync(path, "utf8")) as object;
    writeFileSync(path, JSON.stringify({ ...index, annotations: { note: tokenOf("I") } }));
    const target = `image:${join(folder, "noted")}`;
    const report = await scanned(target);
    const found = tokens(report);
    expect([...found.keys()].toSorted().join("")).toBe("DEIKMORZ");
    expect(found.get("M")?.location.path).toBe(`${target}!/v1!/manifest.json`);
    expect(found.get("I")?.location.path).toBe(`${target}!/v1!/index.json`);
    expect(found.get("D")?.layer).toMatchObject({ number: 1, state: "deleted", hiddenBy: 2 });
    expect(report.findings.filter(({ value }) => value === tokenOf("D"))).toHaveLength(1);
  });

  test("a layer that is not there is a gap", async () => {
    run("cp", "-r", "app", "cut");
    const index = JSON.parse(readFileSync(join(folder, "cut/index.json"), "utf8")) as {
      manifests: readonly { digest: string }[];
    };
    const blob = (digest: string): string => join(folder, "cut/blobs", digest.replace(":", "/"));
    const manifest = JSON.parse(readFileSync(blob(index.manifests[0]?.digest ?? ""), "utf8")) as {
      layers: readonly { digest: string }[];
    };
    const digest = manifest.layers[1]?.digest ?? "";
    rmSync(blob(digest));
    const { gaps } = await scanned(`image:${join(folder, "cut")}`);
    expect(gaps.map(({ reason }) => reason)).toEqual([
      `unavailable: ${digest} is not in the image`,
    ]);
  });

  test.skipIf(!registry)("in a registry", async () => {
    await using server = await served(registry ?? "");
    const name = `${server.host}/team/app:v1`;
    run(
      skopeo ?? "",
      "copy",
      "--quiet",
      "--dest-tls-verify=false",
      "oci:app:v1",
      `docker://${name}`,
    );
    const target = `registry://${name}`;
    expectAll(await scanned(target), target);
    await expect(scanned(`registry://${server.host}/team/other:v1`)).rejects.toThrow(
      "has no manifests/v1 of team/other",
    );
  });
});

interface Server extends AsyncDisposable {
  readonly host: string;
}

/** Debian's registry on a free port of this machine. */
async function served(command: string): Promise<Server> {
  const port = await freePort();
  const storage = join(folder, "registry");
  const settings = join(folder, "registry.yml");
  writeFileSync(
    settings,
    `version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: ${storage}}}\nhttp: {addr: "127.0.0.1:${port}"}\n`,
  );
  const child = spawn(command, ["serve", settings], { stdio: "ignore" });
  const host = `127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (answer?.ok) break;
    await setTimeout(100);
  }
  return {
    host,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { readonly port: number };
  server.close();
  return port;
}

test("what is no image is said so", async () => {
  await expect(scanned("image:/nowhere")).rejects.toThrow("no such image: '/nowhere'");
  const file = join(folder, "text");
  writeFileSync(file, "no tar");
  await expect(scanned(`image:${file}`)).rejects.toThrow("is no image");
  await expect(scanned(`image:${folder}`)).rejects.toThrow("neither index.json nor manifest.json");
  await expect(scanned("registry://host")).rejects.toThrow("names no image");
});
