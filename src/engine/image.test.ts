import { expect, test } from "vitest";
import { checkAt, fixed, guardAt, hasBit, head, imageOf, imageStart, literalAt } from "./image.ts";
import { compile } from "./program.ts";
import { twin } from "./twin.ts";

const program = compile([
  { id: "token", pattern: /(?<![a-z])(?<value>tok_[0-9]{4})/ },
  { id: "word", pattern: /(?<value>TOK_|tok_[a-f]{4})/ },
]);
const image = imageOf(program);
const view = new DataView(image.buffer);
const part = (field: number): number => view.getUint32(field, true) - imageStart;

test("parts lie one after the other, each where the head says, and none over another", () => {
  const [ends, lists, literals, checks] = [head.ends, head.lists, head.literals, head.checks].map(
    part,
  );
  expect(ends).toBeGreaterThan(fixed.table);
  for (const at of [ends, lists, literals, checks]) {
    expect((at ?? 0) % 64).toBe(0);
    expect(at).toBeLessThan(image.length);
  }
  expect(new Set([ends, lists, literals, checks]).size).toBe(4);
});

test("a literal's record has its bytes under a mask, and the bytes that may stand before it", () => {
  for (const [at, { text, fold, checks }] of program.literals.entries()) {
    const record = image.subarray(part(head.literals) + at * literalAt.size);
    const shown = [...text].map((each, index) => {
      const mask = (fold >> index) & 1 ? 0xdf : 0xff;
      return [mask, each.charCodeAt(0) & mask];
    });
    expect(
      shown.map((_, index) => [record[literalAt.mask + index], record[literalAt.value + index]]),
    ).toEqual(shown);
    const isGuarded = checks.every(({ before }) => before >= 0);
    expect(hasBit(record.subarray(literalAt.mayPrecede), 0x71)).toBe(!isGuarded);
    expect(hasBit(record.subarray(literalAt.mayPrecede), 0x20)).toBe(true);
  }
});

test("a check leads to its rule and to its guards, whose third row is the start", () => {
  const all = program.literals.flatMap(({ checks }) => checks);
  for (const [at, { rule, after }] of all.entries()) {
    const record = part(head.checks) + at * checkAt.size;
    expect(view.getUint32(record + checkAt.rule, true)).toBe(rule);
    if (after < 0) expect(view.getUint32(record + checkAt.after, true)).toBe(0);
    else {
      const guard = part(record + checkAt.after);
      expect(view.getUint32(guard + guardAt.rowSize, true)).toBe(program.guards[after]?.width);
    }
  }
  expect(all.some(({ after }) => after >= 0)).toBe(true);
});

/** As many literals that nothing is wanted around. */
const plain = (count: number) => ({
  literals: Array.from({ length: count }, (_, at) => ({
    text: `word-${at.toString(36)}=`,
    fold: 0,
    after: -1,
    checks: [{ rule: at, before: -1, after: -1 }],
  })),
  guards: [],
});

test("has room for the rules of a company, and says of how many it has none", () => {
  const many = twin(imageOf(plain(20_000)));
  expect([...many.hits(Buffer.from("word-abc=1 word-ab= word-zzzz="), false)]).toEqual([
    0,
    Number.parseInt("abc", 36),
    11,
    Number.parseInt("ab", 36),
  ]);
  expect(() => imageOf(plain(65_537))).toThrow(/need 65537 texts/);
});
