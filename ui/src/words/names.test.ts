import { expect, test } from "vitest";
import { releaseName } from "./names.ts";

test("what is scanned from its project's own folder is called like the project", () => {
  expect(releaseName({ project: "chat", target: "." })).toBe("chat");
  expect(releaseName({ project: "chat", target: "model/" })).toBe("model/");
});
