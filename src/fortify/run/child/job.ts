import type { Redactor } from "../../redact/redactor.ts";
import type { Host } from "../host.ts";
import type { Signals } from "./signals.ts";

/** A command that is to be run. */
export interface Job {
  /** The program's path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Masks one stream; each has its own. */
  readonly redactor: () => Redactor;
  readonly host: Host;
  readonly signals: Signals;
  /** Tells the user something. */
  readonly warn: (message: string) => void;
}
