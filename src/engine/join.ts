import { checkAt, guardAt, head, imageOf, imageStart, literalAt } from "./image.ts";
import { chained } from "../core/numbered.ts";
import type { Compiled } from "./matcher.ts";
import { refuted, start } from "./pattern/guard.ts";
import type { Check, Program, ProgramGuard, ProgramLiteral } from "./program.ts";

/**
 * Rules compiled before, and others: the numbers of the latter follow on those
 * of the former. Much quicker than to compile the former again.
 */
export function joined({ rules, image }: Compiled, other: Program): Compiled {
  const one = new Reading(image).program();
  const guardNumber = (number: number): number =>
    number < 0 ? number : number + one.guards.length;
  const moved = other.literals.map((literal) => ({
    ...literal,
    after: guardNumber(literal.after),
    checks: literal.checks.map(({ rule, before, after }) => ({
      rule: rule + rules.length,
      before: guardNumber(before),
      after: guardNumber(after),
    })),
  }));
  return {
    rules: chained(rules, other.rules),
    image: imageOf({
      literals: [...one.literals, ...moved],
      guards: [...one.guards, ...other.guards],
    }),
  };
}

/** An image, read back. */
class Reading {
  readonly #image: Uint8Array;
  readonly #view: DataView;
  /** The numbers of guards by their addresses. */
  readonly #guards = new Map<number, number>();

  constructor(image: Uint8Array) {
    this.#image = image;
    this.#view = new DataView(image.buffer, image.byteOffset, image.byteLength);
  }

  program(): Pick<Program, "literals" | "guards"> {
    const first = this.#u32(head.literals) - imageStart;
    const end = this.#u32(head.checks) - imageStart;
    const places = Array.from(
      { length: (end - first) / literalAt.size },
      (_, each) => first + each * literalAt.size,
    );
    for (const address of this.#guardsOf(places)) this.#guards.set(address, this.#guards.size);
    return {
      literals: places.map((at) => this.#literal(at)),
      guards: [...this.#guards.keys()].map((address) => this.#guard(address)),
    };
  }

  /** The addresses of all guards, in their order. */
  #guardsOf(literals: readonly number[]): number[] {
    const addresses = new Set(literals.map((at) => this.#u32(at + literalAt.after)));
    for (const at of literals)
      for (const check of this.#checksOf(at))
        for (const field of [checkAt.before, checkAt.after])
          addresses.add(this.#u32(check + field));
    addresses.delete(0);
    return [...addresses].sort((one, other) => one - other);
  }

  /** Where the records of a literal's checks are. */
  #checksOf(at: number): number[] {
    const first = this.#u32(at + literalAt.firstCheck);
    return Array.from(
      { length: this.#u32(at + literalAt.checkCount) },
      (_, each) => this.#u32(head.checks) - imageStart + (first + each) * checkAt.size,
    );
  }

  #u32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  #literal(at: number): ProgramLiteral {
    const checks = this.#checksOf(at).map((check) => this.#check(check));
    let text = "";
    let fold = 0;
    for (let each = 0; each < this.#u32(at + literalAt.length); each++) {
      const mask = this.#image[at + literalAt.mask + each];
      const value = this.#image[at + literalAt.value + each] ?? 0;
      // A folded letter is compared as a capital one, and written as a small one.
      const isFolded = mask !== 0xff;
      if (isFolded) fold |= 1 << each;
      text += String.fromCharCode(isFolded ? value + 32 : value);
    }
    return { text, fold, after: this.#guardNumber(at + literalAt.after), checks };
  }

  #check(at: number): Check {
    return {
      rule: this.#u32(at + checkAt.rule),
      before: this.#guardNumber(at + checkAt.before),
      after: this.#guardNumber(at + checkAt.after),
    };
  }

  /** The number of the guard of which the address stands there; -1 for none. */
  #guardNumber(at: number): number {
    return this.#guards.get(this.#u32(at)) ?? -1;
  }

  #guard(address: number): ProgramGuard {
    const at = address - imageStart;
    const width = this.#u32(at + guardAt.rowSize);
    const rowsAt = at + guardAt.rows;
    // Every state is named by a row before its own, or by that.
    let last = start;
    for (let entry = 0; entry < (last + 1) * width; entry++)
      last = Math.max(last, this.#image[rowsAt + entry] ?? refuted);
    return {
      classes: this.#coded(at + guardAt.classes, rowsAt),
      width,
      rows: this.#coded(rowsAt, rowsAt + (last + 1) * width),
    };
  }

  #coded(from: number, to: number): string {
    return Buffer.from(this.#image.subarray(from, to)).toString("base64");
  }
}
