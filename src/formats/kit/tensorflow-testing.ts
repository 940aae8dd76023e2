import { field } from "./protobuf-testing.ts";
import { join } from "./testing.ts";

/** An attribute of a node. */
const attribute = (key: string, ...parts: readonly Uint8Array[]): Uint8Array =>
  field(5, field(1, key), field(2, ...parts));

const words = field(8, field(1, 7), field(8, "/data/ana/vocab.txt"), field(8, "second"));
const weights = field(8, field(1, 1), field(4, new Uint8Array(64)));

/** A GraphDef with a string constant, weights, and a function. */
export const graphSample = join(
  field(1, field(1, "asset"), field(2, "Const"), attribute("value", words)),
  field(1, field(1, "dense/kernel"), field(2, "Const"), attribute("value", weights)),
  field(
    1,
    field(1, "table"),
    field(2, "HashTableV2"),
    attribute("shared_name", field(2, "hash_/srv/a")),
  ),
  field(
    2,
    field(1, field(1, field(1, "__inference_call_12")), field(3, field(1, "n"), field(2, "Relu"))),
  ),
  field(4, field(1, 2000)),
);

/** A MetaGraphDef around it. */
export const metaGraphSample = join(
  field(1, field(4, "serve"), field(5, "2.21.0"), field(6, "v2.21.0-rc1-7-gabcdef")),
  field(2, graphSample),
  field(4, field(1, "notes"), field(2, field(2, field(1, "by ana@example.com")))),
  field(6, field(2, "vocab.txt")),
  field(7, field(1, field(4, field(1, "_generic"), field(3, '{"a": "b"}')))),
);
