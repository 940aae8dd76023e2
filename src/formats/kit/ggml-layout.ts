import { latin1 } from "../../core/latin1.ts";
/** What the first numbers of a file say of the rest. */
export interface GgmlHead {
  readonly magic: "ggml" | "ggmf" | "ggjt" | "ggla";
  /** Whether each piece of the vocabulary has a score. */
  readonly hasScores: boolean;
  /** Whether tensors start at multiples of 32 bytes. */
  readonly isAligned: boolean;
}

/** The magic is a number, so that its letters stand backwards. */
const magics: ReadonlyMap<string, GgmlHead> = new Map([
  ["lmgg", { magic: "ggml", hasScores: false, isAligned: false }],
  ["fmgg", { magic: "ggmf", hasScores: true, isAligned: false }],
  ["tjgg", { magic: "ggjt", hasScores: true, isAligned: true }],
  ["algg", { magic: "ggla", hasScores: false, isAligned: true }],
]);

/** How many bytes `layoutOf` wants to see. */
export const headRoom = 64;
/** Versions went up to 3. */
const newest = 16;
/** What file starts with these bytes; undefined when none of this kind. */
export function ggmlHead(head: Uint8Array): GgmlHead | undefined {
  const found = magics.get(latin1(head.subarray(0, 4)));
  if (!found || head.length < 16) return undefined;
  const isVersioned = found.magic !== "ggml";
  return isVersioned && u32(head, 4) > newest ? undefined : found;
}

/** Where the vocabulary starts, and of how many pieces; undefined when their number stands there. */
export interface GgmlLayout {
  readonly vocabularyAt: number;
  readonly tokens: number | undefined;
}

/** Numbers of a llama: vocabulary, embedding, multiple, heads, layers, rotation, type. */
const llamaNumbers = 7;
/** Those of Whisper, before the filters of its ear. */
const whisperNumbers = 11;
/** Frequencies of each filter, and how many filters there can be. */
const whisperBins = 201;
const whisperFilters: readonly number[] = [80, 128];
/** How many numbers GPT-2, GPT-J, StarCoder and others of ggml's examples have, least and most. */
const exampleNumbers = [4, 12] as const;

/**
 * How the file goes on, which only the program that reads it knows: each kind of
 * model has other numbers in its head. `ggml` is tried for those that are known.
 */
export function layoutOf(head: Uint8Array, { magic }: GgmlHead): GgmlLayout | undefined {
  if (head.length < headRoom) return magic === "ggla" ? lora : undefined;
  if (magic === "ggla") return lora;
  if (magic !== "ggml") return { vocabularyAt: 8 + llamaNumbers * 4, tokens: u32(head, 8) };
  const filters = 4 + whisperNumbers * 4;
  if (whisperFilters.includes(u32(head, filters)) && u32(head, filters + 4) === whisperBins)
    return { vocabularyAt: filters + 8 + u32(head, filters) * whisperBins * 4, tokens: undefined };
  // The examples say the size of the vocabulary a second time, right before it.
  const tokens = u32(head, 4);
  for (let count = exampleNumbers[0]; count <= exampleNumbers[1]; count++)
    if (u32(head, 4 + count * 4) === tokens) return { vocabularyAt: 8 + count * 4, tokens };
  return { vocabularyAt: 4 + llamaNumbers * 4, tokens };
}

/** A rank and a scale stand between version and tensors. */
const lora: GgmlLayout = { vocabularyAt: 16, tokens: 0 };

const u32 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, true);
