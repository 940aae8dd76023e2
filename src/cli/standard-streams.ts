import { failures, TareError } from "../core/error.ts";

/** Standard output cannot be written. */
export const unprinted = (cause: Error): TareError =>
  new TareError("machine", `cannot write standard output: ${cause.message}`, { cause });

/** Whether standard output failed as in `tare … | head`, which closes the pipe early. */
export const isNobodyReading = (error: unknown): boolean =>
  error instanceof TareError ? isNobodyReading(error.cause) : codeOf(error) === "EPIPE";

const codeOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error ? error.code : undefined;

/**
 * Goes on where nobody reads any longer what is printed: what was asked is done to its
 * end, files are written, and the exit status says what came of it. A pipe that is
 * closed must let no hook pass. What cannot be printed for another reason, such as a
 * full disk, is said at the end, and makes a failure of a success.
 */
export function outliveReaders(process: NodeJS.Process): void {
  const { stdout, stderr } = process;
  const lost: TareError[] = [];
  stderr.on("error", () => undefined);
  stdout.on("error", (error) => {
    if (!isNobodyReading(error)) lost.push(unprinted(error));
  });
  process.once("exit", (status) => {
    const [first] = lost;
    if (!first || status === failures.machine) return;
    stderr.write(`tare: ${first.message}\n`);
    if (status === 0) process.exitCode = failures.machine;
  });
}
