import { Transform } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createRedactor, patienceMs, redacting } from "./stream.ts";
import { redactorFor, token } from "./testing.ts";

/** Collects what comes out. */
function output(stream: Transform): string[] {
  const all: string[] = [];
  stream.on("data", (bytes: Buffer) => all.push(bytes.toString()));
  return all;
}

describe("when a line comes out", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const opened = () => {
    const stream = redacting(redactorFor({ HF: token }));
    return { stream, all: output(stream) };
  };

  test("at once when it ends", async () => {
    const { stream, all } = opened();
    stream.write(`a ${token}\nb`);
    await vi.advanceTimersByTimeAsync(0);
    expect(all).toEqual(["a ***\n"]);
  });

  test("a little later when it does not", async () => {
    const { stream, all } = opened();
    stream.write("Password: ");
    await vi.advanceTimersByTimeAsync(patienceMs - 1);
    expect(all).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(all).toEqual(["Password: "]);
  });

  test("though it grows all the time", async () => {
    const { stream, all } = opened();
    for (let round = 0; round < 20; round++) {
      stream.write(".");
      await vi.advanceTimersByTimeAsync(patienceMs / 5);
    }
    expect(all.join("")).toMatch(/^\.{15,20}$/);
  });

  test("not while it may be the beginning of a value", async () => {
    const { stream, all } = opened();
    stream.write(`> ${token.slice(0, 12)}`);
    await vi.advanceTimersByTimeAsync(100 * patienceMs);
    expect(all).toEqual(["> "]);
    stream.write(token.slice(12));
    await vi.advanceTimersByTimeAsync(patienceMs);
    expect(all).toEqual(["> ", "***"]);
  });

  test("no timer is left when the stream is over", async () => {
    const { stream } = opened();
    stream.write("a");
    stream.destroy();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("masks what programs ask for", async () => {
  vi.stubEnv("TARE_TEST_TOKEN", "only-in-the-environment");
  const stream = createRedactor({
    values: { A: "correct horse battery" },
    env: ["TARE_TEST_TOKEN", "TARE_TEST_NONE"],
    mask: "<{name}>",
  });
  stream.end(`correct horse\nbattery only-in-the-environment ${token}`);
  expect((await buffer(stream)).toString()).toBe(
    "<A>\n<A> <TARE_TEST_TOKEN> <huggingface-user-token>",
  );
  vi.unstubAllEnvs();
});

test("leaves rules out when asked to", async () => {
  const stream = createRedactor({ patterns: false });
  stream.end(token);
  expect((await buffer(stream)).toString()).toBe(token);
});
