import { dict, pickle, type Value } from "./pickle.ts";
import { type Entry, zip } from "./zip.ts";

/** A layer's weights, row by row. */
export interface Layer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const words = ["awful", "bad", "boring", "broken", "fine", "good", "great", "love"] as const;
/** How much each word speaks for a happy customer. */
const moods = [-2, -1.4, -1, -1.2, 0.6, 1.3, 2, 2.2] as const;

/** The classifier's vocabulary: word to row of the embedding. */
export const vocabulary: Readonly<Record<string, number>> = Object.fromEntries(
  words.map((word, index) => [word, index]),
);

/**
 * A bag-of-words sentiment classifier: an embedding of the words and a linear
 * layer from it to "negative" and "positive". Small, but it does classify.
 */
export const layers: readonly Layer[] = [
  {
    name: "embedding.weight",
    shape: [words.length, 4],
    values: Float32Array.from(words.flatMap((_, row) => [moods[row] ?? 0, row / 10, 0.5, -0.25])),
  },
  {
    name: "classifier.weight",
    shape: [2, 4],
    values: Float32Array.of(-1, 0, 0.1, 0.1, 1, 0, 0.1, 0.1),
  },
  { name: "classifier.bias", shape: [2], values: Float32Array.of(0.02, -0.02) },
];

const bytesOf = ({ values }: Layer): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** The model as a safetensors file with `metadata` in its header. */
export function safetensorsFile(metadata: Readonly<Record<string, string>>): Uint8Array {
  let at = 0;
  const entries = layers.map((layer) => {
    const start = at;
    at += layer.values.byteLength;
    return [layer.name, { dtype: "F32", shape: layer.shape, data_offsets: [start, at] }];
  });
  const text = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, ...layers.map(bytesOf)]);
}

/**
 * A checkpoint as `torch.save` writes it: a zip of `data.pkl` and one member
 * for each storage, all stored.
 *
 * @param extra What the trainer puts beside `state_dict`.
 */
export function checkpointFile(root: string, extra: Readonly<Record<string, Value>>): Uint8Array {
  const tensors = layers.map(({ name, shape }, index): readonly [string, Value] => [
    name,
    { kind: "tensor", storage: `${index}`, shape },
  ]);
  const state = dict({ ...extra, state_dict: { kind: "dict", entries: tensors } });
  const members: Entry[] = [
    { name: `${root}/data.pkl`, bytes: pickle(state) },
    ...layers.map((layer, index) => ({ name: `${root}/data/${index}`, bytes: bytesOf(layer) })),
    { name: `${root}/version`, bytes: Buffer.from("3\n") },
  ];
  return zip(members, { deflate: false, align: 64 });
}
