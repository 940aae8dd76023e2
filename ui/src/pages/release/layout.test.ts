import { describe, expect, test } from "vitest";
import { dossierOf } from "./dossier.ts";
import { layoutOf } from "./layout.ts";

const dossier = {
  schema: "tare/brief/v1",
  entities: [
    { id: "person:a", kind: "person", name: "a" },
    { id: "person:b", kind: "person", name: "b" },
    { id: "machine:1", kind: "machine", name: "1" },
    { id: "machine:2", kind: "machine", name: "2" },
    ...Array.from({ length: 20 }, (_, at) => ({
      id: `software:${at}`,
      kind: "software",
      name: "s",
    })),
  ],
  links: [
    { from: "person:a", to: "machine:2", kind: "uses", why: "" },
    { from: "person:b", to: "machine:1", kind: "uses", why: "" },
    { from: "person:b", to: "gone", kind: "uses", why: "" },
  ],
  attacks: [{ title: "Phish a", why: "w", fix: "f", impact: 3 }],
};

test("links that would cross do not", () => {
  const { placed, links } = layoutOf(dossierOf(dossier));
  const row = (id: string): number => placed.find((each) => each.id === id)?.row ?? -1;
  expect(row("person:a") < row("person:b")).toBe(row("machine:2") < row("machine:1"));
  expect(links).toHaveLength(2);
});

test("a long column is cut, and says so", () => {
  const { placed, left } = layoutOf(dossierOf(dossier));
  expect(placed.filter(({ kind }) => kind === "software")).toHaveLength(12);
  expect(left).toEqual([0, 0, 0, 0, 8]);
});

describe("what is no dossier is an empty one", () => {
  test.each([
    undefined,
    null,
    7,
    "text",
    { entities: 1 },
    { entities: [null, { id: 1 }], links: [{}] },
  ])("%j", (value) => {
    expect(dossierOf(value)).toEqual({ entities: [], links: [], attacks: [] });
  });
});
