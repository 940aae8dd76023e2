import { join, little } from "./testing.ts";

type Part = Uint8Array | string;

/** BINUNICODE. */
export const text = (value: string): Uint8Array =>
  join("X", little(Buffer.byteLength(value), 4), value);

/** BINBYTES. */
export const bytes = (value: Part): Uint8Array => join("B", little(join(value).length, 4), value);

/** BININT. */
export const int = (value: number): Uint8Array => join("J", little(value, 4));

/** GLOBAL. */
export const named = (module: string, name: string): string => `c${module}\n${name}\n`;

export const tuple = (...items: readonly Part[]): Uint8Array => join("(", ...items, "t");

export const list = (...items: readonly Part[]): Uint8Array => join("](", ...items, "e");

export const dict = (entries: Readonly<Record<string, Part>>): Uint8Array =>
  join("}(", ...Object.entries(entries).flatMap(([key, value]) => [text(key), value]), "u");

/** An object of a class, with its attributes. */
export const object = (name: string, state: Readonly<Record<string, Part>>): Uint8Array =>
  join(named("__main__", name), ")", 0x81, dict(state), "b");

/** A pickle of protocol 2. */
export const pickled = (...parts: readonly Part[]): Uint8Array => join([0x80, 2], ...parts, ".");
