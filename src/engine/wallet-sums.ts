import { sha256 } from "@noble/hashes/sha2.js";
import { base32nopad, base58, base58xrp, bech32, bech32m } from "@scure/base";
import { validateMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";

/** Whose order of the 58 characters a value is written in. */
export type Base58 = "bitcoin" | "xrp";

const alphabets = { bitcoin: base58, xrp: base58xrp } as const;

/** How many bytes of a double SHA-256 base58check keeps. */
const sumSize = 4;

/**
 * Whether the last four bytes are the double SHA-256 of those before, as in keys
 * of Bitcoin, Tezos and XRP.
 * https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki#serialization-format
 */
export function endsInBase58Sum(value: string, alphabet: Base58): boolean {
  const bytes = decoded(() => alphabets[alphabet].decode(value));
  if (!bytes || bytes.length <= sumSize) return false;
  const sum = sha256(sha256(bytes.subarray(0, -sumSize)));
  return bytes.subarray(-sumSize).every((byte, at) => byte === sum[at]);
}

/** Whether a value in bech32 or bech32m ends in its checksum (BIP 173, BIP 350). */
export const endsInBech32Sum = (value: string): boolean =>
  [bech32, bech32m].some((each) => each.decodeUnsafe(value, false) !== undefined);

/**
 * Whether a key of Stellar ends in the CRC-16 of the bytes before, low byte first.
 * https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md
 */
export function endsInStrkeySum(value: string): boolean {
  const bytes = decoded(() => base32nopad.decode(value));
  if (!bytes || bytes.length < 3) return false;
  const [low = 0, high = 0] = bytes.subarray(-2);
  return crc16(bytes.subarray(0, -2)) === low + 256 * high;
}

/** CRC-16 with the polynomial 0x1021, from 0, as XMODEM has it. */
function crc16(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return sum;
}

const known = new Set(wordlist);

/** How much of a phrase is made of the words that wallets choose from, and whether its checksum is right. */
export interface Phrase {
  readonly share: number;
  readonly isRight: boolean;
}

/**
 * Looks at the words of a recovery phrase in English, whatever stands between them.
 * https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki
 */
export function recoveryPhrase(value: string): Phrase {
  const words = value.toLowerCase().match(/[a-z]+/g) ?? [];
  const inList = words.filter((word) => known.has(word)).length;
  return {
    share: inList / Math.max(1, words.length),
    isRight: validateMnemonic(words.join(" "), wordlist),
  };
}

/** `undefined` where the value holds characters that its alphabet has not. */
function decoded(decode: () => Uint8Array): Uint8Array | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}
