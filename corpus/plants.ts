import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** The kinds of made-up leaks, and one of each is planted wherever a format can hold it. */
export type Kind = "aws" | "hf" | "path" | "host" | "email" | "pin";

/** One file of the corpus as `corpus/manifest.json` lists it. */
export interface Entry {
  /** `torch/state_dict.pt`: the file is `corpus/torch/planted/state_dict.pt`, its twin is in `clean`. */
  readonly name: string;
  /** The libraries that wrote it, with their versions. None: Python's own library. */
  readonly writers: readonly string[];
  /** By place in the file: which kinds were planted there. */
  readonly plants: Readonly<Record<string, readonly Kind[]>>;
}

/** One value that must be found. */
export interface Plant {
  readonly kind: Kind;
  /** Empty, or the name of another place of the same file: `debug`. */
  readonly place: string;
  readonly value: string;
}

/** Every file of the corpus, by name. */
export const entries = JSON.parse(
  readFileSync(new URL("manifest.json", import.meta.url), "utf8"),
) as readonly Entry[];

/** Where the planted file of an entry stands, or its clean twin. Relative to the project. */
export function fileOf(entry: Entry, which: "planted" | "clean"): string {
  return `corpus/${entry.name.replace("/", `/${which}/`)}`;
}

/**
 * The values that were planted in a file: they follow from its name, so that
 * none is stored. A value that stands at several places is listed once.
 */
export function plantsOf(entry: Entry): Plant[] {
  const all = Object.entries(entry.plants).flatMap(([place, kinds]) =>
    kinds.map((kind): Plant => {
      const value = make[kind](place === "" ? entry.name : `${entry.name}#${place}`);
      return { kind, place, value };
    }),
  );
  return [...new Map(all.toReversed().map((plant) => [plant.value, plant])).values()].reverse();
}

/** The made-up value of a kind that follows from a name. */
export const valueOf = (kind: Kind, name: string): string => make[kind](name);

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const users = "mkowalski rpatel ajansen tnakamura lferrari sokafor dnovak hlindqvist".split(" ");
const orgs =
  "tensorfjord gradientmoor lossbrook epochwerk softmaxfield kernelholm batchdale vectorsund".split(
    " ",
  );

/** `corpus/build/plants.py` says the same in Python, and `corpus/README.md` in words. */
const make: Readonly<Record<Kind, (name: string) => string>> = {
  aws: (name) => `AKIA${text(`${name}:aws`, base32, 16)}`,
  hf: (name) => `hf_${text(`${name}:hf`, letters, 34)}`,
  path: (name) => `/home/${userOf(name)}/project/${slug(name)}.py`,
  host: (name) => `http://model-builder-${slug(name)}.internal.corp:8080`,
  email: (name) => `${userOf(name)}.${slug(name)}@${pick(`${name}:org`, orgs)}.dev`,
  pin: () => "torch==1.9.0",
};

const userOf = (name: string): string => pick(`${name}:user`, users);

/** No part of a host's name may be longer than 63 characters (RFC 1035 §2.3.4). */
function slug(name: string): string {
  const whole = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  if (whole.length <= 40) return whole;
  const digest = createHash("sha256").update(name).digest("hex");
  return `${whole.slice(0, 24)}-${digest.slice(0, 8)}`;
}

/** SHA-256 of `seed:0`, `seed:1` and so on, as far as it is needed. */
function bytesOf(seed: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, block) =>
    createHash("sha256").update(`${seed}:${block}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const text = (seed: string, alphabet: string, length: number): string =>
  Array.from(bytesOf(seed, length), (byte) => alphabet[byte % alphabet.length]).join("");

const pick = (seed: string, words: readonly string[]): string =>
  words[(bytesOf(seed, 1)[0] ?? 0) % words.length] ?? "";
