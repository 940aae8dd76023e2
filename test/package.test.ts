import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("the package exports each schema that the README names", async () => {
  const named = (await readFile("README.md", "utf8")).matchAll(/`tare\/([\w.-]+\.json)`/g);
  const { exports } = JSON.parse(await readFile("package.json", "utf8")) as { exports: object };
  const schemas = [...named].map(([, name = ""]) => `./${name}`);
  expect(schemas.length).toBeGreaterThan(2);
  expect(Object.keys(exports)).toEqual(expect.arrayContaining(schemas));
});
