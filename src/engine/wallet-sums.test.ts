import { sha256 } from "@noble/hashes/sha2.js";
import { base32nopad, base58, base58xrp, bech32 } from "@scure/base";
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { expect, test } from "vitest";
import {
  endsInBase58Sum,
  endsInBech32Sum,
  endsInStrkeySum,
  recoveryPhrase,
} from "./wallet-sums.ts";

const bytes = Uint8Array.from({ length: 33 }, (_, at) => (at * 89 + 7) % 256);

function withSum(body: Uint8Array): Uint8Array {
  return Buffer.concat([body, sha256(sha256(body)).subarray(0, 4)]);
}

/** The value with its fifth character replaced. */
const changed = (value: string): string =>
  `${value.slice(0, 4)}${value[4] === "p" ? "q" : "p"}${value.slice(5)}`;

test("base58check of Bitcoin and of XRP", () => {
  const bitcoin = base58.encode(withSum(bytes));
  expect(endsInBase58Sum(bitcoin, "bitcoin")).toBe(true);
  expect(endsInBase58Sum(changed(bitcoin), "bitcoin")).toBe(false);
  expect(endsInBase58Sum(base58xrp.encode(withSum(bytes)), "xrp")).toBe(true);
  expect(endsInBase58Sum(bitcoin, "xrp")).toBe(false);
  expect(endsInBase58Sum("0OIl", "bitcoin")).toBe(false);
  expect(endsInBase58Sum("11", "bitcoin")).toBe(false);
});

test("bech32 of any length", () => {
  const key = bech32.encode("nsec", bech32.toWords(bytes), false);
  expect(endsInBech32Sum(key)).toBe(true);
  expect(endsInBech32Sum(key.replace("nsec", "npub"))).toBe(false);
  expect(endsInBech32Sum("none")).toBe(false);
});

// Of these nine digits the sum is known: it checks all that is called CRC-16/XMODEM.
test("the CRC-16 of Stellar", () => {
  const body = Uint8Array.from([18 << 3, ...Buffer.from("123456789")]);
  const known = Buffer.from("123456789");
  expect(
    endsInStrkeySum(base32nopad.encode(Buffer.concat([known, Buffer.from([0xc3, 0x31])]))),
  ).toBe(true);
  expect(endsInStrkeySum(base32nopad.encode(Buffer.concat([body, Buffer.from([0, 0])])))).toBe(
    false,
  );
  expect(endsInStrkeySum("S1")).toBe(false);
});

test("a recovery phrase is right, of the words, or of others", () => {
  const phrase = entropyToMnemonic(bytes.subarray(0, 16), wordlist);
  expect(recoveryPhrase(phrase)).toEqual({ share: 1, isRight: true });
  expect(recoveryPhrase(phrase.split(" ").toReversed().join('", "'))).toEqual({
    share: 1,
    isRight: false,
  });
  expect(recoveryPhrase("these are words of no wallet").share).toBeLessThan(0.5);
  expect(recoveryPhrase("").share).toBe(0);
});
