import { generateKeyPairSync } from "node:crypto";
import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { Secret } from "../../core/secret.ts";
import type { Matcher } from "../../engine/matcher.ts";
import { type PatternOptions, redactingMatcher } from "./matcher.ts";
import { Redactor } from "./redactor.ts";
import { awkward, keyLines, leftOf, pause, pem, redactorFor, through, token } from "./testing.ts";

/** The bytes cut at places, which may be given in any order and more than once. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [0, ...places.toSorted((one, other) => one - other), bytes.length];
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
}

describe("values", () => {
  test("become the mask, and all around them stays", () => {
    expect(through(redactorFor({ HF: token }), `a ${token} b\n`)).toBe("a *** b\n");
  });

  test("are named by a mask that asks for it, and counted", () => {
    const redactor = redactorFor({ HF: token, B: awkward }, { mask: "[REDACTED:{name}]" });
    const text = `${token} ${encodeURIComponent(awkward)} ${token}`;
    expect(through(redactor, text)).toBe("[REDACTED:HF] [REDACTED:B] [REDACTED:HF]");
    expect(redactor.counts).toEqual(
      new Map([
        ["HF", 2],
        ["B", 1],
      ]),
    );
  });

  test("may have any name", () => {
    expect(through(redactorFor({ "$&": token }, { mask: "<{name}>" }), token)).toBe("<$&>");
  });

  test("that are too short are not masked, and told", () => {
    const redactor = redactorFor({ A: "a b c d e", B: "secret" });
    expect(through(redactor, "a b c d e secret")).toBe("a b c d e ***");
    expect(redactor.tooShort).toEqual(new Set(["A"]));
  });

  test("may be longer ones' beginnings", () => {
    const values = { A: "abcdefgh", B: "abcdefghijklmnop" };
    expect(through(redactorFor(values), "<abcdefghijklmnop> <abcdefghijkl> <abcdefgh>")).toBe(
      "<***> <***ijkl> <***>",
    );
  });

  test("may overlap", () => {
    const values = { A: "abcdefgh", B: "fghijklm", C: "ghijkl" };
    expect(through(redactorFor(values), "<abcdefghijklm>")).toBe("<***>");
    expect(through(redactorFor(values), "<abcdefghijkl>")).toBe("<***>");
  });

  test("of many lines keep their lines, and each is masked alone", () => {
    expect(through(redactorFor({ PEM: pem }), `key:\n  ${pem.replaceAll("\n", "\n  ")}\n.`)).toBe(
      "key:\n  ***\n  ***\n  ***\n  ***\n  ***\n.",
    );
    expect(through(redactorFor({ PEM: pem }), `12:00 ${keyLines[1]} <-`)).toBe("12:00 *** <-");
    expect(through(redactorFor({ PEM: pem }), JSON.stringify({ pem }))).toBe('{"pem":"***"}');
  });

  test("in JSON are masked by themselves", () => {
    const account = JSON.stringify({
      type: "service_account",
      private_key: pem,
      id: { key: token },
    });
    const redactor = redactorFor({ GCP: account }, { mask: "<{name}>" });
    expect(through(redactor, `service_account ${token}\n${keyLines[0]}\n${account}`)).toBe(
      "service_account <GCP.id.key>\n<GCP.private_key>\n<GCP>",
    );
  });

  test("can be added on the way", () => {
    const redactor = new Redactor();
    const before = redactor.push(Buffer.from(`${token}\n`));
    redactor.add({ name: "HF", value: new Secret(token) });
    expect(Buffer.concat([before, redactor.push(Buffer.from(`${token}\n`))]).toString()).toBe(
      `${token}\n***\n`,
    );
  });

  test("keep the colours within them", () => {
    const coloured = `\x1b[31m${token.slice(0, 9)}\x1b[0m${token.slice(9)}\n`;
    expect(through(redactorFor({ HF: token }), coloured)).toBe("\x1b[31m***\x1b[0m\n");
  });
});

describe("what comes bit by bit", () => {
  test("comes out line by line", () => {
    const redactor = redactorFor({ HF: token });
    const push = (text: string): string => Buffer.from(redactor.push(Buffer.from(text))).toString();
    expect(push("one")).toBe("");
    expect(push(" line\ntwo")).toBe("one line\n");
    expect(push("\n")).toBe("two\n");
  });

  test("comes out in a pause, but for what may begin a value", () => {
    const redactor = redactorFor({ HF: token });
    const said = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
    redactor.push(Buffer.from("Password: "));
    expect(said(redactor.idle())).toBe("Password: ");
    redactor.push(Buffer.from(`x ${token.slice(0, 5)}`));
    expect(said(redactor.idle())).toBe("x ");
    redactor.push(Buffer.from(token.slice(5, 20)));
    expect(said(redactor.idle())).toBe("");
    redactor.push(Buffer.from(`${token.slice(20)} y`));
    expect(said(redactor.idle())).toBe("*** y");
    redactor.push(Buffer.from(`${token.slice(0, 9)}!`));
    expect(said(redactor.idle())).toBe(`${token.slice(0, 9)}!`);
    expect(said(redactor.end())).toBe("");
  });

  test("is not held back by a masked line that could go on", () => {
    const redactor = redactorFor({ A: token, B: `${token}AndMore` });
    expect(Buffer.from(redactor.push(Buffer.from(`${token}\n`))).toString()).toBe("***\n");
    expect(Buffer.from(redactor.push(Buffer.from("AndMore.\n"))).toString()).toBe("***.\n");
  });

  test("is not kept without end", () => {
    const redactor = redactorFor({ HF: token });
    let written = redactor.push(Buffer.from(token.slice(0, 8))).length;
    for (let round = 0; round < 40; round++)
      written += redactor.push(Buffer.alloc(100_000, "\n")).length;
    expect(written).toBeGreaterThan(2_900_000);
    for (let round = 0; round < 40; round++)
      written += redactor.push(Buffer.alloc(100_000, "x")).length;
    expect(written).toBeGreaterThan(7_500_000);
  });
});

/** A log with values in many spellings, and what lies beside them. */
const log = Buffer.concat([
  Buffer.from(
    `start ${token.slice(0, 6)}\n${token} ${Buffer.from(`u:${token}`).toString("base64")}\r`,
  ),
  Buffer.from(`\r 10%\x1b[1m|\r 20%\x1b[31m${token.slice(0, 12)}\x1b[0m${token.slice(12)}|\n`),
  Buffer.from(`${JSON.stringify({ awkward })}\n${encodeURIComponent(awkward)}\r\n`),
  Buffer.from(
    Buffer.from(token + awkward)
      .toString("base64")
      .replaceAll(/.{19}/g, "$&\n"),
  ),
  Buffer.from([0, 0xff, 0xfe, 0x1b, 0x5b, 0x0a]),
  Buffer.from(awkward, "utf16le"),
  Buffer.from(`${pem}\n${Buffer.from(pem).toString("hex")}\n${[...token].reverse().join("")}`),
]);

describe("wherever the stream is cut", () => {
  const redactor = redactorFor({ HF: token, AWK: awkward, PEM: pem });
  const left = leftOf(
    ...[token, awkward, ...keyLines].flatMap((value) => [
      Buffer.from(value),
      Buffer.from(value, "utf16le"),
      Buffer.from(JSON.stringify(value)),
      Buffer.from(Buffer.from(value).toString("base64")),
      Buffer.from(Buffer.from(value).toString("hex")),
      Buffer.from(encodeURIComponent(value)),
      Buffer.from([...value].reverse().join("")),
    ]),
  );
  const places = fc.array(fc.nat(log.length), { minLength: 1, maxLength: 12 });
  const leaks = (chunks: readonly Buffer[]): string[] => left(through(redactor, ...chunks));
  const leaksInPauses = (chunks: readonly Buffer[]): string[] =>
    left(through(redactor, ...chunks.flatMap((each) => [each, pause] as const)));

  test("nothing leaks in 10,000 streams", () => {
    fc.assert(
      fc.property(places, (at) => {
        expect(leaks(cut(log, at))).toEqual([]);
      }),
      { numRuns: 10_000, seed: 7 },
    );
  }, 120_000);

  test("nothing leaks in 5,000 streams with a pause at each cut", () => {
    fc.assert(
      fc.property(places, (at) => {
        expect(leaksInPauses(cut(log, at))).toEqual([]);
      }),
      { numRuns: 5_000, seed: 8 },
    );
  }, 120_000);

  test("nothing leaks byte by byte", () => {
    const bytes = cut(log, [...log.keys()]);
    expect(leaks(bytes)).toEqual([]);
    expect(leaksInPauses(bytes)).toEqual([]);
  });

  test("a leak would be seen", () => {
    expect(left(log.toString("latin1")).length).toBeGreaterThan(300);
  });
});

describe("what is no secret", () => {
  const redactor = redactorFor({ HF: token });
  const pieces = fc.constantFrom(
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\x1b[31m",
    "\x1b",
    "é",
    " ",
    "abc",
    token.slice(0, 6),
  );
  const bytes = fc
    .array(
      fc.oneof(
        pieces.map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 40 }),
      ),
      { maxLength: 30 },
    )
    .map((all) => Buffer.concat(all));

  test("passes through byte by byte", () => {
    fc.assert(
      fc.property(
        bytes,
        fc.array(fc.nat(1200), { maxLength: 8 }),
        fc.boolean(),
        (text, places, pauses) => {
          const chunks = cut(
            text,
            places.map((place) => Math.min(place, text.length)),
          );
          const stream = pauses ? chunks.flatMap((each) => [each, pause] as const) : chunks;
          expect(through(redactor, ...stream)).toBe(text.toString("latin1"));
        },
      ),
      { numRuns: 3_000, seed: 9 },
    );
  });
});

describe("what rules find", () => {
  let matcher: Matcher | undefined;
  beforeAll(async () => {
    matcher = await redactingMatcher({});
  });
  const finding = (mask?: string) => new Redactor({ matcher, mask });
  const said = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

  test("is masked, and named by its rule", () => {
    const redactor = finding("[{name}]");
    expect(through(redactor, `a ${token} b\nno secret\n`)).toBe(
      "a [huggingface-user-token] b\nno secret\n",
    );
    expect(redactor.counts).toEqual(new Map([["huggingface-user-token", 1]]));
  });

  test("is masked with colours within it", () => {
    const text = `\x1b[32mtoken\x1b[0m: ${token.slice(0, 12)}\x1b[1m${token.slice(12)}\n`;
    expect(through(finding(), text)).toBe("\x1b[32mtoken\x1b[0m: ***\x1b[1m\n");
  });

  test("is masked when its name was shown in a pause", () => {
    const redactor = finding();
    const push = (text: string): string => said(redactor.push(Buffer.from(text)));
    expect(push("HF_TOKEN: ") + said(redactor.idle())).toBe("HF_TOKEN: ");
    expect(push(token.slice(0, 10)) + said(redactor.idle())).toBe("");
    expect(push(`${token.slice(10)}\n`)).toBe("***\n");
  });

  test("is of the classes, the severities and the rules that were asked for", async () => {
    const text = `see /home/asmith/x: ${token}\n`;
    const masked = async (options: PatternOptions): Promise<string> =>
      through(new Redactor({ matcher: await redactingMatcher(options) }), text);
    expect(await masked({})).toBe("see /home/asmith/x: ***\n");
    expect(await masked({ classes: ["path"] })).toBe(`see ***: ${token}\n`);
    expect(await masked({ rules: ["home-path"] })).toBe(`see ***: ${token}\n`);
    expect(await masked({ leastSeverity: "critical", classes: ["path"] })).toBe(text);
  });

  test("may have its name lines above", () => {
    const redactor = finding();
    const password = ["k8Zq", "w3Vn", "Lp0x"].join("");
    const lines = [
      "machine api.wandb.ai\n",
      "  login user\n",
      `  password ${password}aa11bb22cc33dd44ee55ff6677\n`,
    ];
    expect(lines.map((line) => said(redactor.push(Buffer.from(line)))).join("")).not.toContain(
      password,
    );
  });

  test("waits for the end of a key, and no longer", () => {
    const key = realKey();
    const lines = key
      .trimEnd()
      .split("\n")
      .map((line) => `${line}\n`);
    const redactor = finding();
    const output = lines.map((line) => {
      const now = redactor.push(Buffer.from(line));
      return said(now) + said(redactor.idle());
    });
    expect(output.slice(0, -1).join("")).toBe("");
    expect(output.at(-1)).toBe("***\n".repeat(lines.length));
    const [begin = ""] = lines;
    expect(said(redactor.push(Buffer.from(begin)))).toBe("");
    expect(said(redactor.push(Buffer.from("INFO: no key follows\n")))).toBe(
      `${begin}INFO: no key follows\n`,
    );
  });

  test("in a line without end is masked, wherever that is cut", () => {
    const line = `${"lorem ipsum ".repeat(25_000)}${token} ${"dolor ".repeat(60_000)}${token}`;
    for (const size of [1000, 65_536, line.length]) {
      const chunks = cut(
        Buffer.from(line),
        Array.from({ length: Math.floor(line.length / size) }, (_, at) => at * size),
      );
      const output = through(finding(), ...chunks);
      expect(output).toBe(line.replaceAll(token, "***"));
    }
  });
});

function realKey(): string {
  return generateKeyPairSync("ec", { namedCurve: "P-256" })
    .privateKey.export({ format: "pem", type: "pkcs8" })
    .toString();
}
