import { describe, expect, test } from "vitest";
import { all as commands } from "../../cli/commands/index.ts";
import { briefOn } from "./brief.ts";
import { all as plays } from "./plays/index.ts";
import { reportWith, seen } from "./testing.ts";

describe.each(plays.map((play) => [play.id, play] as const))("%s", (_id, play) => {
  test("names only entities that it asks for", () => {
    const named = [...play.step.matchAll(/\{(\d)\}/g)].map(([, at]) => Number(at));
    expect(Math.max(...named)).toBeLessThanOrEqual(play.via?.length ?? 0);
    expect(named).toContain(0);
  });

  test("says what may be missing only in brackets", () => {
    const always = play.step.replaceAll(/\[[^\]]*\]/g, "");
    for (const [at, via] of (play.via ?? []).entries())
      if (via.optional) expect(always).not.toContain(`{${at + 1}}`);
  });

  test("runs a command that there is, and refers to a technique", () => {
    const name = play.command?.split(" ")[1];
    if (name !== undefined) expect(commands.map((each) => each.name)).toContain(name);
    expect(play.reference).toMatch(/^https:\/\/(?:attack|atlas)\.mitre\.org\/techniques\/[\w./]+$/);
  });
});

test("a likely link makes a play worth less than a certain one", () => {
  const key = {
    rule: "aws-secret-access-key",
    class: "secret",
    preview: "abcd**** (40 characters)",
  } as const;
  const bucket = seen({ rule: "s3-bucket", preview: "s3://reviews/raw" });
  const { attacks } = briefOn(reportWith(seen(key), bucket));
  const score = (play: string) => attacks.find((each) => each.play === play)?.score;
  expect(score("use-key")).toBe(25);
  expect(score("read-storage-with-key")).toBe(15);
  const unsure = briefOn(reportWith(seen({ ...key, confidence: "medium" }), bucket));
  expect(unsure.attacks[0]).toMatchObject({ play: "test-storage", score: 16 });
});

test("nothing is told where nothing was found", () => {
  expect(briefOn(reportWith())).toMatchObject({ entities: [], links: [], attacks: [] });
});
