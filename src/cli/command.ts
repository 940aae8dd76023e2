import type { Host } from "../fortify/run/host.ts";
import type { Program } from "../fortify/hook/script.ts";
import type { Options, Values } from "./options.ts";

/** The world as a command sees it: no command touches `process`, so a test can hand in its own. */
export interface Shell {
  /** Writes to standard output, as it stands. */
  readonly out: (text: string) => void;
  /** Writes bytes to standard output; done when they are on their way. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Writes to standard error, as it stands. */
  readonly err: (text: string) => void;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns of the terminal on standard output; `undefined` when it is none. */
  readonly columns: number | undefined;
  /** Whether standard output shows colours. */
  readonly colour: boolean;
  /** Whether standard error is a terminal, so that progress can be shown on it. */
  readonly interactive: boolean;
  /** How this command line was started, so that a hook can start it again. */
  readonly program?: Program;
  /** Fires when tare is to stop (Ctrl-C, SIGTERM). Who asks for it ends then, with what there is so far. */
  readonly signal: AbortSignal;
  /** Shows a file as a double click does, and says whether it could. A test hands in its own. */
  readonly open?: (file: string) => Promise<boolean>;
  /** Only tests set it: the origin that is asked in place of a provider's host. */
  readonly standIn?: (host: string) => string;
  /** For a command that runs another one in its own place; a test may have none. */
  readonly host?: Host;
}

/** One command. What it needs beyond its description it loads in `run`, so that `--help` stays quick. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** What stands after the name in the usage line: `[TARGET…]`. */
  readonly takes: string;
  /** Sentences and examples below the options in its help. */
  readonly details?: string;
  readonly options: Options;
  /**
   * @param values As parsed by `options`.
   * @returns The exit status.
   * @throws {TareError} An expected failure; its kind fixes the exit status.
   */
  readonly run: (operands: readonly string[], values: Values, shell: Shell) => Promise<number>;
}
