import { slice, type Blob } from "../../core/blob.ts";
import type { Region } from "../../core/region.ts";
import { lengthOf, type Span } from "../../core/span.ts";
import { hexLines } from "./hex-lines.ts";
import { deeper, keyStep } from "./key-path.ts";
import { numberSizes, type RSource } from "./r-source.ts";
import type { Step } from "./steps.ts";

/** Kinds of items (Rinternals.h, serialize.c). */
const kinds = {
  symbol: 1,
  environment: 4,
  special: 7,
  builtin: 8,
  char: 9,
  strings: 16,
  list: 19,
  expression: 20,
  bytecode: 21,
  pointer: 22,
  weak: 23,
  raw: 24,
  s4: 25,
  altrep: 238,
  attributedList: 239,
  attributedCall: 240,
  bytecodeRef: 243,
  bytecodeDef: 244,
  persistent: 247,
  package: 248,
  namespace: 249,
  reference: 255,
} as const;

/** Lists of pairs: arguments, closures, promises, calls, dots. */
const pairKinds: ReadonlySet<number> = new Set([2, 3, 5, 6, 17]);
/** Kinds that are nothing but their number: empty, global, missing and the like. */
const bareKinds: ReadonlySet<number> = new Set([0, 241, 242, 245, 246, 250, 251, 252, 253, 254]);
const callKind = 6;
const pairKind = 2;

const hasAttributes = 0x200;
const hasTag = 0x400;

/** Names that are held for one file; those of later lists are left out of key paths. */
const mostNames = 1_000_000;
/** Things that are held to be referred to, and that wait to be read. R's own files have some thousands. */
const mostHeld = 5_000_000;
/** Fewer bytes of numbers are not worth a region. */
const fewBytes = 64;
/** Fewer bytes spell nothing. */
const fewLetters = 4;

/** Names of the items of lists, by where the list stands: R writes them behind the items. */
export type ListNames = Map<number, string[]>;

/** Something that is still to be read. */
interface Task {
  readonly what: "item" | "car" | "items" | "code" | "constants" | "call";
  readonly key: string;
  /** Which item of its list comes next, and how many there are. */
  readonly index?: number;
  readonly count?: number;
  /** The list whose attributes these pairs are, by where it stands. */
  readonly owner?: number;
  /** The list whose names these texts are. */
  readonly namesOf?: number;
}

/**
 * Reads what R serialised, one item after another, with a stack of its own:
 * lists may stand in one another as deep as they like.
 */
export class RReader {
  readonly #source: RSource;
  readonly #blob: Blob;
  readonly #names: ListNames;
  readonly #isCollecting: boolean;
  readonly #tasks: Task[] = [];
  /** What was met that later items may refer to: symbols by name, all else without. */
  readonly #references: string[] = [];
  #symbol = "";
  #nameCount = 0;

  /** @param names Of the lists; filled when they are collected. */
  constructor(source: RSource, blob: Blob, names: ListNames, isCollecting: boolean) {
    this.#source = source;
    this.#blob = blob;
    this.#names = names;
    this.#isCollecting = isCollecting;
  }

  /** @throws {MalformedError} An item is of no known kind, or ends after the file does. */
  *steps(): Generator<Step> {
    this.#push({ what: "item", key: "$" });
    for (let task = this.#tasks.pop(); task; task = this.#tasks.pop()) yield* this.#run(task);
  }

  /** Puts tasks on the stack so that the first is done first. */
  #push(...tasks: readonly Task[]): void {
    for (const task of tasks.toReversed()) this.#tasks.push(task);
    if (this.#tasks.length + this.#references.length > mostHeld)
      throw this.#source.cursor.malformed(`more than ${mostHeld} items in one another`);
  }

  *#run(task: Task): Generator<Step> {
    if (task.what === "item") yield* this.#item(task);
    else if (task.what === "car") yield* this.#item(this.#carItem(task));
    else if (task.what === "items") yield* this.#nextItem(task);
    else yield* this.#codeTask(task);
  }

  /** The value of a pair, by the name that was read last. */
  #carItem({ key, index = 0, owner }: Task): Task {
    const step = this.#symbol === "" ? `[${index}]` : keyStep(this.#symbol);
    const isNames = this.#symbol === "names" && owner !== undefined;
    const item: Task = { what: "item", key: deeper(key, step) };
    return isNames ? { ...item, namesOf: owner } : item;
  }

  *#nextItem(task: Task): Generator<Step> {
    const { key, index = 0, count = 0, owner = -1 } = task;
    if (index + 1 < count) this.#push({ ...task, index: index + 1 });
    const named = this.#names.get(owner)?.[index];
    yield* this.#item({ what: "item", key: deeper(key, named ? keyStep(named) : `[${index}]`) });
  }

  *#item(task: Task): Generator<Step> {
    const start = this.#source.cursor.at;
    const flags = yield* this.#source.int();
    const kind = flags & 0xff;
    if (bareKinds.has(kind)) return;
    if (pairKinds.has(kind)) this.#pairs(flags, task);
    else if (kind === kinds.list || kind === kinds.expression || kind === kinds.strings)
      yield* this.#list(start, flags, task);
    else yield* this.#other(start, flags, task);
  }

  /** Attributes, tag, value and the rest of the list follow one another. */
  #pairs(flags: number, { key, index = 0, owner }: Task): void {
    const kept = owner === undefined ? {} : { owner };
    this.#symbol = "";
    this.#push(
      ...(flags & hasAttributes ? [{ what: "item", key } as const] : []),
      ...(flags & hasTag ? [{ what: "item", key } as const] : []),
      { what: "car", key, index, ...kept },
      { what: "item", key, index: index + 1, ...kept },
    );
  }

  *#list(start: number, flags: number, { key, namesOf }: Task): Generator<Step> {
    const count = yield* this.#count();
    if (flags & hasAttributes) this.#push({ what: "item", key, owner: start });
    if (count === 0) return;
    if ((flags & 0xff) === kinds.strings) yield* this.#texts(count, { key, owner: start, namesOf });
    else this.#push({ what: "items", key, count, owner: start });
  }

  /** A length; longer ones than 31 bits are written in two halves. Each item takes at least a byte. */
  *#count(): Generator<Step, number> {
    let count = yield* this.#source.int();
    if (count === -1) {
      const high = yield* this.#source.int();
      count = high * 2 ** 32 + ((yield* this.#source.int()) >>> 0);
    }
    const { cursor } = this.#source;
    if (count < 0 || count > cursor.left) throw cursor.malformed(`${count} items`, 4);
    return count;
  }

  *#texts(
    count: number,
    { key, owner, namesOf }: { key: string; owner: number; namesOf: number | undefined },
  ): Generator<Step> {
    const collected: string[] | undefined =
      this.#isCollecting && namesOf !== undefined && this.#nameCount++ < mostNames ? [] : undefined;
    if (collected && namesOf !== undefined) this.#names.set(namesOf, collected);
    const names = this.#names.get(owner);
    for (let index = 0; index < count; index++) {
      const named = names?.[index];
      const step = named ? keyStep(named) : count === 1 ? "" : `[${index}]`;
      const text = yield* this.#char(deeper(key, step));
      if (collected && this.#nameCount++ < mostNames) collected.push(text);
    }
  }

  /** One text, which may be missing; returns its start. */
  *#char(key: string, role: "name" | "value" = "value"): Generator<Step, string> {
    const flags = yield* this.#source.int();
    if ((flags & 0xff) !== kinds.char) throw this.#source.cursor.malformed("text expected", 4);
    const length = yield* this.#source.int();
    return length < 0 ? "" : yield* this.#source.text(length, key, role);
  }

  *#other(start: number, flags: number, { key }: Task): Generator<Step> {
    const kind = flags & 0xff;
    if (kind === kinds.symbol || kind === kinds.reference) {
      yield* this.#symbolItem(flags, key);
      return;
    }
    if (yield* this.#holder(flags, key)) return;
    if (numberSizes[kind] !== undefined) yield* this.#numbers(kind, key);
    else if (kind === kinds.char || kind === kinds.special || kind === kinds.builtin) {
      const length = yield* this.#source.int();
      if (length >= 0) yield* this.#source.text(length, key, "value");
    } else if (kind !== kinds.s4)
      throw this.#source.cursor.malformed(`item of kind ${kind}`, this.#source.cursor.at - start);
    if (flags & hasAttributes) this.#push({ what: "item", key, owner: start });
  }

  /** A symbol, or anything that was met before. */
  *#symbolItem(flags: number, key: string): Generator<Step> {
    if ((flags & 0xff) === kinds.symbol) {
      this.#symbol = yield* this.#char(key, "name");
      this.#references.push(this.#symbol);
      return;
    }
    const packed = flags >>> 8;
    const index = packed === 0 ? yield* this.#source.int() : packed;
    this.#symbol = this.#references[index - 1] ?? "";
  }

  /** Things that are referred to later, and those that are nothing but other items. */
  *#holder(flags: number, key: string): Generator<Step, boolean> {
    const kind = flags & 0xff;
    const item: Task = { what: "item", key };
    const attributes = flags & hasAttributes ? [item] : [];
    if (kind === kinds.environment) {
      this.#references.push("");
      yield* this.#source.int();
      this.#push(item, item, item, item);
    } else if (kind === kinds.pointer) {
      this.#references.push("");
      this.#push(item, item, ...attributes);
    } else if (kind === kinds.weak) {
      this.#references.push("");
      this.#push(...attributes);
    } else if (kind === kinds.bytecode) {
      yield* this.#source.int();
      this.#push({ what: "code", key }, ...attributes);
    } else if (kind === kinds.altrep) this.#push(item, item, item);
    else if (kind >= kinds.persistent && kind <= kinds.namespace) {
      yield* this.#source.int();
      const count = yield* this.#count();
      for (let index = 0; index < count; index++) yield* this.#char(deeper(key, `[${index}]`));
      this.#references.push("");
    } else return false;
    return true;
  }

  *#numbers(kind: number, key: string): Generator<Step> {
    const count = yield* this.#count();
    const at = yield* this.#source.numbers(kind, count);
    if (kind === kinds.raw && count >= fewLetters) yield this.#raw(at, key);
    if (kind === kinds.raw || lengthOf(at) < fewBytes) return;
    yield { kind: "tensor", name: key, span: at };
  }

  /** Bytes, in which R keeps what other libraries made; in text two digits stand for each. */
  #raw(at: Span, key: string): Region {
    const blob = this.#blob;
    return this.#source.isText
      ? { kind: "packed", name: key, span: at, unpack: () => hexLines(blob, at) }
      : { kind: "child", blob: slice(blob, at, key) };
  }

  /** Compiled functions: instructions, then constants; calls among these are written in a way of their own. */
  *#codeTask({ what, key, index = 0, count = 0 }: Task): Generator<Step> {
    if (what === "code") {
      this.#push({ what: "item", key }, { what: "constants", key, index: -1 });
    } else if (what === "call") yield* this.#call(yield* this.#source.int(), key);
    else if (index < 0) {
      const total = yield* this.#count();
      if (total > 0) this.#push({ what: "constants", key, index: 0, count: total });
    } else {
      if (index + 1 < count) this.#push({ what: "constants", key, index: index + 1, count });
      const kind = yield* this.#source.int();
      if (kind === kinds.bytecode) this.#push({ what: "code", key });
      else if (isCall(kind)) yield* this.#call(kind, key);
      else this.#push({ what: "item", key });
    }
  }

  *#call(kind: number, key: string): Generator<Step> {
    let inner = kind;
    if (kind === kinds.bytecodeRef) {
      yield* this.#source.int();
      return;
    }
    if (kind === kinds.bytecodeDef) {
      yield* this.#source.int();
      inner = yield* this.#source.int();
    }
    const item: Task = { what: "item", key };
    if (!isCall(inner)) {
      this.#push(item);
      return;
    }
    const isAttributed = inner === kinds.attributedCall || inner === kinds.attributedList;
    const call: Task = { what: "call", key };
    this.#push(...(isAttributed ? [item] : []), item, call, call);
  }
}

const isCall = (kind: number): boolean =>
  kind === callKind ||
  kind === pairKind ||
  kind === kinds.bytecodeRef ||
  kind === kinds.bytecodeDef ||
  kind === kinds.attributedCall ||
  kind === kinds.attributedList;
