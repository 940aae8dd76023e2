import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { oldestNode, tooOld } from "./node-version.ts";

test("an old Node is told what is needed, and a newer one nothing", () => {
  const hint = "hint: install Node 22.18 or newer\n";
  expect(tooOld("22.17.1")).toBe(`tare: Node 22.17.1 is too old\n${hint}`);
  expect(tooOld("20.19.0")).toBe(`tare: Node 20.19.0 is too old\n${hint}`);
  for (const version of ["22.18.0", "24.0.0", "100.1.0"]) expect(tooOld(version)).toBeUndefined();
});

test("the package asks for the same Node", () => {
  expect(manifest.engines.node).toBe(`>=${oldestNode.join(".")}`);
});
