import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { isText } from "./kit/printable.ts";
import { messagesOf } from "./kit/protobuf-fields.ts";
import { messageRegions } from "./kit/protobuf-walk.ts";

const { ModelProto } = messagesOf({
  ModelProto: {
    1: "pieces[]: Piece",
    2: "trainer_spec: TrainerSpec",
    3: "normalizer_spec: NormalizerSpec",
    4: "self_test_data: SelfTestData",
    5: "denormalizer_spec: NormalizerSpec",
  },
  Piece: { 1: "piece: string", 2: "score", 3: "type" },
  TrainerSpec: {
    1: "input[]: string",
    2: "model_prefix: string",
    3: "model_type",
    4: "vocab_size",
    5: "accept_language[]: string",
    6: "self_test_sample_size",
    7: "input_format: string",
    10: "character_coverage",
    30: "control_symbols[]: string",
    31: "user_defined_symbols[]: string",
    36: "required_chars: string",
    44: "unk_surface: string",
    45: "unk_piece: string",
    46: "bos_piece: string",
    47: "eos_piece: string",
    48: "pad_piece: string",
    53: "pretokenization_delimiter: string",
    54: "seed_sentencepieces_file: string",
  },
  NormalizerSpec: {
    1: "name: string",
    2: "precompiled_charsmap: bytes",
    6: "normalization_rule_tsv: string",
  },
  SelfTestData: { 1: "samples[]: Sample" },
  Sample: { 1: "input: string", 2: "expected: string" },
});

/**
 * A tokenizer: one protobuf message with all pieces of the vocabulary, and how it
 * was trained, which tells the files that it was trained on.
 */
export const sentencepiece: Format = {
  id: "sentencepiece",
  title: "SentencePiece",
  tier: "specific",
  specification:
    "https://github.com/google/sentencepiece/blob/master/src/sentencepiece_model.proto",
  reads: "pieces, trainer and normalizer settings; unknown fields swept",
  tested: "SentencePiece",

  matches: ({ head, blob }) => beginsWithPieces(head, blob.size),

  async *regions(blob) {
    const root = { blob, message: ModelProto, key: "$", end: blob.size };
    yield* messageRegions(new Cursor(blob, "sentencepiece", span(0, blob.size)), root);
  },
};

/** Tags: a message in field 1, text in field 1, a float in field 2, a varint in field 3. */
const tags = { message: 0x0a, text: 0x0a, score: 0x15, type: 0x18 };
/** How many pieces must be right. A file of fewer is no vocabulary. */
const proof = 3;

/** Protobuf has no magic number, but a text with a float behind it, three times over, is no other message. */
function beginsWithPieces(head: Uint8Array, size: number): boolean {
  let at = 0;
  for (let count = 0; count < proof; count++) {
    const length = head[at + 1] ?? 0;
    const end = at + 2 + length;
    if (end > Math.min(head.length, size) || !isPiece(head.subarray(at, end))) return false;
    at = end;
  }
  return true;
}

function isPiece(bytes: Uint8Array): boolean {
  const length = bytes[3] ?? 0;
  const end = 4 + length;
  const isTagged = bytes[0] === tags.message && bytes[2] === tags.text && bytes[end] === tags.score;
  const rest = bytes.length - (end + 5);
  const isWhole = rest === 0 || (rest === 2 && bytes[end + 5] === tags.type);
  return isTagged && isWhole && length > 0 && isText(bytes.subarray(4, end));
}
