import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bicepStatements } from "./bicep.ts";

test("reads parameters, outputs and resources with their places", () => {
  const text = `@description('x')
@secure()
param key string
param place string = 'west'
resource models 'Microsoft.Storage/storageAccounts@2023-01-01' = if (place == 'west') {
  name: 'm' // a comment
  properties: {
    allowBlobPublicAccess: false
    rules: [
      { action: 'Allow' }
      'two', three
    ]
  }
}
output id string = models.id
`;
  const [key, place, models, id] = bicepStatements(text);
  if (!models?.value) throw new Error("no resource");
  const { value, type } = models;
  expect([key, place, id].map((each) => [each?.isSecure, each?.value?.text])).toEqual([
    [true, undefined],
    [false, "west"],
    [false, "models.id"],
  ]);
  expect([type, value.get("name")?.text]).toEqual(["Microsoft.Storage/storageAccounts", "m"]);
  const access = value.get("properties", "allowBlobPublicAccess");
  expect(access && text.slice(access.at.start, access.at.end)).toBe("false");
  const [rule, ...others] = value.get("properties", "rules")?.list() ?? [];
  expect([rule?.get("action"), ...others].map((each) => each?.text)).toEqual([
    "Allow",
    "two",
    "three",
  ]);
});

test("fails at no text", () => {
  const piece = fc.constantFrom(
    "resource a 'b' = {",
    "param x string = ",
    "}",
    "[",
    "]",
    "'",
    "'''",
    "a: ",
    "\n",
    "//",
    "/*",
    ",",
    "@secure()\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      for (const { value } of bicepStatements(text))
        expect(value === undefined || value.at.end <= text.length).toBe(true);
    }),
  );
  expect(bicepStatements(`param x string = ${"[".repeat(100_000)}`)).toHaveLength(1);
});
