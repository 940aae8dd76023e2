import { contentsOf } from "./walk.ts";

/** A log of patches, cut so that a piece is of some 64 kB. */
export function* patches(log: Buffer): Generator<Buffer> {
  for (let at = 0, end = 0; at < log.length; at = end) {
    const found = log.indexOf("\ncommit ", at + 65_536);
    end = found === -1 ? log.length : found + 1;
    yield log.subarray(at, end);
  }
}

/** The machine's own scripts as patches that add them, without an end. */
export function* patchesMade(): Generator<Buffer> {
  for (let round = 0; ; round++)
    for (const content of contentsOf([".pl", ".pm", ".sh", ".h", ".py", ".js"])) {
      const lines = content.toString("latin1").trimEnd().split("\n");
      const name = `round-${round}/file`;
      const head = `diff --git a/${name} b/${name}\n--- /dev/null\n+++ b/${name}\n@@ -0,0 +1,${lines.length} @@\n`;
      yield Buffer.from(`${head}${lines.map((line) => `+${line}\n`).join("")}`, "latin1");
    }
}
