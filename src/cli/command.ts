/** The world as a command sees it: no command touches `process`, so a test can hand in its own. */
export interface Shell {
  /** Writes to standard output, as it stands. */
  readonly out: (text: string) => void;
  /** Writes one line to standard error. */
  readonly err: (line: string) => void;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns of the terminal on standard output; `undefined` when it is none. */
  readonly columns: number | undefined;
  /** Whether standard error is a terminal. */
  readonly interactive: boolean;
  /** Fires when the user wants to stop. */
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** Long options with what they do; the same data parses them, prints help and completes. */
  readonly options: Readonly<Record<string, Option>>;
  /** Returns the exit status. */
  run(args: readonly string[], shell: Shell): Promise<number>;
}

export interface Option {
  readonly type: "string" | "boolean";
  readonly short?: string;
  readonly multiple?: boolean;
  /** What stands after a string option in help: `FILE`. */
  readonly takes?: string;
  /** The words that it takes, for completion and errors. */
  readonly oneOf?: readonly string[];
  readonly default?: string;
  readonly help: string;
}
