import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  pino,
  type TransportMultiOptions,
  type TransportPipelineOptions,
  type TransportSingleOptions,
} from "pino";
import { token } from "./fortify/redact/testing.ts";

/** As an installed package's `tare/pino`. */
const target = join(import.meta.dirname, "pino.ts");

let folder = "";
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "tare-pino-"))));
afterEach(() => rmSync(folder, { recursive: true }));

type Transport = TransportSingleOptions | TransportPipelineOptions | TransportMultiOptions;

/** The lines that a real pino writes through a transport, in a thread of its own. */
async function logged(transport: Transport, file: string): Promise<unknown[]> {
  const stream = pino.transport(transport);
  const logger = pino({ base: { password: "quiet-orchid" } }, stream);
  logger.info(
    { nested: { text: JSON.stringify({ key: "quiet-orchid" }) } },
    `sign in with ${token}`,
  );
  logger.info("nothing");
  stream.end();
  await new Promise((resolve) => stream.on("close", resolve));
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => ({ ...(JSON.parse(line) as object), time: 0 }));
}

const options = { values: { PASSWORD: "quiet-orchid" }, mask: "<{name}>" };
const wanted = [
  {
    level: 30,
    time: 0,
    password: "<PASSWORD>",
    nested: { text: '{"key":"<PASSWORD>"}' },
    msg: "sign in with <huggingface-user-token>",
  },
  { level: 30, time: 0, password: "<PASSWORD>", msg: "nothing" },
];

test("masks what a real pino writes to a file", async () => {
  const file = join(folder, "log");
  const transport = { target, options: { ...options, destination: file } };
  expect(await logged(transport, file)).toEqual(wanted);
});

test("masks what the next target of a pipeline takes", async () => {
  const file = join(folder, "log");
  const pipeline = [
    { target, options: { ...options, pipeline: true } },
    { target: "pino/file", options: { destination: file } },
  ];
  expect(await logged({ pipeline }, file)).toEqual(wanted);
});
