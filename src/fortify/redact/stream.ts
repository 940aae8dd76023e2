import { Transform, type TransformCallback } from "node:stream";
import { type RedactOptions, redactorOf } from "./options.ts";
import type { Redactor } from "./redactor.ts";

/** The rest of a line waits so long for its end, in milliseconds: a prompt, say, or a progress bar. */
export const patienceMs = 50;

/**
 * A stream that masks secrets in the bytes that run through it, and leaves all
 * else as it is. What is written comes out when its line ends, or a little later.
 */
export const createRedactor = (options: RedactOptions = {}): Transform =>
  redacting(redactorOf(options));

/** The same with a redactor that is made, or being made. */
export function redacting(made: Redactor | Promise<Redactor>): Transform {
  let timer: NodeJS.Timeout | undefined;
  const wait = (stream: Transform, redactor: Redactor): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      give(stream, redactor.idle());
    }, patienceMs);
  };
  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return new Transform({
    transform(chunk: Uint8Array, _encoding, callback) {
      settle(made, callback, (redactor) => {
        const bytes = redactor.push(chunk);
        // What goes on with a line that waits must not make it wait anew: dots in a row would never show.
        if (bytes.length > 0) stop();
        wait(this, redactor);
        give(this, bytes);
      });
    },
    flush(callback) {
      stop();
      settle(made, callback, (redactor) => give(this, redactor.end()));
    },
    destroy(error, callback) {
      stop();
      callback(error);
    },
  });
}

const give = (stream: Transform, bytes: Uint8Array): void => {
  if (bytes.length > 0) stream.push(bytes);
};

/** Does something with the redactor, at once if it is there, and tells how that went. */
function settle(
  made: Redactor | Promise<Redactor>,
  callback: TransformCallback,
  use: (redactor: Redactor) => void,
): void {
  if (made instanceof Promise) made.then(use).then(() => callback(), callback);
  else {
    use(made);
    callback();
  }
}
