import { closeSync, openSync, writeSync } from "node:fs";
import { type Kind as Leak, valueOf } from "../../corpus/plants.ts";
import type { Kind } from "./kinds.ts";

/** What a corpus was made of. */
export interface Made {
  readonly bytes: number;
  /** Of these bytes, those that are not from the machine's files. */
  readonly madeBytes: number;
  readonly planted: readonly string[];
}

const leaks: readonly Leak[] = ["aws", "hf", "path", "host", "email"];
/** Bytes from one planted value to the next, at least. */
const betweenPlants = 500_000;

/** Writes a corpus of one kind, of exactly `size` bytes, with made-up values in lines of their own. */
export function writeKind(file: string, kind: Kind, size: number): Made {
  const planted: string[] = [];
  let bytes = 0;
  let fromFiles = 0;
  const output = openSync(file, "w");
  const put = (piece: Buffer): number => {
    const written = writeSync(output, piece, 0, Math.min(piece.length, size - bytes));
    bytes += written;
    return written;
  };
  for (const [from, pieces] of [["files", kind.found()] as const, ["made", kind.made()] as const])
    for (const piece of pieces) {
      if (bytes === size) break;
      const written = put(piece);
      if (from === "files") fromFiles += written;
      if (bytes >= (planted.length + 1) * betweenPlants && size - bytes > 1000)
        put(plant(kind.id, planted));
    }
  closeSync(output);
  return { bytes, madeBytes: bytes - fromFiles, planted };
}

function plant(kind: string, planted: string[]): Buffer {
  const leak = leaks[planted.length % leaks.length] ?? "aws";
  const value = valueOf(leak, `bench-${kind}-${planted.length}`);
  planted.push(value);
  return Buffer.from(`\nusing ${value} for upload\n`);
}
