import { expect, test } from "vitest";
import { matcher } from "../engine/matcher.ts";
import { isAllowed } from "./allow.ts";
import { importedRules } from "./gitleaks.ts";
import { plainPattern } from "./verbose.ts";

const imported = (text: string, path = "k.yml") => importedRules([{ path, text }]);

function found(yaml: string, text: string): string[] {
  const { rules, refused } = imported(yaml);
  expect(refused).toEqual([]);
  const bytes = Buffer.from(text);
  return matcher(rules)
    .find(bytes)
    .map(({ span }) => bytes.toString("utf8", span.start, span.end));
}

test.each([
  ["(?x) a b # words\n c", "abc", []],
  ["(?xi) \\b ( a [b c] ) \\ \\#", "(?i)\\b(a[bc])\\ \\#", [""]],
  ["(?P<TOKEN>a b)(?x: c d (?-x: e ) ) f", "(?P<TOKEN>a b)(?:cd(?: e )) f", ["TOKEN"]],
  ["a b # c", "a b # c", []],
  ["(?x)[[:alpha:] \\ #]", "[[:alpha:]\\ #]", []],
  ["(?x)[]a b](?<n>\\()", "[]ab](?<n>\\()", ["n"]],
])("'%s' without x is '%s'", (text, pattern, groups) => {
  expect(plainPattern(text)).toEqual({ pattern, groups });
});

test("classes made of classes are refused", () => {
  expect(() => plainPattern("[a-z&&[^b]]")).toThrow("made of other classes");
  const { refused } = imported("rules:\n- id: a\n  name: A\n  pattern: '[a-z--b]'\n");
  expect(refused).toEqual(["k.yml:2: rule 'a': the class '[a-z--b]' is made of other classes"]);
});

test("a rule of Nosey Parker finds its first group", () => {
  const yaml = `rules:
- name: Zqk Key
  id: np.zqk.1
  pattern: |
    (?x)
    \\b
    zqk =            # its name
    ( [a-z]{4} )
    \\b
  categories: [api, secret]
  references: [https://example.com]
  examples: ["zqk=abcd"]
rulesets: []
`;
  expect(found(yaml, "a zqk=abcd zqk=abcde")).toEqual(["abcd"]);
  expect(imported(yaml).notes).toEqual([]);
  expect(imported(yaml).rules[0]).toMatchObject({ id: "k/np.zqk.1", title: "Zqk Key" });
});

test("a rule of kingfisher has a group TOKEN, entropy, and what it must hold", () => {
  const yaml = `rules:
  - name: Zqk
    id: kingfisher.zqk.1
    pattern: (zqk|qzk)_(?P<TOKEN>[a-z0-9]{4})
    min_entropy: 1.0
    confidence: high
    pattern_requirements:
      min_digits: 1
      ignore_if_contains: [te5t]
      checksum: {}
    validation: { type: Http }
    depends_on_rule:
      - rule_id: kingfisher.zqk.2
  - name: Part
    id: kingfisher.zqk.2
    pattern: part_[a-z]{4}
    visible: false
`;
  const { rules, notes, allowed } = imported(yaml);
  expect(rules.map(({ id, confidence }) => [id, confidence])).toEqual([
    ["k/kingfisher.zqk.1", "high"],
  ]);
  expect(found(yaml, "zqk_abcd zqk_1111 qzk_ab1d")).toEqual(["ab1d"]);
  const matched = { rule: "k/kingfisher.zqk.1", path: "a", value: "te5t", match: "", line: "" };
  expect(allowed.map((each) => isAllowed(each, matched))).toEqual([true]);
  expect(notes).toEqual([
    "k.yml:2: rule 'kingfisher.zqk.1': it is reported without the rules that it depends on",
    "k.yml:2: rule 'kingfisher.zqk.1': pattern_requirements: checksum ignored",
    "k.yml:14: rule 'kingfisher.zqk.2': it is only a part of other rules, and left out",
  ]);
});

test("a rule of tare.yaml says itself what it means", () => {
  const yaml = `rules:\n- id: acme\n  title: Acme key\n  pattern: acme_[a-z]{4}\n  class: host\n  severity: low\n  harm: None.\n  remedy: Wait.\n`;
  expect(imported(yaml, "tare.yaml").rules).toMatchObject([
    {
      id: "tare/acme",
      title: "Acme key",
      class: "host",
      severity: "low",
      harm: "None.",
      remedy: "Wait.",
    },
  ]);
});

test.each([
  ["k.yml:3: ", "rules:\n  - [\n"],
  ["k.yml:3: rule without an id", "rules:\n# a\n- pattern: a\n"],
  ["k.yml: is not a table", "- a"],
  ["k.yml: there are no rules in it", "rules: []"],
])("no such file: %s", (message, text) => {
  expect(() => imported(text)).toThrow(message);
});
