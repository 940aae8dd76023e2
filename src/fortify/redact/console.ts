import { Console } from "node:console";
import { stderr, stdout } from "node:process";
import { type RedactOptions, redactorOf } from "./options.ts";
import type { Redactor } from "./redactor.ts";

/**
 * Masks secrets in all that is written by `console` from now on.
 *
 * @returns Undoes it.
 */
export async function patchConsole(options: RedactOptions = {}): Promise<() => void> {
  const redactor = await redactorOf(options);
  const { console } = globalThis;
  const original = { ...console };
  const masking = new Console({
    stdout: masked(stdout, redactor),
    stderr: masked(stderr, redactor),
  });
  for (const [name, each] of Object.entries(masking))
    if (typeof each === "function") Object.assign(console, { [name]: each });
  return () => void Object.assign(console, original);
}

/** The stream, but for `write`: a call of `console` hands over all of its text at once. */
function masked(stream: NodeJS.WriteStream, redactor: Redactor): NodeJS.WriteStream {
  const write = (text: string, ...rest: []): boolean => {
    const bytes = Buffer.concat([redactor.push(Buffer.from(text)), redactor.end()]);
    return stream.write(bytes, ...rest);
  };
  return Object.create(stream, { write: { value: write } }) as NodeJS.WriteStream;
}
