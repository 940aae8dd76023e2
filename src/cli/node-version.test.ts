import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { oldestNode, tooOld } from "./node-version.ts";

test("an old Node is told what is needed, and a newer one nothing", () => {
  expect(tooOld("20.20.2")).toBe(
    "tare: Node 20.20.2 is too old\nhint: install Node 22.18 or newer\n",
  );
  expect(tooOld("22.17.1")).toContain("too old");
  expect(tooOld("22.18.0")).toBeUndefined();
  expect(tooOld("24.0.0")).toBeUndefined();
});

test("the package asks for the same Node", () => {
  expect(manifest.engines.node).toBe(`>=${oldestNode.join(".")}`);
});
