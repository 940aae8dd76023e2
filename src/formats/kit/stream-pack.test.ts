import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Blob, memoryBlob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";
import { unpackBzip2 } from "./bzip2.ts";
import { packBzip2 } from "./bzip2-pack.ts";
import { inflate, type Unpack } from "./inflate.ts";
import { unpackLz4 } from "./lz4.ts";
import { packLz4 } from "./lz4-pack.ts";
import { unpackLzmaAlone } from "./lzma-alone.ts";
import { packLzmaAlone } from "./lzma-pack.ts";
import { deflate } from "./pack.ts";
import { unpackXz } from "./xz.ts";
import { packXz } from "./xz-pack.ts";
import { unpackZstd } from "./zstd.ts";

type Pack = (blob: Blob) => AsyncGenerator<Uint8Array>;

const streams: readonly (readonly [string, Pack, Unpack])[] = [
  ["bzip2", packBzip2, unpackBzip2],
  ["lz4", packLz4, (blob, at) => unpackLz4(blob, at, () => {})],
  ["lzma", packLzmaAlone, unpackLzmaAlone],
  ["xz", packXz, unpackXz],
  ["zlib", (blob) => deflate("zlib", blob), (blob, at) => inflate("zlib", blob, at)],
  ["zstd", (blob) => deflate("zstd", blob), (blob, at) => unpackZstd(blob, at)],
];

/** Numbers that look like noise, and are the same each time. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
}

const words = Buffer.from("the weights of a model and what else is said beside them; ");

const samples: Readonly<Record<string, Uint8Array>> = {
  nothing: new Uint8Array(),
  "a byte": Uint8Array.of(7),
  zeros: new Uint8Array(3_000_000),
  "a period": Buffer.alloc(100_000, "abc"),
  "runs of each length": Buffer.concat(
    Array.from({ length: 600 }, (_, length) => Buffer.alloc(length, length & 1 ? "a" : "b")),
  ),
  noise: noise(300_000),
  text: Buffer.concat(Array.from({ length: 5000 }, (_, at) => words.subarray(at % 50))),
  "text after noise": Buffer.concat([noise(200_000), Buffer.alloc(200_000, words), noise(70_000)]),
  "every byte": Uint8Array.from({ length: 256 }, (_, at) => at),
};

describe.each(streams)("%s", (_, pack, unpack) => {
  async function roundTrip(bytes: Uint8Array): Promise<void> {
    const packed = Buffer.concat(await Array.fromAsync(pack(memoryBlob(bytes))));
    const chunks: Uint8Array[] = [];
    const walk = unpack(memoryBlob(packed), span(0, packed.length));
    let step = await walk.next();
    for (; !step.done; step = await walk.next()) chunks.push(Uint8Array.from(step.value));
    expect(step.value).toBe(packed.length);
    expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  }

  test.each(Object.entries(samples))("unpacks to what was packed: %s", async (_, bytes) =>
    roundTrip(bytes),
  );

  test("unpacks to what was packed, whatever the bytes", async () => {
    const few = fc.array(fc.integer({ min: 97, max: 99 }), { maxLength: 600 });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          few.map((each) => Uint8Array.from(each)),
        ),
        roundTrip,
      ),
    );
  });
});
