import { expect, test } from "vitest";
import { matcher } from "../engine/matcher.ts";
import type { RulesFile } from "./file.ts";
import { type ImportedRules, importedRules } from "./gitleaks.ts";
import { isAllowed, type Matched } from "./allow.ts";

const rule = (id: string, regex: string, more = ""): string =>
  `[[rules]]\nid = "${id}"\ndescription = "A key, and more."\nregex = '''${regex}'''\n${more}\n`;

const fileOf = (text: string, more: Partial<RulesFile> = {}): RulesFile => ({
  path: "dir/.my.toml",
  text,
  ...more,
});

const gitleaksRules = (text: string, more?: Partial<RulesFile>): ImportedRules =>
  importedRules([fileOf(text, more)]);

/** What the rules of a file find in a text. */
function found(file: string, text: string): string[] {
  const { rules, refused } = gitleaksRules(file);
  expect(refused).toEqual([]);
  return matcher(rules)
    .find(Buffer.from(text))
    .map(
      ({ rule: by, span }) =>
        `${by.id}: ${Buffer.from(text).toString("utf8", span.start, span.end)}`,
    );
}

const values = (regex: string, text: string, more?: string): string[] =>
  found(rule("r", regex, more), text).map((each) => each.slice(6));

test("the value is the first group that took something, else all of the match", () => {
  expect(values("zqk_[a-z]{4}", "= zqk_abcd")).toEqual(["zqk_abcd"]);
  expect(values("zqk=([a-z]{4})([0-9]*)", "zqk=abcd12")).toEqual(["abcd"]);
  expect(values("zqk=()([a-z]{4})", "zqk=abcd")).toEqual(["abcd"]);
  expect(values("zqk=([a-z]*)([0-9]*);", "zqk=ab1; zqk=12;")).toEqual(["ab", "12"]);
  expect(values("zqk=(-[0-9]{2})?:([a-z]{4})", "zqk=:abcd zqk=-12:abcd")).toEqual(["abcd", "-12"]);
  const either = "zqk=([a-z]{4})|qzk=([0-9]{4})|zzk=[A-Z]{4}";
  expect(values(either, "zqk=abcd\nqzk=1234\nzzk=ABCD")).toEqual(["abcd", "1234", "zzk=ABCD"]);
});

test("secretGroup names the group", () => {
  expect(values("zqk=([a-z]{4})-([0-9]{4})", "zqk=abcd-1234", "secretGroup = 2")).toEqual(["1234"]);
});

test("where too many groups could be the first, or one in a repeat, all of the match is", () => {
  const options = "abcdefghij".replaceAll(/./g, "($&1)|").slice(0, -1);
  expect(values(`zqk=(?:${options})`, "zqk=c1")).toEqual(["zqk=c1"]);
  expect(values("zqk(?:=([a-z]))*;", "zqk=a=b;")).toEqual(["zqk=a=b;"]);
});

test("patterns are RE2's", () => {
  expect(values("(?i)zqk_(?-i:ab)(?P<n>[[:digit:]]{2})\\b", "ZqK_ab12 zqk_AB12")).toEqual(["12"]);
});

test("a match may run over lines where its pattern does, before the value is over", () => {
  const { rules } = gitleaksRules(
    rule("a", "zqk:\\s*([a-z]{4})") + rule("b", "\\b(zqk_[a-z]{4})(?:\\s|$)"),
  );
  expect(rules.map(({ lines }) => lines)).toEqual(["many", "one"]);
  expect(values("zqk:\\s*([a-z]{4})", "zqk:\n  abcd")).toEqual(["abcd"]);
});

test("a value must have more entropy than is given", () => {
  const text = "zqk_aabb zqk_abcd";
  expect(values("zqk_([a-d]{4})", text, "entropy = 1.0")).toEqual(["abcd"]);
  expect(values("zqk_([a-d]{4})", text)).toEqual(["aabb", "abcd"]);
});

test("a rule is made of what the file says of it", () => {
  const [made] = gitleaksRules(
    rule("r", "zqk_[a-z]{4}", 'tags = ["a"]\nkeywords = ["other"]'),
  ).rules;
  expect(made).toMatchObject({
    id: "my/r",
    title: "A key",
    class: "secret",
    keywords: ["zqk_"],
    harm: "A key, and more.",
  });
});

test("a rule with a path looks there only, and one with nothing else is about names", () => {
  const file = `${rule("r", "zqk_[a-z]{4}", "path = '(?i)\\.php$'")}[[rules]]\nid = "p"\npath = '\\.p12$'\n`;
  const { rules, paths, artefacts } = gitleaksRules(file);
  expect(rules.map(({ id }) => id)).toEqual(["my/r"]);
  expect(paths.get("my/r")?.test("a/B.PHP")).toBe(true);
  expect(artefacts).toMatchObject([
    { id: "my/p", when: { kind: "name", pattern: /\.p12(?![^])/m } },
  ]);
});

test.each([
  ["rule 'r': pattern: group without end", rule("r", "zqk_(")],
  ["rule 'r': no text of two bytes stands in every match", rule("r", "[a-f0-9]{40}")],
  ["rule 'r': its pattern can take long: '(?:[a-z]+)+'", rule("r", "zqk_(?:[a-z]+)+=")],
  ["rule 'r': its pattern has no group 3", rule("r", "zqk_([a-z])", "secretGroup = 3")],
  ["rule 'r': 'secretGroup' is not a number", rule("r", "zqk_", 'secretGroup = "1"')],
  ["rule 'r': neither a regex nor a path", '[[rules]]\nid = "r"\n'],
  ["rule 'r': the pattern '(?:b+)+c' can take", rule("r", "zqk_", "path = '(?:b+)+c'")],
])("refused: %s", (message, file) => {
  const { rules, refused } = gitleaksRules(file + rule("other", "zqk_[a-z]"));
  expect(rules.map(({ id }) => id)).toEqual(["my/other"]);
  expect(refused).toEqual([expect.stringContaining(`dir/.my.toml:2: ${message}`)]);
});

test.each([
  ["dir/.my.toml:1: ", "rules = ["],
  ["dir/.my.toml:2: rule without an id", "\n[[rules]]\nregex = 'zqk_'"],
  ["dir/.my.toml: is not a table", "rules = 3"],
  ["dir/.my.toml: there are no rules in it", ""],
  ["dir/.my.toml: there are no rules in it", "[[rule]]\nid = 'r'\nregex = 'zqk_'"],
  [
    "dir/.my.toml:1: allow-list: condition 'XOR' is neither",
    "[allowlist]\ncondition = 'xor'\npaths = ['a']",
  ],
  ["dir/.my.toml:2: allow-list: allow-list without paths", "\n[[allowlists]]\ndescription = 'x'"],
  ["pattern: group without end", "[allowlist]\npaths = ['(']"],
])("no such file: %s", (message, file) => {
  expect(() => gitleaksRules(file)).toThrow(message);
});

test("an allow-list that can take long is refused", () => {
  const { refused } = gitleaksRules("[allowlist]\npaths = ['(?:a+)+b']");
  expect(refused).toEqual([expect.stringContaining("dir/.my.toml:1: allow-list: the pattern")]);
});

test("a file builds upon another: its fields go first, lists are joined, rules switched off", () => {
  const base = fileOf(
    rule("r", "zqk_[a-z]", "[rules.allowlist]\nstopwords = ['a']") +
      rule("s", "zqk_[a-z]") +
      rule("t", "zqk_[a-z]"),
  );
  const text = `[extend]\npath = "x.toml"\ndisabledRules = ["s"]\n[[rules]]\nid = "r"\nregex = "qzk_[0-9]"\n[[rules.allowlists]]\nstopwords = ['b']\n`;
  const { rules, allowed, notes } = gitleaksRules(text, { base });
  expect(rules.map(({ id, title, pattern }) => `${id} ${title} ${pattern.source}`)).toEqual([
    "my/r A key (?<value>qzk_[0-9])",
    "my/t A key (?<value>zqk_[a-z])",
  ]);
  expect(allowed.map(({ stopWords }) => stopWords)).toEqual([["a"], ["b"]]);
  expect(notes).toEqual([]);
});

test("what is extended but not there is noted", () => {
  const { notes } = gitleaksRules(`[extend]\nuseDefault = true\npath = "x.toml"`);
  expect(notes).toEqual([
    expect.stringContaining("dir/.my.toml: [extend]: gitleaks' own rules"),
    expect.stringContaining("'x.toml' is not read"),
  ]);
});

test("files are told apart by their stems", () => {
  const files = ["a/one.toml", "b/two.toml"].map((path) => fileOf(rule("r", "zqk_"), { path }));
  expect(importedRules(files).rules.map(({ id }) => id)).toEqual(["one/r", "two/r"]);
  const twice = files.map((file) => ({ ...file, path: `${file.path.slice(0, 1)}/.gitleaks.toml` }));
  expect(() => importedRules(twice)).toThrow("b/.gitleaks.toml: its rules would be called");
});

test("what tare does not know is noted", () => {
  const more = 'validate = "x"\ntags = ["t"]\n[[rules.required]]\nid = "o"\n';
  const { notes, rules } = gitleaksRules(
    rule("r", "zqk_[a-z]", more) + rule("s", "zqk_[a-z]", "skipReport = true"),
  );
  expect(rules.map(({ id }) => id)).toEqual(["my/r"]);
  expect(notes).toEqual([
    expect.stringContaining("rule 'r': it is reported without the rules"),
    expect.stringContaining("rule 'r': validate not known to tare, and ignored"),
    expect.stringContaining("rule 's': it is only a part"),
  ]);
});

const matched: Matched = {
  rule: "my/r",
  path: "a/b.lock",
  value: "zqk_Example",
  match: "k=zqk_Example",
  line: "x k=zqk_Example",
};
const lets = (list: string, more: Partial<Matched> = {}): boolean[] =>
  gitleaksRules(`${rule("r", "zqk")}${rule("s", "zqk")}${list}`).allowed.map((each) =>
    isAllowed(each, { ...matched, ...more }),
  );

test("a list lets pass what one of its conditions names, or all of them", () => {
  expect(lets("[allowlist]\npaths = ['\\.lock$']")).toEqual([true]);
  expect(lets("[allowlist]\nstopwords = ['EXAMPLE']")).toEqual([true]);
  expect(lets("[allowlist]\nregexes = ['^zqk_E']")).toEqual([true]);
  expect(lets("[allowlist]\nregexes = ['^k=']\nregexTarget = 'match'")).toEqual([true]);
  expect(lets("[allowlist]\nregexes = ['^k=']\nregexTarget = 'line'")).toEqual([false]);
  const both = "[allowlist]\ncondition = 'AND'\npaths = ['\\.lock$']\nregexes = ['^zqk']";
  expect([lets(both), lets(both, { path: "a" })]).toEqual([[true], [false]]);
});

test("a list is about its rule, its target rules, or all of them", () => {
  const own = rule("r", "zqk_[a-z]", "[[rules.allowlists]]\nstopwords = ['zqk']");
  expect([lets(own), lets(own, { rule: "my/s" })]).toEqual([[true], [false]]);
  const target = "[[allowlists]]\ntargetRules = ['s']\nstopwords = ['zqk']";
  expect([lets(target), lets(target, { rule: "my/s" })]).toEqual([[false], [true]]);
});

test("commits are not looked at", () => {
  const file = "[allowlist]\ncommits = ['abc']";
  expect([gitleaksRules(file).allowed, gitleaksRules(file).notes.length]).toEqual([[], 1]);
  expect(lets(`${file}\npaths = ['lock']`)).toEqual([true]);
  expect(lets(`${file}\ncondition = 'and'\npaths = ['lock']`)).toEqual([]);
});
