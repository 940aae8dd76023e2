import type { Source } from "./taint.ts";

/** Whether what by its name holds a secret is opened as a file in the same code: then it is the path of one. */
export function isOpened(source: Source, code: string): boolean {
  if (source.kind !== "named") return false;
  const name = /\w+$/.exec(source.name)?.[0];
  return name !== undefined && new RegExp(`\\bopen\\((?:\\w+\\.)*${name}\\b`).test(code);
}
