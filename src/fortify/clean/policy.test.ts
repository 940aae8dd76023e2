import { expect, test } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { ruleIds } from "../../scan/rule-ids.ts";
import {
  byKey,
  cleanProfiles,
  isUnwanted,
  knownRisk,
  risks,
  toldByOthers,
  type Wishes,
} from "./policy.ts";

const finding = (changes: Partial<Finding>): Finding =>
  ({ rule: "home-path", class: "path", severity: "medium", location: {}, ...changes }) as Finding;

const wishes = (profile: string, changes: Partial<Wishes> = {}): Wishes => ({
  profile: cleanProfiles.find(({ id }) => id === profile) ?? cleanProfiles[0],
  keep: [],
  drop: [],
  ...changes,
});

test("a profile takes out its classes from its severity on, and its other rules", () => {
  const unwanted = (changes: Partial<Finding>, profile: string) =>
    isUnwanted(finding(changes), "a.py", wishes(profile));
  expect(unwanted({}, "release")).toBe(true);
  expect(unwanted({ severity: "info" }, "release")).toBe(false);
  expect(unwanted({}, "secrets")).toBe(false);
  expect(unwanted({ rule: "training-time", class: "stack" }, "release")).toBe(false);
  expect(unwanted({ rule: "training-time", class: "stack" }, "double-blind")).toBe(true);
});

test("what is to stay comes before what is to go, and both before the profile", () => {
  const unwanted = (changes: Partial<Wishes>) =>
    isUnwanted(finding({}), "runs/a.log", wishes("release", changes));
  expect(unwanted({ keep: ["runs/*"] })).toBe(false);
  expect(unwanted({ keep: ["home-*"], drop: ["path"] })).toBe(false);
  const stack = finding({ rule: "library-version", class: "stack", severity: "info" });
  expect(isUnwanted(stack, "a", wishes("release"))).toBe(false);
  expect(isUnwanted(stack, "a", wishes("release", { drop: ["stack"] }))).toBe(true);
});

test("a risk is told where all that it asks for holds", () => {
  const named = (key: string) =>
    knownRisk(finding({ rule: "hub-repository", location: { path: "config.json", key } }), "");
  expect(named("$.base_model")).toContain("base model");
  expect(named("$.comment")).toBeUndefined();
});

test("every rule that the policy names is one", async () => {
  const ids = await ruleIds();
  const named = [
    ...cleanProfiles.flatMap(({ also }) => also),
    ...risks.flatMap(({ rules = [] }) => rules),
    ...Object.keys(byKey),
    ...toldByOthers,
  ];
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});
