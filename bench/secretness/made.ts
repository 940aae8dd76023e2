import { createHash } from "node:crypto";

/** What makes secrets of one kind. */
export type Make = (dice: Dice) => string;

/** Choices that are the same for the same numbers. */
export class Dice {
  readonly #next: () => number;
  readonly #words: readonly string[];

  /** @param words What people choose passwords from. */
  constructor(next: () => number, words: readonly string[]) {
    this.#next = next;
    this.#words = words;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.#next() * (most - least + 1));
  }

  one<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.#next() * choices.length)] ?? choices[0];
  }

  /** `length` characters of `alphabet`. */
  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.between(0, alphabet.length - 1)]).join("");
  }

  word(): string {
    return this.#words[this.between(0, this.#words.length - 1)] ?? "";
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.between(0, 255)));
  }
}

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";
const letters = lower + lower.toUpperCase();
const alphanumeric = letters + digits;
const marks = "!@#$%^&*-_+=?.";

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const number = (dice: Dice): string =>
  dice.one([
    () => dice.text(digits, dice.between(1, 4)),
    () => String(dice.between(1960, 2026)),
    () => dice.one(["1", "12", "123", "1234", "01", "007", "321", "99"]),
  ])();

/** What programs make: random characters of one alphabet, whole or behind a prefix. */
export const keys: Readonly<Record<string, Make>> = {
  base62: (dice) => dice.text(alphanumeric, dice.between(16, 64)),
  hex: (dice) => dice.bytes(dice.one([8, 16, 16, 20, 24, 32, 32])).toString("hex"),
  base64: (dice) => dice.bytes(dice.between(15, 64)).toString("base64"),
  base64url: (dice) => dice.bytes(dice.between(15, 48)).toString("base64url"),
  small: (dice) => dice.text(lower + digits, dice.between(14, 40)),
  capitals: (dice) => dice.text(lower.toUpperCase() + digits, dice.between(14, 32)),
  smallLetters: (dice) => dice.text(lower, dice.between(14, 32)),
  uuid: (dice) =>
    createHash("md5")
      .update(dice.text(lower, 16))
      .digest("hex")
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"),
  prefixed: (dice) =>
    `${dice.word().slice(0, 6)}${dice.one(["_", "-", "_live_", "."])}${dice.text(alphanumeric, dice.between(16, 40))}`,
  parted: (dice) =>
    `${dice.text(alphanumeric, dice.between(8, 20))}.${dice.text(alphanumeric, 24)}`,
};

/** What people choose, and what password managers choose for them. */
export const passwords: Readonly<Record<string, Make>> = {
  wordNumber: (dice) => `${dice.one([capital, String])(dice.word())}${number(dice)}`,
  wordMarkNumber: (dice) =>
    `${capital(dice.word())}${dice.one(["@", "#", "_", "!", "-", "."])}${number(dice)}`,
  wordNumberMark: (dice) =>
    `${capital(dice.word())}${number(dice)}${dice.text("!!!?$#.*", dice.between(1, 2))}`,
  leet: (dice) => {
    const to: Record<string, string> = { a: "@", o: "0", e: "3", i: "1", s: "$" };
    return (
      capital(dice.word() + dice.word()).replaceAll(/[aoeis]/g, (each) => to[each] ?? each) +
      number(dice)
    );
  },
  phrase: (dice) =>
    Array.from({ length: dice.between(2, 4) }, () => dice.word()).join(dice.one(["-", "_", "."])) +
    dice.one(["", number(dice)]),
  walk: (dice) =>
    dice.one(["qwerty", "asdfgh", "zxcvbn", "1qaz2wsx", "qazwsx", "q1w2e3r4", "qwer", "asdf"]) +
    dice.one([number(dice), "!@#", "1q2w", "ZXCV"]),
  numberWord: (dice) =>
    `${dice.text(digits, dice.between(2, 4))}${dice.word()}${dice.one(["", "!"])}`,
  joined: (dice) => `${dice.word()}${capital(dice.word())}${number(dice)}`,
  random: (dice) => dice.text(alphanumeric + marks, dice.between(8, 24)),
  alphanumeric: (dice) => dice.text(alphanumeric, dice.between(8, 20)),
  small: (dice) => dice.text(lower + digits, dice.between(8, 16)),
  smallLetters: (dice) => dice.text(lower, dice.between(8, 16)),
  hex: (dice) => dice.bytes(dice.between(4, 16)).toString("hex"),
};
