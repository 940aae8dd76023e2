import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { dataFolder } from "../measure.ts";
import { type Kind, kinds } from "./kinds.ts";
import { writeSmall } from "./small.ts";
import { type Tensor, tensors, writeTensor } from "./tensors.ts";
import { type Made, writeKind } from "./write.ts";

/** A corpus of one kind of text. */
export interface KindFile extends Made {
  readonly id: Kind["id"];
  readonly file: string;
}

/** The inputs of the speed benches. Made once for each size. */
export interface Corpora {
  readonly kinds: readonly KindFile[];
  /** A folder of all kinds, a file each. */
  readonly folder: string;
  /** All kinds one after another. */
  readonly text: string;
  /** The same in little, for what is slow. */
  readonly sample: string;
  readonly tensors: Readonly<Record<Tensor["id"], string>>;
  readonly small: Small;
  /** The same in little, for what is slow. */
  readonly smallSample: Small;
}

export interface Small {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

const smallFiles = 14_000;
/** Of each kind, in the sample for slow programs. */
const sampleOfKind = 2_000_000;

/** Makes what is not there yet. @param size Bytes of each kind of text. */
export function corpora(size: number): Corpora {
  const root = join(dataFolder, `corpora-${size}`);
  const folder = join(root, "kinds");
  mkdirSync(folder, { recursive: true });
  const files = kinds.map((kind) => kindFile(folder, kind, size));
  const small = join(root, "small");
  return {
    kinds: files,
    folder,
    text: joined(join(root, "text.txt"), files, size),
    sample: joined(join(root, "sample.txt"), files, sampleOfKind),
    tensors: tensorFiles(root, size),
    small: smallFolder(small, Math.min(smallFiles, Math.round(size / 3500))),
    smallSample: smallFolder(`${small}-sample`, Math.min(smallFiles, Math.round(size / 3500)) / 20),
  };
}

function kindFile(folder: string, kind: Kind, size: number): KindFile {
  const file = join(folder, `${kind.id}.txt`);
  const notes = join(folder, `../${kind.id}.json`);
  if (!existsSync(notes)) writeFileSync(notes, JSON.stringify(writeKind(file, kind, size)));
  return { id: kind.id, file, ...(JSON.parse(readFileSync(notes, "utf8")) as Made) };
}

/** The first `size` bytes of each file, one after another, as UTF-8 throughout: detect-secrets skips anything else. */
function joined(file: string, files: readonly KindFile[], size: number): string {
  if (existsSync(file)) return file;
  const part = `${file}.part`;
  rmSync(part, { force: true });
  for (const each of files)
    appendFileSync(part, readFileSync(each.file).subarray(0, size).toString("utf8"));
  renameSync(part, file);
  return file;
}

function tensorFiles(root: string, size: number): Corpora["tensors"] {
  const files = tensors.map((tensor) => {
    const file = join(root, `${tensor.id}.bin`);
    if (!existsSync(file)) {
      writeTensor(`${file}.part`, tensor, tensor.id === "tensor.f32" ? size * 20 : size * 2);
      renameSync(`${file}.part`, file);
    }
    return [tensor.id, file] as const;
  });
  return Object.fromEntries(files) as Record<Tensor["id"], string>;
}

function smallFolder(folder: string, count: number): Small {
  const files = Math.max(10, Math.round(count));
  const notes = `${folder}.json`;
  if (!existsSync(notes))
    writeFileSync(notes, JSON.stringify({ bytes: writeSmall(folder, files) }));
  const { bytes } = JSON.parse(readFileSync(notes, "utf8")) as { readonly bytes: number };
  return { folder, files, bytes };
}

/** Size of a file in bytes. */
export const sizeOf = (file: string): number => statSync(file).size;
