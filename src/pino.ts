import { createWriteStream } from "node:fs";
import { type Transform, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { RedactOptions } from "./fortify/redact/options.ts";
import { createRedactor } from "./fortify/redact/stream.ts";

/** The options of the target `tare/pino`. */
export interface PinoOptions extends RedactOptions {
  /** Whether the next target of a pipeline takes what comes out. */
  readonly pipeline?: boolean;
  /** Else where it goes: a file that is added to, or the number of an open one. Default: standard output. */
  readonly destination?: string | number;
}

/** A transport for pino that masks secrets in its lines. */
// eslint-disable-next-line import/no-default-export -- what pino loads
export default function redactingTransport(options: PinoOptions = {}): Transform | Writable {
  const redactor = createRedactor(options);
  return options.pipeline === true ? redactor : into(redactor, options.destination ?? 1);
}

/** Both as one: it ends when all is written. */
function into(redactor: Transform, destination: string | number): Writable {
  const file =
    typeof destination === "number"
      ? createWriteStream("", { fd: destination, autoClose: false })
      : createWriteStream(destination, { flags: "a" });
  const done = pipeline(redactor, file);
  return new Writable({
    write: (chunk, encoding, callback) => void redactor.write(chunk, encoding, callback),
    final(callback) {
      redactor.end();
      done.then(() => callback(), callback);
    },
  });
}
