import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { oldestNode, tooOld } from "./node-version.ts";

test("an old Node is told what is needed, and a newer one nothing", () => {
  expect(tooOld("22.18.0")).toBe("tare: Node 22.18.0 is too old\nhint: install Node 24 or newer\n");
  expect(tooOld("24.0.0")).toBeUndefined();
  expect(tooOld("100.1.0")).toBeUndefined();
});

test("the package asks for the same Node", () => {
  expect(manifest.engines.node).toBe(`>=${oldestNode}`);
});
