import { type Blob, slice } from "../core/blob.ts";
import { span } from "../core/span.ts";
import { type FileTarget, openFile } from "../sources/files.ts";
import type { Context } from "./context.ts";

/** A file that can be read. */
export interface Opened extends Disposable {
  readonly blob: Blob;
  /** How many of its bytes were read so far. */
  readonly bytesRead: number;
  /** What was written beside its bytes, where there may be such a thing. @throws {TareError} `machine`. */
  readonly metadata?: () => Promise<Readonly<Record<string, string>>>;
}

/** @throws {TareError} `machine`: the file cannot be opened. */
export async function opened(
  context: Context,
  target: FileTarget,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  return target.remote ? openedRemote(context, target, signal) : openedHere(target);
}

function openedHere(target: FileTarget): Opened {
  const { window, size } = target;
  const file = openFile(target.path, originOf(target), window?.end ?? size);
  return {
    blob: window ? { ...slice(file, window, ""), origin: file.origin } : file,
    get bytesRead() {
      return file.bytesRead;
    },
    [Symbol.dispose]: () => file[Symbol.dispose](),
  };
}

const originOf = ({ shown }: FileTarget): Blob["origin"] =>
  shown === "-" ? { kind: "stdin" } : { kind: "file", path: shown };

/** What is asked for before it is needed: all of a small file, the first bytes of a large one. */
const first = { whole: 1024 * 1024, head: 64 * 1024 };

async function openedRemote(
  { remotes, options }: Context,
  target: FileTarget,
  signal: AbortSignal | undefined,
): Promise<Opened> {
  if (!target.remote) throw new RangeError("the file is on this machine");
  const { blob, metadata } = await (
    await remotes.get()
  ).open(target.remote, {
    origin: originOf(target),
    maxBytes: options.limits.maxBytes,
    ...(signal && { signal }),
  });
  const { size } = blob;
  if (size > 0) await blob.read(span(0, size <= first.whole ? size : Math.min(size, first.head)));
  return {
    blob,
    metadata,
    get bytesRead() {
      return blob.bytesRead;
    },
    [Symbol.dispose]: () => undefined,
  };
}
