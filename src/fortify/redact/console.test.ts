import { afterEach, expect, test, vi } from "vitest";
import { patchConsole } from "./console.ts";
import { token } from "./testing.ts";

afterEach(() => void vi.restoreAllMocks());

/** What reaches a stream of the process meanwhile. */
function written(stream: NodeJS.WriteStream): string[] {
  const all: string[] = [];
  vi.spyOn(stream, "write").mockImplementation((text) => {
    all.push(Buffer.from(text as string).toString());
    return true;
  });
  return all;
}

test("masks what any method of the console writes, until it is undone", async () => {
  const before = { ...console };
  const out = written(process.stdout);
  const err = written(process.stderr);
  const restore = await patchConsole({ values: { PIN: "secret-of-mine" } });
  console.log("a %s", "secret-of-mine", { key: token });
  console.table([{ pin: "secret-of-mine" }]);
  console.dir({ token });
  console.error(new Error(`no access with ${token}`));
  restore();
  expect({ ...console }).toEqual(before);
  const text = [...out, ...err].join("");
  expect(text).not.toContain(token);
  expect(text).not.toContain("secret-of-mine");
  expect(out[0]).toBe("a *** { key: '***' }\n");
  expect(err[0]).toMatch(/^Error: no access with \*\*\*\n {4}at /);
});
