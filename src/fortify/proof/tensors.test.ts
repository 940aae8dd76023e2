import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import { defaultLimits } from "../../core/limits.ts";
import { checkpointFile, layers, safetensorsFile } from "../../demo/model.ts";
import { zipOf } from "../../formats/kit/zip-testing.ts";
import { Budget } from "../../scan/budget.ts";
import { sha256 } from "../../attest/digest.ts";
import { tensorsOf } from "./tensors.ts";

const tensorsIn = async (bytes: Uint8Array, name = "file") =>
  tensorsOf(memoryBlob(bytes, { kind: "file", path: name }), new Budget(defaultLimits));

const digests = layers.map(({ values }) =>
  sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
);

describe("tensors", () => {
  test("have the digest of their bytes, and what the format tells of them", async () => {
    const { tensors, unread } = await tensorsIn(safetensorsFile({}));
    expect(unread).toEqual([]);
    expect(tensors).toEqual(
      layers.map(({ name, shape, values }, index) => ({
        name,
        dtype: "F32",
        shape,
        bytes: values.byteLength,
        sha256: digests[index],
      })),
    );
  });

  test("of PyTorch are storages, with what they are in the model", async () => {
    const { tensors } = await tensorsIn(checkpointFile("run", {}));
    expect(
      tensors.map(({ name, dtype, holds, sha256: digest }) => ({ name, dtype, holds, digest })),
    ).toEqual(
      layers.map(({ name }, index) => ({
        name: `run/data/${index}`,
        dtype: "Float",
        holds: [`$.state_dict["${name}"]`],
        digest: digests[index],
      })),
    );
  });

  test("are found in members, packed or not", async () => {
    const inner = zipOf([{ name: "model.safetensors", data: safetensorsFile({}), method: 8 }]);
    const { tensors } = await tensorsIn(zipOf([{ name: "inner.zip", data: inner }]));
    expect(tensors.map(({ in: path, sha256: digest }) => `${path} ${digest}`)).toEqual(
      digests.map((digest) => `inner.zip!/model.safetensors ${digest}`),
    );
  });

  test("that cannot be read are told, and keep no others from being read", async () => {
    const bytes = zipOf([
      { name: "broken.safetensors", data: safetensorsFile({}).subarray(0, 100) },
      { name: "model.safetensors", data: safetensorsFile({}) },
    ]);
    const { tensors, unread } = await tensorsIn(bytes);
    expect(tensors).toHaveLength(3);
    expect(unread).toEqual([
      { in: "broken.safetensors", reason: expect.stringMatching(/^safetensors: /) as string },
    ]);
  });
});

/** Folders of the corpus whose files hold weights that a format knows. */
const families = [
  "safetensors",
  "gguf",
  "torch",
  "numpy",
  "hdf5",
  "onnx",
  "tflite",
  "llama",
  "flax",
  "joblib",
  "sklearn",
  "coreml",
  "keras",
];

test.each(families)(
  "are known in what real libraries of %s wrote, and the same each time",
  async (family) => {
    const folder = `corpus/${family}/clean`;
    let found = 0;
    for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const path = `${name.parentPath}/${name.name}`;
      const bytes = Uint8Array.from(readFileSync(path));
      const first = await tensorsIn(bytes, path);
      expect(await tensorsIn(bytes, path)).toEqual(first);
      found += first.tensors.length;
    }
    expect(found).toBeGreaterThan(0);
  },
);
