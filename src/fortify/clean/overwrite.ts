import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeBlob, writePieces } from "./disk.ts";
import type { Sink } from "./sink.ts";

/** Changes files where they lie, with no way back: only for a copy that nobody has seen yet. */
export const overwrite: Sink = {
  put: async ({ root }, { path, name, mode }, change, newName = name) => {
    const to = join(root, newName);
    switch (change.kind) {
      case "none":
        break;
      case "patch":
        await chmod(path, 0o600);
        await writePieces(path, change.pieces);
        await chmod(path, mode & 0o7777);
        break;
      case "rewrite":
        await writeBlob(`${path}.part`, change.blob, mode);
        await rename(`${path}.part`, path);
        break;
      case "drop":
        return rm(path);
    }
    if (newName === name) return;
    await mkdir(dirname(to), { recursive: true });
    await rename(path, to);
  },
};
