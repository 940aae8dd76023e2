import { expect, test } from "vitest";
import { answering, linesOf, listedBy } from "../testing.ts";
import { huggingface } from "./huggingface.ts";

/** A model, data set or space as the hub's lists have it (huggingface.co/docs/hub/api). */
const entry = (id: string, more: object = {}): object => ({
  id,
  private: false,
  gated: false,
  sha: "0a1b2c",
  tags: [],
  ...more,
});

const answers = (path: string, url: URL): unknown => {
  const author = url.searchParams.get("author");
  if (author === null && url.searchParams.get("search") === "nightingale")
    return path === "/api/models" ? [entry("zoe/nightingale-7b")] : [];
  if (author === "ana") return path === "/api/spaces" ? [entry("ana/demo")] : [];
  return {
    "/api/organizations/acme/overview": { name: "acme" },
    "/api/organizations/acme/members": [{ user: "ana", type: "user" }],
    "/api/models": [
      entry("acme/speech", { tags: ["nightingale"] }),
      entry("acme/closed", { private: true }),
      entry("acme/large", { gated: "manual" }),
    ],
    "/api/datasets": [entry("acme/calls", { description: "calls of customers" })],
    "/api/spaces": [],
  }[path];
};

const env = (origin: string) => ({ HF_ENDPOINT: origin, HF_TOKEN: "made-up" });

test("lists models, data sets and spaces of an organisation and its members, and of a search", async () => {
  const { found, headers } = await listedBy(huggingface, "acme", answering(answers), {
    env,
    keywords: [{ word: "nightingale" }],
  });
  expect(linesOf(found)).toEqual([
    "own: hf:acme/speech",
    "own: hf:acme/large (unread)",
    "own: hf:datasets/acme/calls",
    "member ana: hf:spaces/ana/demo",
    "search nightingale name: hf:zoe/nightingale-7b",
  ]);
  expect(headers[0]?.authorization).toBe("Bearer made-up");
});

test("what members have may not be told", async () => {
  const without = (path: string, url: URL): unknown =>
    path.endsWith("/members") ? 403 : answers(path, url);
  const { found } = await listedBy(huggingface, "acme", answering(without), {
    env,
    ways: ["member"],
  });
  expect(linesOf(found)).toEqual([
    "gap hf:acme: members: unavailable: Hugging Face refuses /organizations/acme/members: made up for 403 (403); see whether a token may read it",
  ]);
});

test("who is not there is said so", async () => {
  await expect(
    listedBy(
      huggingface,
      "x",
      answering(() => undefined),
      { env },
    ),
  ).rejects.toThrow("Hugging Face has no organisation or user 'x'");
});
