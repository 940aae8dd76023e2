import { expect, test, vi } from "vitest";
import { RequestError } from "../../server/client.ts";
import { versions } from "../../server/live.ts";
import { changing } from "./changing.ts";

const { say } = vi.hoisted(() => ({ say: vi.fn() }));
vi.mock("../../parts/notices.tsx", () => ({ say }));

test("says what was changed, and what the server refused, and loads anew after both", async () => {
  const before = versions.ledger.value;
  await changing(async () => "The token works no more.", "The token still works");
  const refused = Promise.reject(new RequestError(403, "only admins may"));
  await changing(async () => refused, "The token still works");
  expect(say.mock.calls.flat()).toEqual([
    "The token works no more.",
    "The token still works: only admins may",
  ]);
  expect(versions.ledger.value).toBe(before + 2);
});

test("hides no bug", async () => {
  const bug = Promise.reject(new TypeError("a bug"));
  await expect(changing(async () => bug, "Not sent")).rejects.toThrow("a bug");
});
