/** What the demo pickles: the shapes of which checkpoints are made. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly kind: "dict"; readonly entries: readonly (readonly [string, Value])[] }
  | { readonly kind: "tensor"; readonly storage: string; readonly shape: readonly number[] };

/** A dictionary in the order of its keys. */
export const dict = (entries: Readonly<Record<string, Value>>): Value => ({
  kind: "dict",
  entries: Object.entries(entries),
});

/** Pickles a value as `torch.save` does: protocol 2, storages by persistent id. */
export function pickle(value: Value): Uint8Array {
  return Buffer.concat([Buffer.of(0x80, 2), ...write(value), Buffer.from(".")]);
}

function* write(value: Value): Generator<Uint8Array> {
  if (value === null) yield Buffer.from("N");
  else if (typeof value === "string") yield unicode(value);
  else if (typeof value === "boolean") yield Buffer.from(value ? "\x88" : "\x89", "latin1");
  else if (typeof value === "number")
    yield Number.isSafeInteger(value) ? integer(value) : real(value);
  else if (!("kind" in value)) yield* sequence(value);
  else if (value.kind === "dict") yield* dictionary(value.entries);
  else yield* tensor(value.storage, value.shape);
}

function* sequence(items: readonly Value[]): Generator<Uint8Array> {
  yield Buffer.from("](");
  for (const item of items) yield* write(item);
  yield Buffer.from("e");
}

function* dictionary(entries: readonly (readonly [string, Value])[]): Generator<Uint8Array> {
  yield Buffer.from("}(");
  for (const [key, item] of entries) {
    yield unicode(key);
    yield* write(item);
  }
  yield Buffer.from("u");
}

/** `_rebuild_tensor_v2(storage, offset, shape, stride, requires_grad, hooks)`. */
function* tensor(storage: string, shape: readonly number[]): Generator<Uint8Array> {
  const count = shape.reduce((product, each) => product * each, 1);
  yield Buffer.from("ctorch._utils\n_rebuild_tensor_v2\n((");
  yield unicode("storage");
  yield Buffer.from("ctorch\nFloatStorage\n");
  yield unicode(storage);
  yield unicode("cpu");
  yield integer(count);
  yield Buffer.from("tQ");
  yield integer(0);
  yield* tuple(shape);
  yield* tuple(strides(shape));
  yield Buffer.from("\x89ccollections\nOrderedDict\n)RtR", "latin1");
}

function* tuple(numbers: readonly number[]): Generator<Uint8Array> {
  yield Buffer.from("(");
  for (const each of numbers) yield integer(each);
  yield Buffer.from("t");
}

const strides = (shape: readonly number[]): number[] =>
  shape.map((_, index) => shape.slice(index + 1).reduce((product, each) => product * each, 1));

/** BINUNICODE, followed by BINPUT 0: that letter after each string is what blinds other scanners. */
function unicode(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const head = Buffer.alloc(5, "X");
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes, Buffer.from("q\0")]);
}

function integer(number: number): Uint8Array {
  const bytes = Buffer.alloc(5, "J");
  bytes.writeInt32LE(number, 1);
  return bytes;
}

function real(number: number): Uint8Array {
  const bytes = Buffer.alloc(9, "G");
  bytes.writeDoubleBE(number, 1);
  return bytes;
}
