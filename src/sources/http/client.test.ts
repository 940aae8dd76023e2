import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { HttpClient, jsonOf } from "./client.ts";
import { served, testClock } from "./testing.ts";

test("asks honestly, and gives whatever is answered", async () => {
  await using server = await served((_, response) => response.writeHead(404).end("no"));
  await using client = new HttpClient({ env: {} });
  const { status, body } = await client.request(`${server.origin}/a?b=c`);
  expect([status, String(body)]).toEqual([404, "no"]);
  expect(server.asked).toEqual(["GET /a?b=c"]);
  expect(server.headers[0]?.["user-agent"]).toMatch(/^tare\/\d/);
  expect(client.traffic).toEqual({ requests: 1, bytes: 2, retries: 0, waitedMs: 0 });
});

test("asks again where the server is busy, for as long as that asks to wait", async () => {
  let count = 0;
  await using server = await served((_, response) => {
    count++;
    if (count === 1) response.writeHead(429, { "retry-after": "7" }).end("slow");
    else if (count === 2) response.writeHead(500).end();
    else if (count === 3) response.socket?.destroy();
    else response.end(`{"a":1}`);
  });
  const clock = testClock();
  const told: string[] = [];
  await using client = new HttpClient({
    env: {},
    clock,
    onWait: (host, ms) => told.push(`${host} ${ms}`),
  });
  expect(jsonOf(await client.request(server.origin))).toEqual({ a: 1 });
  expect(clock.waits).toEqual([7000, 1000, 2000]);
  expect(client.traffic.retries).toBe(3);
  expect(told[0]).toBe(`${new URL(server.origin).host} 7000`);
});

test("gives up in the end, and names the place without its query", async () => {
  await using server = await served((_, response) => response.writeHead(502).end());
  await using client = new HttpClient({ env: {}, clock: testClock() });
  const asked = client.request(`${server.origin}/file?signature=abc`);
  await expect(asked).rejects.toThrow(`${server.origin}/file does not answer: status 502`);
  expect(server.asked).toHaveLength(5);
});

test("does not wait for an hour", async () => {
  await using server = await served((_, response) =>
    response.writeHead(429, { "retry-after": "3600" }).end(),
  );
  await using client = new HttpClient({ env: {}, clock: testClock() });
  await expect(client.request(server.origin)).rejects.toThrow("asks to wait for 3600 s");
});

test("sends nothing twice that may do something, unless it was refused", async () => {
  const statuses = [429, 500];
  await using server = await served((_, response) =>
    response.writeHead(statuses.shift() ?? 200).end(),
  );
  await using client = new HttpClient({ env: {}, clock: testClock() });
  const posted = client.request(server.origin, { method: "POST", body: "x" });
  await expect(posted).rejects.toThrow("status 500");
  expect(server.asked).toEqual(["POST /", "POST /"]);
});

test("reads an answer again that broke off", async () => {
  let count = 0;
  await using server = await served((_, response) => {
    response.writeHead(200, { "content-length": 10 }).write("01234");
    if (++count === 1) setTimeout(() => response.destroy(), 20);
    else response.end("56789");
  });
  await using client = new HttpClient({ env: {}, clock: testClock() });
  expect(String((await client.request(server.origin)).body)).toBe("0123456789");
});

test("refuses an answer without an end, and one that is silent", async () => {
  await using server = await served((request, response) => {
    if (request.url === "/long") response.end("x".repeat(2000));
  });
  await using client = new HttpClient({ env: {}, clock: testClock(), timeoutMs: 50, attempts: 1 });
  const long = client.request(`${server.origin}/long`, { maxBytes: 1000 });
  await expect(long).rejects.toThrow("/long answers more than 1000 bytes");
  await expect(client.request(server.origin)).rejects.toThrow("Headers Timeout");
});

test("stops when it is told to", async () => {
  await using server = await served(() => undefined);
  await using client = new HttpClient({ env: {} });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 20);
  const asked = client.request(server.origin, { signal: stop.signal });
  await expect(asked).rejects.toThrow("interrupted");
  const late = client.request(server.origin, { signal: AbortSignal.timeout(20) });
  await expect(late).rejects.toThrow("not done in time");
});

test("tells credentials to the origin that they are for, and to no other", async () => {
  await using other = await served((_, response) => response.end("far"));
  await using server = await served((request, response) => {
    if (request.url === "/near") response.writeHead(302, { location: "/there" }).end();
    else if (request.url === "/far")
      response.writeHead(302, { location: `${other.origin}/x?sig=1` }).end();
    else if (request.url === "/round") response.writeHead(302, { location: "/round" }).end();
    else if (request.method === "POST")
      response.writeHead(307, { location: `${other.origin}/x` }).end();
    else response.end("near");
  });
  await using client = new HttpClient({ env: {}, clock: testClock() });
  const headers = {
    Authorization: "Bearer x",
    cookie: "a=b",
    "private-token": "y",
    range: "bytes=0-1",
  };
  const near = await client.request(`${server.origin}/near`, { headers });
  expect(String(near.body)).toBe("near");
  expect(server.headers[1]).toMatchObject({ authorization: "Bearer x", "private-token": "y" });
  const far = await client.request(`${server.origin}/far`, { headers });
  expect([String(far.body), far.url.search]).toEqual(["far", "?sig=1"]);
  expect(other.headers[0]).toMatchObject({ range: "bytes=0-1" });
  for (const name of ["authorization", "cookie", "private-token"])
    expect(other.headers[0]).not.toHaveProperty(name);
  await expect(client.request(`${server.origin}/round`)).rejects.toThrow("without an end");
  const posted = client.request(`${server.origin}/post`, { method: "POST", body: "secret" });
  await expect(posted).rejects.toThrow("would send what it is told on to");
});

test.each(["http://example.com/a", "https://user:secret@example.com/a", "ftp://example.com", "x"])(
  "does not ask %s",
  async (address) => {
    await using client = new HttpClient({ env: {} });
    const error: unknown = await client.request(address).catch((error: unknown) => error);
    expect(error).toMatchObject({ kind: "usage" });
    expect(String(error)).not.toContain("secret");
  },
);

test("goes through the proxy that the environment names, but not to the machine itself", async () => {
  const tunnels: string[] = [];
  const proxy = createServer().listen(0, "127.0.0.1");
  proxy.on("connect", (request, socket) => {
    tunnels.push(request.url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  const env = { HTTPS_PROXY: `http://127.0.0.1:${port}`, no_proxy: "inside.invalid" };
  await using server = await served((_, response) => response.end());
  await using client = new HttpClient({ env, attempts: 1 });
  await expect(client.request("https://hub.invalid/a?b")).rejects.toThrow("hub.invalid/a cannot");
  await expect(client.request("https://a.inside.invalid/a")).rejects.toThrow("ENOTFOUND");
  expect((await client.request(server.origin)).status).toBe(200);
  expect(tunnels).toEqual(["hub.invalid:443"]);
  proxy.close();
});
