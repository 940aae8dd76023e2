import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wholeOf } from "../fragment.ts";
import { withGrammars } from "../syntax/grammars.ts";
import { SourceText } from "../text.ts";
import { type PythonModule, pythonModule } from "./module.ts";
import { ModuleMemo } from "./module-memo.ts";

const grammars = await withGrammars(["python"]);
const read = (text: string, memo?: ModuleMemo): Omit<PythonModule, "fragment"> => {
  const { fragment: _, ...rest } = pythonModule(wholeOf(new SourceText("a.py", text)), {
    ...grammars,
    memo,
  });
  return rest;
};

const lines = [
  "import os, wandb as w",
  "from huggingface_hub import login",
  "key = os.environ['HF_TOKEN']",
  "key = 1",
  "p.add_argument('--api-key')",
  "args = p.parse_args()",
  "def train(rate, password):",
  "  k = {'a': key, 'b': password}",
  "  w.init(config=vars(args)); print(k['a'], key)",
  "  raise ValueError(f'{login(key)}')",
  "async def save(n):",
  "  for each in os.environ.items(): print(each)",
  "class Run(Base):",
  "  key = 'é𝄞'",
  "  def log(self, n): print(self.key, key, n)",
  "  def inner(self):",
  "    def within(): print(os.getenv('A_KEY'))",
  "(",
  "'''",
  "",
];

test("reads an edited module as one that is new", () => {
  const piece = fc.oneof(
    fc.constantFrom(...lines.map((line) => `${line}\n`)),
    fc.constantFrom("a", " ", "\n", "(", ")", "key", "  ", '"', "#"),
  );
  const edit = fc.record({ at: fc.nat(), length: fc.nat(12), to: piece });
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...lines), { minLength: 3, maxLength: 24 }),
      fc.array(edit, { minLength: 1, maxLength: 8 }),
      (first, edits) => {
        const memo = new ModuleMemo();
        let text = first.join("\n");
        for (const { at, length, to } of edits) {
          expect(read(text, memo)).toEqual(read(text));
          const start = at % (text.length + 1);
          text = text.slice(0, start) + to + text.slice(start + length);
        }
        expect(read(text, memo)).toEqual(read(text));
      },
    ),
    { numRuns: 50 },
  );
});

const module = (first: string, second: string): string =>
  `import os\nkey = ${first}\ndef one():\n  print(key)\ndef two():\n  ${second}\n  print(key)\n`;

test("reads no function again that an edit leaves as it was", () => {
  const memo = new ModuleMemo();
  const before = read(module("os.getenv('A_KEY')", "a()"), memo).calls;
  const after = read(module("os.getenv('A_KEY')", "b()"), memo).calls;
  expect(after.map((call) => before.includes(call))).toEqual([false, true, false, false]);
});

test("reads functions again when what they use was changed", () => {
  const memo = new ModuleMemo();
  const sourcesIn = (text: string): number[] =>
    read(text, memo).calls.flatMap(({ args }) =>
      args.map(({ taint }) => taint?.sources.length ?? 0),
    );
  expect(sourcesIn(module("os.environ", "a()"))).toEqual([1, 1]);
  expect(sourcesIn(module("1", "a()"))).toEqual([0, 0]);
  expect(sourcesIn(module("os.environ", "a()"))).toEqual([1, 1]);
});
