import { LimitError, TareError } from "../../core/error.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { checkedAddress, placeOf } from "./address.ts";
import type { HttpClient } from "./client.ts";
import { BrokenError, type HttpStream } from "./connections.ts";
import { harmlessOf } from "./redirect.ts";

/** A file on a web server. */
export interface RemoteFile {
  readonly url: string;
  /** In bytes, as it was listed. */
  readonly size: number;
  /** What is said with each request to `url`, such as credentials. */
  readonly headers?: () =>
    | Readonly<Record<string, string>>
    | Promise<Readonly<Record<string, string>>>;
  /** Told of the headers of each answer that gives bytes. */
  readonly answered?: (headers: Headers) => void;
  /** What it means that it is refused, where that can be said better than by the status. */
  readonly refused?: (status: number, headers: Headers) => TareError | undefined;
}

/** How often a part is asked for again while no byte more comes. */
const mostFailures = 5;
/** A server that breaks off again and again although something comes each time. */
const mostBreaks = 100;
/** A file of which ranges are not to be had is read whole up to this size. */
export const mostWithoutRanges = 16 * 1024 * 1024;

/** What says that a redirect's target is no longer to be used: it was signed for some time only. */
const expired = new Set([400, 401, 403, 404, 410]);

/**
 * Reads parts of one file by range requests (RFC 9110, 14). Where the address
 * leads to another one, that is asked as long as it works. A broken connection
 * is gone on with at the byte where it broke.
 */
export class RangeReader {
  readonly #client: HttpClient;
  readonly #file: RemoteFile;
  readonly #signal: AbortSignal | undefined;
  readonly #place: string;
  /** Where the address led to. */
  #located: URL | undefined;
  #version: { readonly origin: string; readonly tag: string } | undefined;
  #hasRanges = true;

  constructor(client: HttpClient, file: RemoteFile, signal?: AbortSignal) {
    this.#client = client;
    this.#file = file;
    this.#signal = signal;
    this.#place = placeOf(checkedAddress(file.url));
  }

  /** Whether the server gave parts, as far as it was asked. */
  get hasRanges(): boolean {
    return this.#hasRanges;
  }

  /**
   * Returns exactly the bytes of `at`.
   *
   * @throws {TareError} `machine`: they cannot be had, or the file was changed meanwhile.
   * @throws {LimitError} The server gives no parts, and the file is large.
   */
  async read(at: Span): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafe(lengthOf(at));
    let done = 0;
    let failures = 0;
    for (let breaks = 0; done < bytes.length; breaks++) {
      const before = done;
      try {
        for await (const chunk of this.#part(span(at.start + done, at.end)))
          done += chunk.copy(bytes, done);
        if (done < bytes.length) throw new BrokenError(this.#place, "the answer ends early");
      } catch (error) {
        failures = done > before ? 1 : failures + 1;
        if (!(error instanceof BrokenError) || failures >= mostFailures || breaks >= mostBreaks)
          throw error;
        await this.#client.rest(this.#file.url, failures, this.#signal);
      }
    }
    return bytes;
  }

  /** The bytes of `at`, or the first ones of them. */
  async *#part(at: Span): AsyncGenerator<Buffer> {
    const { status, body } = await this.#asked(at);
    let skipped = status === 200 ? at.start : 0;
    let left = lengthOf(at);
    for await (const chunk of body) {
      // Only an answer that is read to its end leaves the connection open for the next one.
      if (left === 0) return;
      const wanted = chunk.subarray(Math.min(skipped, chunk.length));
      skipped -= chunk.length - wanted.length;
      yield wanted.subarray(0, left);
      left -= Math.min(left, wanted.length);
    }
  }

  /** The answer that has the bytes, from where the file lies now. */
  async #asked(at: Span): Promise<HttpStream> {
    const located = this.#located;
    const answer = await this.#requested(located, at);
    if (located && expired.has(answer.status)) {
      answer.discard();
      this.#located = undefined;
      return this.#asked(at);
    }
    try {
      this.#check(answer, at);
    } catch (error) {
      answer.discard();
      throw error;
    }
    this.#located = answer.url;
    return answer;
  }

  async #requested(located: URL | undefined, at: Span): Promise<HttpStream> {
    const url = located ?? new URL(this.#file.url);
    const own = url.origin === new URL(this.#file.url).origin;
    const headers = (await this.#file.headers?.()) ?? {};
    const version = this.#version?.origin === url.origin ? this.#version.tag : undefined;
    return this.#client.stream(url, {
      headers: {
        ...(own ? headers : harmlessOf(headers)),
        range: `bytes=${at.start}-${at.end - 1}`,
        ...(version !== undefined && !version.startsWith("W/") && { "if-match": version }),
      },
      ...(this.#signal && { signal: this.#signal }),
    });
  }

  #check({ status, headers, url }: HttpStream, at: Span): void {
    if (status === 200) this.#checkWhole(headers);
    else if (status === 206) this.#checkPart(headers.get("content-range"), at);
    else if (status === 412 || status === 416) throw this.#changed();
    else throw this.#file.refused?.(status, headers) ?? this.#refused(status);
    this.#file.answered?.(headers);
    const tag = headers.get("etag");
    if (tag === null) return;
    if (this.#version?.origin === url.origin && this.#version.tag !== tag) throw this.#changed();
    this.#version = { origin: url.origin, tag };
  }

  #checkWhole(headers: Headers): void {
    const { size } = this.#file;
    this.#hasRanges = false;
    const length = headers.get("content-length");
    if (length !== null && Number(length) !== size) throw this.#changed();
    if (size > mostWithoutRanges)
      throw new LimitError(`the server gives no parts of a file, and this one has ${size} bytes`);
  }

  #checkPart(range: string | null, at: Span): void {
    const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(range ?? "") ?? [];
    if (start === undefined)
      throw new TareError("machine", `${this.#place} does not say which part it gives`);
    if (total !== "*" && Number(total) !== this.#file.size) throw this.#changed();
    if (Number(start) !== at.start)
      throw new TareError("machine", `${this.#place} gives another part than it was asked for`);
  }

  #changed(): TareError {
    return new TareError("machine", `${this.#place} was changed while it was read`, {
      hint: "scan again",
    });
  }

  #refused(status: number): TareError {
    return new TareError("machine", `${this.#place} is refused: status ${status}`);
  }
}
