import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commonPattern, sampleOf } from "../src/engine/pattern/testing.ts";
import { parsePattern } from "../src/engine/pattern/parse.ts";
import { askGo, askTranslated, type Question } from "./kit/go-regexp.ts";
import { program } from "./kit/tools.ts";

const go = program("go");

const texts = [
  "",
  "a",
  "abc\n",
  "ABC abc aBc",
  "a\nb\r\nc\v\f d",
  "key = 'v-1'; key=\"é-2\"",
  "zqk_Ab12 ZQK_ab12\tx.y",
  "éaé b日本語c – d€",
  "]a]b-^\\[.|*{2}a{,3}{a}",
  "_ 0 - 12345 aaaaaaaaaa",
  " a",
];

/** Each form that RE2 knows. */
const forms = words(String.raw`
  a(?i)b|c (a(?i)b)c|C (?i:a(?-i:b))c (?i)a(?-i)B (?is)a.b (?i-s)A. (?U)a+ (?U)a+?b* (?U:a{1,3})a*
  (?m)^\w (?m)\w$ (?m)^$ ^a a$ ^$ \Aa c\z c\n\z (?m)\Aa|c\z a. .b (?s)a.b .{2} (?s:.{3}) .* (?s).+?c
  [^a]b [^a]{2} [^a]{2,} [^a]{0,2}c [^a]*?c .+? \W \W{2} \S{3} \s+ \S+ \d+ \D+ \w+ [\s] [^\s]+ [\w.-]+
  [^\w]+ [\D]+ [^\D] \bb b\b \Bb b\B \b \B \b\w+\b \B.
  [[:alpha:]]+ [[:^alpha:]]+ [^[:alpha:]]+ [[:word:]-]+ [[:space:]]+ [[:punct:]]+ [[:print:]]+
  [[:graph:]]+ [[:cntrl:]] [[:blank:]] [[:ascii:]]+ [[:xdigit:]]+ [[:alnum:]_]+ [[:lower:]][[:upper:]]*
  [[:digit:]]{2,4} (?i)[[:upper:]]+
  []a] [^]a] [a-] [-a] [a-c-e] [\d-z] [\]\-\\] [.] [*{|] [\x41-\x43] (?i)[^l-m]+
  \Qa.b\E \Qa|* \Q.\E+ \Qab\E* \x{e9} \xe9 \x41 \101 \07 \0 \a|\f|\n|\r|\t|\v \. \- \/
  é é{2} é|a 日.語 a{,3} { a{ a{2 (a)|(b) (?P<x>a)(?P<y>b)? (a*)(b*) (a+?)(a*) ((a)|b)c
  (?:a|ab)(?:c|bc) a??b a{2,3}? (?:ab){1,2} (?:a|b)+ (?:a*)? (?:a*?)? (?:a??){0,2}b a| |a () (|a)b`);

const refusedByBoth = words(String.raw`
  (?=a) (?!a) (?<=a) (?<!a) (?>a) (a)\1 \k<a> a++ a** *a {2} (a a) [a [b-a] [a-\d] a{2,1} a{1001}
  a{0,1001} \Z \G \C \8 \q \ [[:what:]] [\Qa\E] \x{110000} (?i (?x)a (?i*)`);

/** Go knows them, and tare says no. */
const refusedByTare = words(String.raw`\pL \p{Greek} \PN [\p{L}] [é] [^é] [а-я] (?i)é (?:a*)*`);

const everyText = (pattern: string): Question => ({ pattern, texts });

describe.skipIf(go === undefined)("RE2's patterns, translated", () => {
  const ask = (questions: readonly Question[]) => askGo(go ?? "", questions);

  test("find what Go's regexp finds, groups and all", () => {
    const questions = forms.map(everyText);
    for (const [at, answer] of ask(questions).entries())
      expect([forms[at], askTranslated(everyText(forms[at] ?? ""))]).toEqual([forms[at], answer]);
  });

  // Go reads the second spelling from 1.22 on.
  test("name groups in both spellings", () => {
    const named = askTranslated(everyText("(?P<x>a)b"));
    expect(named).not.toBe("refused");
    expect(askTranslated(everyText("(?<x>a)b"))).toEqual(named);
  });

  test("are refused where Go refuses them", () => {
    const answers = ask(refusedByBoth.map(everyText));
    expect(refusedByBoth.filter((_, at) => answers[at] !== "refused")).toEqual([]);
    expect(refusedByBoth.filter((each) => askTranslated(everyText(each)) !== "refused")).toEqual(
      [],
    );
  });

  test("are refused where they tell apart letters beyond ASCII", () => {
    expect(refusedByTare.map((each) => askTranslated(everyText(each)))).toEqual(
      refusedByTare.map(() => "refused"),
    );
    expect(ask(refusedByTare.map(everyText))).not.toContain("refused");
  });

  test("agree with Go on patterns and texts made at random", () => {
    const seed = Number(process.env["TARE_FUZZ_SEED"] ?? 1);
    const questions = fc.sample(randomQuestion, { numRuns: 1500, seed });
    const answers = ask(questions);
    for (const [at, question] of questions.entries())
      expect([question, wholes(askTranslated(question))]).toEqual([
        question,
        wholes(answers[at] ?? []),
      ]);
  });
});

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Characters of one to four bytes, of which random patterns meet many. */
const someText = fc.string({
  unit: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...'abABk_1- \n\r.="') },
    { weight: 1, arbitrary: fc.constantFrom("é", "日", "😀", "\v", "\0", "ß") },
  ),
  maxLength: 20,
});

const randomQuestion: fc.Arbitrary<Question> = fc
  .tuple(fc.constantFrom("", "(?i)", "(?s)", "(?m)", "(?U)", "(?ism)"), commonPattern)
  .chain(([flags, body]) => {
    const pattern = flags + body;
    const fitting = sampleOf(parsePattern(pattern, "re2")).map((text) =>
      Buffer.from(text, "latin1").toString(),
    );
    return fc.record({
      pattern: fc.constant(pattern),
      texts: fc.tuple(someText, fitting, someText).map((three) => [...three, three.join("")]),
    });
  });

/** Without groups: what one in a repeat took in an earlier turn JavaScript forgets. */
const wholes = (answer: ReturnType<typeof askTranslated>) =>
  answer === "refused" ? answer : answer.map((each) => each.map(([from, to]) => [from, to]));
