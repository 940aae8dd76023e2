import { expect, test } from "vitest";
import { meantBy } from "./names.ts";

test.each([
  ['public_key = "', "refuted"],
  ["showPassword: ", "refuted"],
  ["PASS: ", "refuted"],
  ["password_hint = '", "refuted"],
  ["continuationToken=", "refuted"],
  ['test_password = "', "low"],
  ["DB_PASSWORD=", "passed"],
  ["apiKey: ", "passed"],
  ['"pass": "', "passed"],
  ["pass: ", "passed"],
  ["contrase\xc3\xb1a = ", "passed"],
  ["", "passed"],
  // Two words before it count, further ones do not.
  ["public_signing_key=", "refuted"],
  ["public_url_of_the_secret=", "passed"],
  // The last name counts, with the word behind it.
  ["public_key, secret_key = ", "passed"],
  ["secret_key, public_key = ", "refuted"],
  ["access_token_url=", "refuted"],
  ["url_access_token=", "passed"],
  // Words are told apart by capitals, and by what follows them without any.
  ["hashKey=", "refuted"],
  ["primarykey=", "refuted"],
  ["monkey=", "refuted"],
  ["exampleApiSecret=", "low"],
  // `PASS: ` is what a test prints; a variable may be called so.
  ["PASS=", "passed"],
  ["author: ", "passed"],
])("%j is %s", (before, verdict) => expect(meantBy(before)).toBe(verdict));
