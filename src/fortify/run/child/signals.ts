import { constants } from "node:os";
import type { Host } from "../host.ts";

/** What ends or tells a program something; schedulers send SIGUSR1 and SIGTERM before time is up. */
const passed = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGUSR2"] as const;

/** Takes the signals that would end tare, so that they reach the command and tare can tidy up after it. */
export class Signals implements Disposable {
  /** The first that came before there was anybody to send it to. */
  early: NodeJS.Signals | undefined;
  #send: ((signal: NodeJS.Signals) => void) | undefined;
  readonly #host: Host;
  readonly #listener = (signal: NodeJS.Signals): void => {
    if (this.#send) this.#send(signal);
    else this.early ??= signal;
  };

  constructor(host: Host) {
    this.#host = host;
    for (const each of passed) host.on(each, this.#listener);
  }

  /** Sends them on from now on. */
  sendTo(send: (signal: NodeJS.Signals) => void): void {
    this.#send = send;
  }

  [Symbol.dispose](): void {
    for (const each of passed) this.#host.off(each, this.#listener);
  }
}

/** The exit status that shells give a command which a signal ended. */
export const statusOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
