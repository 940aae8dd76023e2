import type { Mention, Reader } from "../reader.ts";

/** What each rule says of the model, as CycloneDX names it. */
const facts: Readonly<Record<string, string>> = {
  "model-architecture": "architecture",
  "model-family": "family",
  "model-task": "task",
  "model-license": "license",
  "model-base": "base",
};

/** The model that the release is about. Its name is the target's. */
const modelWith = (fact: string, value: string): Mention => ({
  kind: "model",
  id: "release",
  name: "the model",
  facts: { [fact]: value },
});

export const model: readonly Reader[] = [
  {
    rules: Object.keys(facts),
    read: ({ rule, preview }) => {
      const fact = facts[rule];
      return { mentions: [fact === undefined ? undefined : modelWith(fact, preview)] };
    },
  },
];
