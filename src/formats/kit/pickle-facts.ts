import { LimitError } from "../../core/error.ts";
import type { Value } from "./pickle-graph.ts";
import type { Dtype } from "./numpy-types.ts";

/** A class or function, by name only: nothing is ever imported. */
interface GlobalFact {
  readonly kind: "global";
  readonly module: string;
  readonly name: string;
  readonly role: Role | undefined;
}

/** What is known of a node beyond its kind. */
export type Fact =
  | GlobalFact
  /** A class that another call gives, as cloudpickle's `_builtin_type('CodeType')`. */
  | { readonly kind: "class"; readonly name: string }
  | { readonly kind: "dtype"; readonly type: Dtype }
  /** The node's bytes are items of an array. */
  | { readonly kind: "array"; readonly type: Dtype }
  /** A storage of torch in the legacy form, by the name of its class and its key. */
  | {
      readonly kind: "persistent";
      readonly what: string;
      readonly type: string;
      readonly key: string;
    }
  | PathFact;

/** A path that Python keeps in parts. */
export interface PathFact {
  readonly kind: "path";
  readonly parts: readonly Value[];
  readonly separator: "/" | "\\";
}

/** What a callable is good for, as far as it must be known to tell text from numbers. */
export type Role =
  /** `numpy.dtype`. */
  | "dtype"
  /** Makes an empty array; BUILD fills it. */
  | "array"
  /** As `array`, with a mask. */
  | "masked"
  /** Makes an array of a buffer. */
  | "buffer"
  /** Makes one number. */
  | "scalar"
  /** `joblib.numpy_pickle.NumpyArrayWrapper`: the array's bytes follow in the file. */
  | "wrapper"
  /** Makes bytes of text, or a bytearray of bytes. */
  | "bytes"
  /** Gives a built-in class by its name. */
  | "class"
  | "posixPath"
  | "windowsPath";

const roles: ReadonlyMap<string, Role> = new Map([
  ["numpy dtype", "dtype"],
  ["numpy.core.multiarray _reconstruct", "array"],
  ["numpy._core.multiarray _reconstruct", "array"],
  ["numpy.ma.core _mareconstruct", "masked"],
  ["numpy.core.numeric _frombuffer", "buffer"],
  ["numpy._core.numeric _frombuffer", "buffer"],
  ["numpy.core.multiarray scalar", "scalar"],
  ["numpy._core.multiarray scalar", "scalar"],
  ["_codecs encode", "bytes"],
  ["builtins bytearray", "bytes"],
  ["__builtin__ bytearray", "bytes"],
  ["cloudpickle.cloudpickle _builtin_type", "class"],
  ["dill._dill _load_type", "class"],
  ["pathlib PosixPath", "posixPath"],
  ["pathlib PurePosixPath", "posixPath"],
  ["pathlib WindowsPath", "windowsPath"],
  ["pathlib PureWindowsPath", "windowsPath"],
  // Python 3.13
  ["pathlib._local PosixPath", "posixPath"],
  ["pathlib._local PurePosixPath", "posixPath"],
  ["pathlib._local WindowsPath", "windowsPath"],
  ["pathlib._local PureWindowsPath", "windowsPath"],
]);

function roleOf(module: string, name: string): Role | undefined {
  // Older libraries carry a joblib of their own: sklearn.externals.joblib.numpy_pickle.
  if (name === "NumpyArrayWrapper" && module.endsWith("numpy_pickle")) return "wrapper";
  return roles.get(`${module} ${name}`);
}

/** Classes and functions that one pickle can name. A large library has some thousands. */
const mostGlobals = 1 << 16;
/** Storages, arrays of texts, and places where classes are named: these keep memory bounded. */
const mostFacts = 1 << 21;

/** What all opcodes of one file have learned. */
export class Facts {
  readonly #byNode = new Map<Value, Fact>();
  /** One fact for each name, however often a hostile pickle repeats it. */
  readonly #globals = new Map<string, GlobalFact>();

  get(node: Value): Fact | undefined {
    return this.#byNode.get(node);
  }

  /** @throws {LimitError} There are too many. */
  set(node: Value, fact: Fact): void {
    if (this.#byNode.size === mostFacts)
      throw new LimitError(`pickle of more than ${mostFacts} arrays and classes`);
    this.#byNode.set(node, fact);
  }

  all(): IterableIterator<[Value, Fact]> {
    return this.#byNode.entries();
  }

  /** @throws {LimitError} There are too many. */
  setGlobal(node: Value, module: string, name: string): void {
    const id = `${module}\n${name}`;
    const fact = this.#globals.get(id) ?? {
      kind: "global",
      module,
      name,
      role: roleOf(module, name),
    };
    if (this.#globals.size === mostGlobals)
      throw new LimitError(`pickle of more than ${mostGlobals} classes`);
    this.#globals.set(id, fact);
    this.set(node, fact);
  }

  role(node: Value): Role | undefined {
    const fact = this.#byNode.get(node);
    return fact?.kind === "global" ? fact.role : undefined;
  }

  dtype(node: Value | undefined): Dtype | undefined {
    const fact = node === undefined ? undefined : this.#byNode.get(node);
    return fact?.kind === "dtype" ? fact.type : undefined;
  }
}
