/** The process that a command is run for: its streams, and the signals that it gets. */
export type Host = Pick<
  NodeJS.Process,
  "stdin" | "stdout" | "stderr" | "pid" | "kill" | "on" | "off"
>;
