import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { defaultLimits } from "../../core/limits.ts";
import type { Report } from "../../core/report.ts";
import type { TestHubRepository } from "../../sources/hub/repository-testing.ts";
import { signature, TestHub } from "../../sources/hub/testing.ts";
import type { Asked } from "../git/listing.ts";
import { scan, type ScanRun } from "../scan.ts";
import { fakeToken, folderOf, optionsOf } from "../testing.ts";

const lineOf = (letter: string): string => `token = "${fakeToken(letter)}"\n`;

/** A safetensors file of which only the header tells something. */
function safetensors(letter: string, size: number): Buffer {
  const header = Buffer.from(
    JSON.stringify({
      __metadata__: { note: fakeToken(letter) },
      weight: { dtype: "U8", shape: [size], data_offsets: [0, size] },
    }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(size)]);
}

interface More {
  readonly asked?: Asked;
  readonly jobs?: number;
  readonly maxFetch?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: NonNullable<ScanRun["onProgress"]>;
}

const scanned = async (
  target: string,
  { asked = {}, jobs = 1, maxFetch = defaultLimits.maxFetch, ...more }: More = {},
): Promise<Report> =>
  scan([target], {
    options: optionsOf({ reveal: true, limits: { ...defaultLimits, maxFetch } }),
    git: asked,
    jobs,
    profile: "release",
    ...more,
  });

/** The findings of tokens, by the letter of the token. */
const tokens = ({ findings }: Report): ReadonlyMap<string, Finding> =>
  new Map(
    findings
      .filter(({ rule }) => rule === "huggingface-user-token")
      .map((each) => [each.value?.[3] ?? "", each]),
  );

const letters = (report: Report): string => [...tokens(report).keys()].toSorted().join("");

let hub: TestHub;
let model: TestHubRepository;

beforeEach(async () => {
  hub = await TestHub.open();
  vi.stubEnv("HF_ENDPOINT", hub.endpoint);
  vi.stubEnv("HF_TOKEN", "");
  vi.stubEnv("HF_HOME", "/nowhere");
  model = hub.add("org/name");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await hub[Symbol.asyncDispose]();
});

describe("a repository", () => {
  test("is looked at in all its revisions, commits and discussions", async () => {
    const first = model.commit("start", { "old.py": lineOf("O"), "config.py": lineOf("C") });
    model.commit(
      "take the key out",
      { "old.py": "pass\n", "model.safetensors": safetensors("S", 300_000) },
      {
        author: "bob",
        message: `it was ${fakeToken("M")}`,
      },
    );
    model.commit(
      "experiment",
      { "side.py": lineOf("B") },
      { ref: "refs/heads/side", from: "refs/heads/main" },
    );
    model.commit(
      "release",
      { "tag.py": lineOf("T") },
      { ref: "refs/tags/v1", from: "refs/heads/main" },
    );
    model.commit("offer", { "pr.py": lineOf("P") }, { ref: "refs/pr/1", from: "refs/heads/main" });
    model.discussions.push({
      title: "It fails",
      comments: [
        { author: "eve", text: "Hello" },
        { author: "ann", text: `use ${fakeToken("D")}` },
      ],
    });
    const report = await scanned("hf:org/name");
    expect(report.gaps).toEqual([]);
    expect(letters(report)).toBe("BCDMPST");
    const found = tokens(report);
    expect([..."BCDMPST"].map((letter) => found.get(letter)?.location.path)).toEqual([
      "hf:org/name@side!/side.py",
      "hf:org/name!/config.py",
      "hf:org/name/discussions/1",
      expect.stringMatching(/^hf:org\/name\/commit\/[0-9a-f]{8}$/),
      "hf:org/name@refs/pr/1!/pr.py",
      "hf:org/name!/model.safetensors",
      "hf:org/name@v1!/tag.py",
    ]);
    expect(found.get("C")?.hub).toMatchObject({
      kind: "file",
      repository: "org/name",
      revisions: ["main", "side", "v1", "refs/pr/1"],
      page: `${hub.endpoint}/org/name/blob/${model.find("main")?.id}/config.py`,
    });
    expect(found.get("D")?.hub?.page).toBe(`${hub.endpoint}/org/name/discussions/1`);

    const whole = await scanned("hf:org/name", { asked: { history: true } });
    expect(letters(whole)).toBe("BCDMOPST");
    const old = tokens(whole).get("O");
    expect(old?.location.path).toBe(`hf:org/name@${first.id.slice(0, 8)}!/old.py`);
    expect(old?.hub).toMatchObject({ revisions: [], introduced: { id: first.id, author: "ann" } });
  });

  test("is looked at in one revision, where one is named", async () => {
    model.commit("start", { "a.py": lineOf("A") });
    model.commit("offer", { "b.py": lineOf("B") }, { ref: "refs/pr/1", from: "refs/heads/main" });
    model.commit("more", { "a.py": "pass\n" });
    model.discussions.push({ title: lineOf("D"), comments: [] });
    const report = await scanned("hf:org/name@refs/pr/1");
    expect([...tokens(report).values()].map(({ location }) => location.path).toSorted()).toEqual([
      "hf:org/name@refs/pr/1!/a.py",
      "hf:org/name@refs/pr/1!/b.py",
    ]);
    expect(letters(await scanned("hf:org/name", { asked: { branch: "main" } }))).toBe("");
    await expect(scanned("hf:org/name@v9")).rejects.toThrow(
      "org/name@v9: there is no such revision",
    );
    await expect(scanned("hf:org/name", { asked: { since: "lately" } })).rejects.toThrow(
      "'lately' is no date",
    );
  });

  test("of data and spaces is read like one of a model", async () => {
    hub
      .add("datasets/org/data")
      .commit("start", { "train.jsonl": `{"text": "${fakeToken("J")}"}\n` });
    hub.add("spaces/org/app").commit("start", { "app.py": lineOf("A") });
    expect(letters(await scanned("hf:datasets/org/data"))).toBe("J");
    expect([...tokens(await scanned("hf:spaces/org/app")).values()][0]?.hub?.repository).toBe(
      "spaces/org/app",
    );
  });

  test("is read by ranges, by way of signed addresses that nobody else learns of", async () => {
    hub.token = "mine";
    vi.stubEnv("HF_TOKEN", hub.token);
    model.isPrivate = true;
    model.commit("start", { "model.safetensors": safetensors("S", 30_000_000) });
    const report = await scanned("hf:org/name");
    expect(letters(report)).toBe("S");
    expect(report.bytes.seen).toBeGreaterThan(30_000_000);
    expect(hub.sent).toBeLessThan(100_000);
    expect(report.bytes.network).toEqual({
      requests: hub.asked.hub.length + hub.asked.cdn.length,
      bytes: hub.sent,
    });
    expect(hub.cdnKnowsToken).toBe(false);
    expect(hub.asked.hub.filter((each) => each.includes("xet"))).toEqual([]);
    expect(hub.asked.cdn.every((each) => each.startsWith("GET /xet-bridge-us/"))).toBe(true);
    expect(hub.asked.cdn.length).toBeGreaterThan(0);
    expect(JSON.stringify(report)).not.toContain(signature);
    expect(JSON.stringify(report)).not.toContain("mine");
  });

  test("gives the same findings by way of broken connections and refusals for being asked too often", async () => {
    model.commit("start", {
      "model.safetensors": safetensors("S", 300_000),
      "log.txt": "x".repeat(200_000) + lineOf("L"),
    });
    const expected = await scanned("hf:org/name");
    const calm = hub.asked.hub.length + hub.asked.cdn.length;
    let [limited, broken] = [0, 0];
    hub.interfere.hub = (_, response) => {
      if (limited++ % 5 !== 0) return false;
      response.writeHead(429, { "retry-after": "0", ratelimit: `"api";r=0;t=0` }).end();
      return true;
    };
    hub.breaksOff = () => broken++ % 2 === 0;
    const report = await scanned("hf:org/name");
    expect(report.gaps).toEqual([]);
    expect(report.findings).toEqual(expected.findings);
    expect([limited, broken].every((count) => count > 2)).toBe(true);
    expect(report.bytes.network?.requests).toBe(hub.asked.hub.length + hub.asked.cdn.length - calm);
  });

  test("that is gated or private is told of, with what to do", async () => {
    model.commit("start", { "a.py": lineOf("A") }, { message: fakeToken("M") });
    model.isGated = true;
    const { gaps, ...rest } = await scanned("hf:org/name");
    expect(gaps).toEqual([
      {
        path: "hf:org/name!/a.py",
        reason: expect.stringMatching(/^unreadable: it is gated: ask for access on its page/),
        bytes: 48,
      },
    ]);
    expect(letters({ gaps, ...rest })).toBe("M");
    model.isPrivate = true;
    await expect(scanned("hf:org/name")).rejects.toMatchObject({
      message: "org/name@main is not there, or is private",
      hint: "check the name, and set HF_TOKEN if it is private",
    });
  });

  test("costs no more for a file than is allowed, and says what was left", async () => {
    model.commit("start", { "data.bin": Buffer.alloc(3_000_000, 7), "a.py": lineOf("A") });
    const report = await scanned("hf:org/name", { maxFetch: 1_200_000 });
    expect(letters(report)).toBe("A");
    expect(report.gaps).toMatchObject([
      {
        path: "hf:org/name!/data.bin",
        reason: expect.stringContaining(
          "limit: more than 1200000 bytes of it would have to be fetched",
        ),
      },
    ]);
    expect(hub.sent).toBeLessThan(1_300_000);
  });

  test("is reported the same by several threads", { timeout: 120_000 }, async () => {
    for (let number = 0; number < 20; number++)
      model.commit(`step ${number}`, {
        [`a${number}.py`]: lineOf(String.fromCharCode(65 + number)),
      });
    const [one, two] = [await scanned("hf:org/name"), await scanned("hf:org/name", { jobs: 2 })];
    expect(letters(one)).toHaveLength(20);
    expect(two.findings).toEqual(one.findings);
    expect(two.bytes.network).toEqual(one.bytes.network);
  });

  test("names an author once, however many commits they made", async () => {
    const mail = ["ann.smith", "vortexlabs.io"].join("@");
    for (const number of [1, 2, 3]) model.commit(`step ${number}`, {}, { message: `by ${mail}` });
    const found = (await scanned("hf:org/name")).findings.filter(({ value }) => value === mail);
    expect(found).toMatchObject([{ more: 2 }]);
  });
});

describe("an owner", () => {
  test("is all their models, data sets and spaces, and what fails of them is a gap", async () => {
    for (const letter of "ABCDE")
      hub.add(`acme/model-${letter}`).commit("start", { "a.py": lineOf(letter) });
    hub.add("datasets/acme/data").commit("start", { "a.py": lineOf("F") });
    hub.add("spaces/acme/app").commit("start", { "a.py": lineOf("G") });
    model.commit("start", { "a.py": lineOf("X") });
    hub.interfere = {
      hub: ({ url }, response) => {
        const isIt = url?.startsWith("/api/models/acme/model-C/") === true;
        if (isIt) response.writeHead(403).end();
        return isIt;
      },
    };
    const report = await scanned("hf:acme");
    expect(letters(report)).toBe("ABDEFG");
    expect(report.gaps).toEqual([
      {
        path: "hf:acme/model-C",
        reason:
          "unreadable: acme/model-C@main is not there, or is private (check the name, and set HF_TOKEN if it is private)",
        bytes: 0,
      },
    ]);
    expect(tokens(report).get("F")?.location.path).toBe("hf:datasets/acme/data!/a.py");
    await expect(scanned("hf:nobody")).rejects.toThrow("'nobody' has nothing on the hub");
  });

  test("is told of while it is listed, and so is what is waited for", async () => {
    for (const name of ["one", "two"]) hub.add(`acme/${name}`).commit("start", {});
    let refused = false;
    hub.interfere.hub = ({ url }, response) => {
      if (refused || url?.includes("/two/") !== true) return false;
      refused = true;
      response.writeHead(429, { "retry-after": "1" }).end();
      return true;
    };
    const told: string[] = [];
    await scanned("hf:acme", { onProgress: ({ reading }) => told.push(reading) });
    const { host } = new URL(hub.endpoint);
    const listed = ["hf:acme", "hf:acme/one", "hf:acme/two", `waiting 1 s for ${host}`];
    expect(told.slice(0, 4)).toEqual(listed);
  });

  test("is not begun anew when a scan was stopped", async () => {
    await using folder = await folderOf({});
    const seen = join(folder.path, "seen");
    for (const letter of "ABCD")
      hub
        .add(`acme/model-${letter}`)
        .commit("start", { "a.py": lineOf(letter), "clean.py": "pass\n" });
    const stop = new AbortController();
    const first = await scanned("hf:acme", {
      asked: { seen },
      signal: stop.signal,
      onProgress: ({ reading }) => {
        if (reading.includes("model-C") && reading.endsWith(".py")) stop.abort();
      },
    });
    expect(first.status).toBe("interrupted");
    expect(letters(first)).toBe("AB");
    const before = hub.asked.hub.length;
    const second = await scanned("hf:acme", { asked: { seen } });
    expect(letters(second)).toBe("CD");
    expect(hub.asked.hub.slice(before).some((each) => each.includes("model-A/resolve/"))).toBe(
      false,
    );
    expect(letters(await scanned("hf:acme", { asked: { seen } }))).toBe("");
    expect(readFileSync(seen, "utf8")).toMatch(/^(?:[0-9a-f]{64}\n)+$/);
  });
});

test.each(["hf:", "hf:a/b/c", "hf:../b", "hf:a@main", "hf:a/b@", "hf:a b/c"])(
  "'%s' names nothing",
  async (target) => {
    await expect(scanned(target)).rejects.toThrow("names nothing on the hub");
  },
);
