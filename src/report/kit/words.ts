/** A number with commas at the thousands: `12,345`. */
export const grouped = (number: number): string =>
  String(number).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** `1 file`, `12,345 files`; `many` where the plural is not the word and an s. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
