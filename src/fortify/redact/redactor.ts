import type { Secret } from "../../core/secret.ts";
import type { Matcher } from "../../engine/matcher.ts";

/** A value that must not be seen, by the name that stands for it in counts and masks. */
export interface SecretValue {
  readonly name: string;
  readonly value: Secret;
}

export interface RedactorOptions {
  /** Values that are masked wherever they stand, in every spelling that is known. */
  readonly values?: readonly SecretValue[];
  /** Finds what is masked although its value is not known. */
  readonly matcher?: Matcher;
  /** Stands for what is masked: `{name}` in it is the value's name, or the rule's. Default: `***`. */
  readonly mask?: string;
  /** Shorter values are not masked as they stand. Default: 6 bytes; at least 4. */
  readonly shortest?: number;
}

/**
 * Masks secrets in a stream of bytes. All else passes through as it is.
 *
 * Bytes come out line by line, so whoever feeds it calls `idle` when the rest
 * of a line has waited for some time (100 ms, say).
 */
export class Redactor {
  /** How often something was masked, by the name of the value or of the rule. */
  readonly counts: ReadonlyMap<string, number> = new Map();

  constructor(options: RedactorOptions = {}) {
    void options;
  }

  /** Masks one more value from now on. */
  add(value: SecretValue): void {
    void value;
  }

  /** Takes what comes next; returns what may be written now. */
  push(chunk: Uint8Array): Uint8Array {
    return chunk;
  }

  /** Nothing came for a while: returns what need not wait for the end of its line. */
  idle(): Uint8Array {
    return new Uint8Array(0);
  }

  /** Nothing more will come: returns all that was kept back. */
  end(): Uint8Array {
    return new Uint8Array(0);
  }
}
