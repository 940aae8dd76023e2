import { type Blob, slice } from "../core/blob.ts";
import { span } from "../core/span.ts";
import { type FileTarget, openFile } from "../sources/files.ts";
import type { RemoteTarget } from "../sources/remote.ts";
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
  const { remote } = target;
  return remote ? openedRemote(context, { ...target, remote }, signal) : openedHere(target);
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
  { remotes, options: { limits } }: Context,
  { shown, size, ...target }: FileTarget & { readonly remote: RemoteTarget },
  signal: AbortSignal | undefined,
): Promise<Opened> {
  // What cannot be read before the time for one file is over is not waited for.
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  const { blob, metadata } = await (
    await remotes.get()
  ).open(target.remote, {
    origin: { kind: "file", path: shown },
    size,
    maxBytes: limits.maxFetch,
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  });
  const asked = Math.min(size, size <= first.whole ? first.whole : first.head, limits.maxFetch);
  if (asked > 0) await blob.read(span(0, asked));
  return {
    blob,
    ...(metadata && { metadata }),
    get bytesRead() {
      return blob.bytesRead;
    },
    [Symbol.dispose]: () => blob[Symbol.dispose](),
  };
}
