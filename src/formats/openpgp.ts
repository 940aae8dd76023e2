import type { Blob } from "../core/blob.ts";
import { plain } from "../core/coding.ts";
import type { Format } from "../core/format.ts";
import { name, type Region, value } from "../core/region.ts";
import { lengthOf, span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { type Packet, packetHeader } from "./kit/openpgp-packets.ts";

/** Kinds of packets (RFC 9580 §5). */
const kinds = {
  sessionKey: 1,
  secretKey: 5,
  publicKey: 6,
  secretSubkey: 7,
  literal: 11,
  userId: 13,
  publicSubkey: 14,
} as const;
/** Kinds of packets that hold what only a key opens. */
const encrypted = new Set([9, 18, 20]);
/** Algorithms for keys that are in use (RFC 9580 §9.1). */
const algorithms = new Set([1, 2, 3, 16, 17, 18, 19, 22, 25, 26, 27, 28]);

const longestId = 64 * 1024;

/** A key, public or secret, or a message that was encrypted for one: each has a version where others have none. */
function isRing(head: Uint8Array): boolean {
  const { tag, at } = firstPacket(head);
  const version = head[at] ?? 0;
  const isAlgorithm = (where: number): boolean => algorithms.has(head[at + where] ?? 0);
  if (tag === kinds.sessionKey) return version === 3 && isAlgorithm(9);
  const isKey = tag === kinds.secretKey || tag === kinds.publicKey;
  return isKey && version >= 3 && version <= 6 && isAlgorithm(version === 3 ? 7 : 5);
}

/** The kind of the first packet, -1 where there is none, and where what it holds starts. */
function firstPacket(head: Uint8Array): { readonly tag: number; readonly at: number } {
  const [first = 0, length = 0] = head;
  if (first < 0x80) return { tag: -1, at: 0 };
  if ((first & 0x40) === 0) return { tag: (first >> 2) & 0x0f, at: 1 + (1 << (first & 3)) };
  return { tag: first & 0x3f, at: length < 192 ? 2 : length < 224 ? 3 : 6 };
}

/** Key rings of GnuPG and its kin: whose keys they are, and that there are secret ones. */
export const openpgp: Format = {
  id: "openpgp",
  title: "OpenPGP keys",
  tier: "specific",
  specification: "https://www.rfc-editor.org/rfc/rfc9580",
  reads: "user ids; signatures, keys and unknown packets swept",
  tested: "GnuPG",

  matches: ({ head }) => isRing(head),

  async *regions(blob) {
    const cursor = new Cursor(blob, "openpgp");
    for (let number = 0; cursor.left > 0; number++) {
      const packet = await packetHeader(cursor);
      yield* packetRegions(blob, packet, number);
      cursor.skip(lengthOf(packet.body));
    }
  },

  fixed: () => "user ids and keys are signed",
};

async function* packetRegions(blob: Blob, packet: Packet, number: number): AsyncGenerator<Region> {
  const { tag, body } = packet;
  if (tag === kinds.userId && lengthOf(body) <= longestId)
    yield value(`packets[${number}].userId`, body, plain, await blob.read(body));
  else if (tag === kinds.secretKey)
    // No text, but a place with a name that a rule knows.
    yield name("secret-key", span(body.start, body.start), plain, new Uint8Array());
  else if (encrypted.has(tag)) yield { kind: "gap", reason: "encrypted: OpenPGP", span: body };
  else if (!isKeyMaterial(tag))
    yield { kind: "stretch", as: tag === kinds.literal ? "text" : "binary", span: body };
}

/** Numbers, in which there is no text. */
const isKeyMaterial = (tag: number): boolean =>
  tag === kinds.publicKey ||
  tag === kinds.publicSubkey ||
  tag === kinds.secretSubkey ||
  tag === kinds.sessionKey;
