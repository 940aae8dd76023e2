import type { Blob } from "./blob.ts";
import type { Extra } from "./extra.ts";
import type { Patch } from "./patch.ts";
import type { Region } from "./region.ts";
import type { Span } from "./span.ts";
import type { Splice } from "./splice.ts";

/** What is known of a blob before its format is. */
export interface Probe {
  /** The first bytes, at most `headSize`. */
  readonly head: Uint8Array;
  /** Its name with folders, in lower case. Only a hint: a name alone never makes a format. */
  readonly name: string;
  readonly blob: Blob;
}

/** Enough for a tar header and for the first member of a torch zip. */
export const headSize = 4096;

/**
 * How far a format's word goes. `specific` formats are asked first, then the
 * `general` ones that they are made of (a Keras file is a zip), then text or
 * binary, one of which always answers.
 */
export type Tier = "specific" | "general" | "fallback";

/** What stands in a tensor that has only a number where it lies. */
export interface TensorLabel {
  readonly dtype: string;
  /** Paths in the model: `$.state_dict["fc.weight"]`. */
  readonly holds: readonly string[];
}

export interface Format {
  /** Lower-case, stable, used in reports and configuration: `gguf`. */
  readonly id: string;
  readonly title: string;
  readonly tier: Tier;
  /** The document that the parser follows. */
  readonly specification: string;
  /** What is read, skipped and swept, in a line for `tare formats`. */
  readonly reads: string;
  /**
   * What wrote the files that it is tested on: the libraries of `corpus/`, or
   * `specification` where none can be had and the test makes them.
   */
  readonly tested: string;
  /**
   * Whether all that a blob with this head holds is in stretches, or comes out of
   * what was noticed in them, so that large ones can be read in parts, by several
   * threads.
   */
  readonly inParts?: (head: Uint8Array) => boolean;
  /**
   * Whether a blob of it may begin with nothing but plain text (`isPlainText`),
   * all through its head. The others are not asked about such a blob.
   */
  readonly mayBeText?: true;
  /** Whether `matches` reads far from the head: then it is asked after the others of its tier, since of a file on a server each place costs a request. */
  readonly looksFar?: true;
  /** Whether a person looks at it in an editor, so that places are given by line, too. */
  readonly lines?: true;
  matches(probe: Probe): boolean | Promise<boolean>;
  /**
   * Yields what can carry text or metadata, and what was skipped as weights.
   *
   * @throws {MalformedError} The blob does not follow the format from some byte on.
   */
  regions(blob: Blob): AsyncGenerator<Region>;
  /**
   * For formats whose text is read as one stretch: the key path at each offset,
   * asked only where something was found. Offsets ascend.
   */
  keys?(blob: Blob, offsets: readonly number[]): Promise<readonly (string | undefined)[]>;
  /**
   * For formats that number their tensors: what each is in the model, by the name
   * of its region. Asked only for a proof.
   *
   * @throws {MalformedError} The blob does not follow the format.
   */
  labels?(blob: Blob): Promise<ReadonlyMap<string, TensorLabel>>;
  /**
   * What must be written besides, when bytes of the blob were replaced by as many
   * others: the checksums over them. A format without has none.
   *
   * @param blob With the replacements in it.
   * @param changed Where they are, ascending, none touching the next.
   * @throws {MalformedError} The blob does not follow the format.
   * @throws {LimitError} A checksum does not fit; the message says why.
   */
  reseal?(blob: Blob, changed: readonly Span[]): AsyncGenerator<Patch>;
  /**
   * The blob anew, with some of its members replaced, or left out where nothing is
   * given. For what is packed, or no longer of the same size.
   *
   * @param members By where their data start in the blob, packed or not.
   * @throws {LimitError} It cannot be written as that; the message says why.
   */
  repack?(blob: Blob, members: Members): AsyncGenerator<Uint8Array>;
  /**
   * What takes out all that stands under some keys: a field with its comma, a line,
   * a chunk. Where nothing can be taken out, neutral bytes in its place. In a format
   * without, the strings under the keys are filled.
   *
   * @param keys Paths as `keys` and the regions have them; what is not there is passed over.
   * @throws {MalformedError} The blob does not follow the format.
   */
  cut?(blob: Blob, keys: readonly string[]): AsyncGenerator<Splice>;
  /**
   * What frees the blob of extras; the checksums are mended by `reseal`.
   *
   * @throws {MalformedError} The blob does not follow the format.
   */
  strip?(blob: Blob, extras: ReadonlySet<Extra>): AsyncGenerator<Splice>;
  /**
   * Why none of its bytes may change, if so: it is signed, or named by what it holds.
   * A clause without a full stop: `certificates are signed`.
   */
  fixed?(blob: Blob): string | undefined | Promise<string | undefined>;
  /** Why no name may change, if so: they stand in order, say, and would not be found. */
  readonly fixedNames?: string;
}

/** What members of a blob become, by where their data start in it. */
export type Members = ReadonlyMap<number, Blob | undefined>;
