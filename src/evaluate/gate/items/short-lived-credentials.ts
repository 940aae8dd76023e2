import { type Item, noneIn, unknown } from "../item.ts";

/** Checks that see keys which live on. */
const lasting = new Set(["static-cloud-key", "literal-secret-variable"]);

export const shortLivedCredentials: Item = {
  id: "short-lived-credentials",
  title: "Jobs use credentials that end by themselves",
  why: "A key that ends with its job is worth little to who finds it in a log.",
  instead: "Let jobs log in by OpenID Connect, or fetch what they need with 'tare run'.",

  judge: ({ repository }) =>
    repository
      ? noneIn(repository.audit, ({ rule }) => lasting.has(rule), {
          found: "that live on",
          none: "no key that lives on was found in pipelines",
        })
      : unknown("no repository was named: give --repo DIR"),
};
