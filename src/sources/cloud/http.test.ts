import { expect, test } from "vitest";
import { caller } from "./http.ts";
import { freePort, type Reply, serviceOf } from "./testing.ts";

const call = caller({});

test("asks again where a service is busy, and not where it says no", async () => {
  const replies: Reply[] = [
    { status: 503, text: "" },
    { status: 429, text: "" },
    { text: "at last" },
    { status: 403, text: "no" },
  ];
  await using service = await serviceOf(() => replies.shift() ?? { status: 500, text: "" });
  expect((await call(service.url)).text).toBe("at last");
  expect((await call(service.url)).status).toBe(403);
});

test("sends what it is told", async () => {
  await using service = await serviceOf(({ method, path, headers, body }) => ({
    json: { method, path, header: headers["x-of-test"], body },
  }));
  const headers = { "x-of-test": "1" };
  const answer = await call(`${service.url}/a`, { method: "POST", headers, body: "b" });
  expect(JSON.parse(answer.text)).toEqual({ method: "POST", path: "/a", header: "1", body: "b" });
});

test("nothing of the request is in the error", async () => {
  const port = await freePort();
  const error = await call(`http://127.0.0.1:${port}/of-a-path`, {
    headers: { authorization: "of-a-header" },
    local: true,
  }).catch((each: unknown) => each as Error);
  expect(error).toMatchObject({ message: `cannot reach http://127.0.0.1:${port}: ECONNREFUSED` });
  expect(error).not.toHaveProperty("cause");
});

test.each([
  "http://vault.example",
  "http://127.0.0.1.example",
  "ftp://localhost",
  "vault:8200/x",
  "",
])("does not ask '%s'", async (address) => {
  await expect(call(address)).rejects.toMatchObject({ kind: "usage" });
});

test("an answer without end is cut off", async () => {
  await using service = await serviceOf(() => ({ text: "x".repeat(9 * 1024 * 1024) }));
  await expect(call(service.url, { local: true })).rejects.toThrow("answer of more than");
});
