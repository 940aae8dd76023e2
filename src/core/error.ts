/**
 * The ways in which tare can fail, each with the exit status it leads to. A
 * finding is not a failure: it is what tare was asked for.
 */
export const failures = {
  /** The command line, or a file that the user wrote for tare, is wrong. */
  usage: 2,
  /** A blob does not follow its format; inside a scan this becomes a gap. */
  malformed: 2,
  /** A bound was met before the work was done; inside a scan this becomes a gap. */
  limit: 4,
  /** The disk, the network or the operating system said no. */
  machine: 4,
} as const satisfies Record<string, number>;

export type Failure = keyof typeof failures;

export interface TareErrorOptions {
  /** What the reader can do about it, as one imperative sentence without a full stop. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** An expected failure. Anything else that is thrown is a bug in tare. */
export class TareError extends Error {
  readonly kind: Failure;
  readonly hint: string | undefined;

  constructor(kind: Failure, message: string, options: TareErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "TareError";
    this.kind = kind;
    this.hint = options.hint;
  }
}

/** The bytes do not follow the format's specification; `at` is the offset where that shows. */
export class MalformedError extends TareError {
  readonly at: number;

  constructor(format: string, at: number, message: string) {
    super("malformed", `${format}: ${message} at byte ${at}`);
    this.name = "MalformedError";
    this.at = at;
  }
}

/** Going on would take more than a limit allows: depth, bytes, time or members. */
export class LimitError extends TareError {
  constructor(message: string) {
    super("limit", message);
    this.name = "LimitError";
  }
}
