import { describe, expect, test } from "vitest";
import { htmlWith } from "./html.ts";
import { renderers } from "./renderers.ts";
import { noScript, plainOptions, revealedReport, sampleReport, sampleSecrets } from "./testing.ts";

/** Each run of eight characters of a secret beyond the start that a preview may show. */
const partsOf = (secret: string): string[] =>
  Array.from({ length: secret.length - 11 }, (_, at) => secret.slice(at + 4, at + 12));

/** The others are made to be uploaded. */
const whole = ["text", "json", "jsonl", "html"];

const all = [...renderers, htmlWith(noScript)];

describe.each(all.map((renderer) => [renderer.id, renderer] as const))("%s", (id, renderer) => {
  const rendered = (report = sampleReport(), verbose = true): string =>
    [...renderer.render(report, { ...plainOptions, verbose })].join("");

  test("holds no part of a secret that was not asked for", () => {
    const text = rendered();
    for (const part of Object.values(sampleSecrets).flatMap(partsOf))
      expect(text).not.toContain(part);
  });

  test("holds secrets that were asked for, unless it is made to be uploaded", () => {
    for (const secret of Object.values(sampleSecrets))
      expect(rendered(revealedReport()).includes(secret)).toBe(whole.includes(id));
  });
});

test("ids differ, and all but what is for a terminal or a log name a file's ending", () => {
  expect(all.map(({ id, extension }) => [id, extension])).toEqual([
    ["text", undefined],
    ["json", "json"],
    ["jsonl", "jsonl"],
    ["sarif", "sarif"],
    ["markdown", "md"],
    ["github", undefined],
    ["gitlab-codequality", "json"],
    ["gitlab-secrets", "json"],
    ["junit", "xml"],
    ["html", "html"],
  ]);
});
