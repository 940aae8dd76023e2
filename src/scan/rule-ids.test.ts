import { expect, test } from "vitest";
import { keywordRules } from "./keywords.ts";
import { ruleIds } from "./rule-ids.ts";
import { valueRules } from "./values.ts";

test("every id that a report may have is one", async () => {
  const ids = await ruleIds({
    rules: keywordRules([{ word: "acme" }]).map((rule) => ({ ...rule, id: "own/word" })),
  });
  const asked = [
    ...keywordRules([{ word: "acme" }]),
    ...valueRules([{ name: "KEY", spellings: [] }]),
  ];
  for (const id of [
    ...asked.map((rule) => rule.id),
    "huggingface-user-token",
    "dotenv-file",
    "own/word",
  ])
    expect(ids, id).toContain(id);
  expect(ids).not.toContain("nope");
});
