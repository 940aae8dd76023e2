import { slice } from "../core/blob.ts";
import type { Format, Probe, TensorLabel } from "../core/format.ts";
import { Cursor } from "./kit/cursor.ts";
import { readPickle } from "./kit/pickle.ts";
import { storageLabels } from "./kit/torch-labels.ts";
import { readZip, zipRegions } from "./kit/zip.ts";
import { readDirectory } from "./kit/zip-directory.ts";
import { findEnd } from "./kit/zip-end.ts";
import { packZip } from "./kit/zip-pack.ts";
import { sealZip } from "./kit/zip-seal.ts";
import { stripZip } from "./kit/zip-strip.ts";

/**
 * What `torch.save`, `torch.jit.save`, `torch.package` and `torch.export.save`
 * write: a zip with one folder, which is called after the file as it was first
 * named. In it are pickles, code, and a member for each storage. Whatever is no
 * storage is a member like those of any zip; the pickles are read by `pickle.ts`.
 */
export const pytorchZip: Format = {
  id: "pytorch-zip",
  title: "PyTorch",
  tier: "specific",
  specification: "https://github.com/pytorch/pytorch/blob/main/caffe2/serialize/inline_container.h",
  reads: "names, pickles, code, extra files; storages skipped; zip swept as any other",
  tested: "torch, Lightning, transformers",

  matches: async (probe) => {
    const root = rootOf(probe.head);
    return root !== undefined && isTorch(new Set(await names(probe)), root);
  },

  async *regions(blob) {
    yield* zipRegions(blob, await readZip(blob), ({ name }) => storageName.test(name));
  },

  async labels(blob) {
    const { members } = await readZip(blob);
    const labels = new Map<string, TensorLabel>();
    for (const { name, method, data } of members) {
      const [, folder] = pickleOfTensors.exec(name) ?? [];
      if (folder === undefined || method !== 0) continue;
      const pickle = slice(blob, data, name);
      const told = await storageLabels(await readPickle(pickle, new Cursor(pickle, "pickle")));
      for (const [key, label] of told) labels.set(`${folder}/${key}`, label);
    }
    return labels;
  },

  reseal: sealZip,
  repack: packZip,
  strip: stripZip,
};

/** Storages are called by number: of tensors, of constants of scripts, of packages, of exported programs. */
const storageName =
  /^[^/]+\/(?:(?:data|tensors|constants)\/\d+|\.data\/\d+\.storage|data\/(?:weights|constants)\/(?:weight|tensor)_\d+)$/;

/** `data.pkl` tells of what lies in `data/`, and `constants.pkl` of what lies in `constants/`. */
const pickleOfTensors = /^([^/]+\/(?:data|constants))\.pkl$/;

/** The folder of the first member, whose local header starts the file (APPNOTE.TXT §4.3.7). */
function rootOf(head: Uint8Array): string | undefined {
  if (head.length < 30 || head[0] !== 0x50 || head[1] !== 0x4b || head[2] !== 3) return undefined;
  const length = (head[26] ?? 0) + (head[27] ?? 0) * 256;
  const [root, ...rest] = new TextDecoder().decode(head.subarray(30, 30 + length)).split("/");
  return rest.length > 0 ? root : undefined;
}

async function names({ blob }: Probe): Promise<string[]> {
  const end = await findEnd(blob);
  const directory = end && (await readDirectory(blob, end));
  return directory?.entries.map(({ name }) => name) ?? [];
}

/** What each of the writers puts in its folder and nobody else does. */
function isTorch(members: ReadonlySet<string>, root: string): boolean {
  const has = (name: string): boolean => members.has(`${root}/${name}`);
  const isModel = (has("data.pkl") || has("constants.pkl")) && has("version");
  return isModel || has(".data/extern_modules") || has("archive_format");
}
