import type { Format } from "../core/format.ts";
import { lookAt, msgpackRegions } from "./kit/msgpack-file.ts";

/**
 * MessagePack, a JSON in bytes: what spaCy and thinc write, and Orbax' older
 * checkpoints. It has no magic number, so it is known by a map with a text for
 * its first key that goes on as it should.
 */
export const msgpack: Format = {
  id: "msgpack",
  title: "MessagePack",
  tier: "general",
  specification: "https://github.com/msgpack/msgpack/blob/master/spec.md",
  reads: "keys and strings; bytes swept; arrays of numbers skipped; trailer swept",
  tested: "msgpack, srsly",

  matches: async (probe) => (await lookAt(probe)).reads,

  regions: msgpackRegions,
};
