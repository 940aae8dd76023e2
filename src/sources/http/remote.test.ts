import { expect, test } from "vitest";
import { span } from "../../core/span.ts";
import { HttpClient } from "./client.ts";
import { RemoteBlob } from "./remote.ts";
import { giveRange, type Handler, served, type TestServer, testClock } from "./testing.ts";

const origin = { kind: "file", path: "remote" } as const;
const MiB = 1024 * 1024;
/** Bytes of which each place is told apart from the others around. */
const bytesOf = (size: number): Buffer =>
  Buffer.from(Uint32Array.from({ length: size / 4 }, (_, at) => at * 2_654_435_761).buffer);

const opened = (
  server: TestServer,
  size: number,
  more: { readonly maxBytes?: number } = {},
): RemoteBlob =>
  new RemoteBlob(
    new HttpClient({ env: {}, clock: testClock() }),
    { url: `${server.origin}/file`, size, headers: () => ({ authorization: "Bearer x" }) },
    { origin, maxBytes: Infinity, ...more },
  );

const serving = async (bytes: Uint8Array): Promise<TestServer> =>
  served((request, response) => giveRange(request, response, bytes, { etag: `"1"` }));

test("reads what is asked for here and there, and little more", async () => {
  const bytes = bytesOf(40 * MiB);
  await using server = await serving(bytes);
  const blob = opened(server, bytes.length);
  for (const [start, end] of [
    [0, 8],
    [8, 5000],
    [30 * MiB - 3, 30 * MiB + 5],
    [bytes.length - 22, bytes.length],
  ] as const)
    expect(Buffer.from(await blob.read(span(start, end))).equals(bytes.subarray(start, end))).toBe(
      true,
    );
  expect(server.asked).toHaveLength(3);
  expect(blob.bytesRead).toBeLessThan(160 * 1024);
  expect(server.headers[1]?.["if-match"]).toBe(`"1"`);
  await expect(blob.read(span(0, bytes.length + 1))).rejects.toThrow("are missing");
});

test("fetches more at a time where it is read on and on, and nothing twice", async () => {
  const bytes = bytesOf(8 * MiB);
  await using server = await serving(bytes);
  const blob = opened(server, bytes.length);
  for (let at = 0; at < bytes.length; at += 10_000) {
    const end = Math.min(at + 10_000, bytes.length);
    const room = new Uint8Array(10_000);
    const read = await blob.read(span(at, end), room);
    expect(read.buffer).toBe(room.buffer);
    expect(Buffer.from(read).equals(bytes.subarray(at, end))).toBe(true);
  }
  expect(blob.bytesRead).toBe(bytes.length);
  expect(server.asked.length).toBeLessThan(12);
});

test("fetches what it is told of beforehand together where it is near, and only once", async () => {
  const bytes = bytesOf(40 * MiB);
  await using server = await serving(bytes);
  const blob = opened(server, bytes.length);
  const places = [0, 20_000, 60_000, 9 * MiB, 9 * MiB + 100, 30 * MiB].map((at) =>
    span(at, at + 500),
  );
  await blob.prefetch(places);
  expect(server.asked).toHaveLength(3);
  expect(blob.bytesRead).toBe((15 + 1 + 1) * 4096);
  for (const at of places)
    expect(Buffer.from(await blob.read(at)).equals(bytes.subarray(at.start, at.end))).toBe(true);
  await blob.prefetch(places);
  expect(server.asked).toHaveLength(3);
});

test("fetches no more beforehand than it may, and nothing where there are no parts", async () => {
  const bytes = bytesOf(MiB);
  await using server = await serving(bytes);
  const blob = opened(server, bytes.length, { maxBytes: 8192 });
  await blob.prefetch([0, 3, 6].map((at) => span(at * 100_000, at * 100_000 + 10)));
  expect(server.asked).toHaveLength(2);
  await using whole = await served((_, response) => response.end(bytes));
  const other = opened(whole, bytes.length);
  await other.read(span(0, 10));
  await other.prefetch([span(500_000, 500_010)]);
  expect(whole.asked).toHaveLength(1);
});

test("goes on where a connection broke", async () => {
  const bytes = bytesOf(MiB);
  let broken = 0;
  await using server = await served((request, response) => {
    const [, start = "", end = ""] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    if (broken === 3) return giveRange(request, response, bytes);
    broken++;
    response.writeHead(206, {
      "content-range": `bytes ${start}-${end}/${bytes.length}`,
      "content-length": Number(end) - Number(start) + 1,
    });
    response.write(bytes.subarray(Number(start), Number(start) + 100_000));
    setTimeout(() => response.destroy(), 20);
    return undefined;
  });
  const blob = opened(server, bytes.length);
  expect(Buffer.from(await blob.read(span(0, MiB))).equals(bytes)).toBe(true);
  expect(server.headers.map(({ range }) => range)).toEqual([
    "bytes=0-1048575",
    "bytes=100000-1048575",
    "bytes=200000-1048575",
    "bytes=300000-1048575",
  ]);
});

test("asks where the address led to, as long as that works, and tells it no credentials", async () => {
  const bytes = bytesOf(4 * MiB);
  let signature = 1;
  await using cdn = await served((request, response) => {
    if (!request.url?.endsWith(`sig=${signature}`)) response.writeHead(403).end("expired");
    else giveRange(request, response, bytes);
  });
  await using server = await served((_, response) =>
    response.writeHead(302, { location: `${cdn.origin}/blob?sig=${signature}` }).end(),
  );
  const blob = opened(server, bytes.length);
  await blob.read(span(0, 10));
  await blob.read(span(MiB, MiB + 10));
  expect([server.asked.length, cdn.asked.length]).toEqual([1, 2]);
  signature = 2;
  const read = await blob.read(span(2 * MiB, 2 * MiB + 10));
  expect(Buffer.from(read).equals(bytes.subarray(2 * MiB, 2 * MiB + 10))).toBe(true);
  expect([server.asked.length, cdn.asked.length]).toEqual([2, 4]);
  expect(server.headers.every(({ authorization }) => authorization === "Bearer x")).toBe(true);
  expect(cdn.headers.some(({ authorization }) => authorization !== undefined)).toBe(false);
});

test("reads a small file whole where the server gives no parts, and a large one not at all", async () => {
  const bytes = bytesOf(MiB);
  await using server = await served((_, response) => response.end(bytes));
  const blob = opened(server, bytes.length);
  expect(Buffer.from(await blob.read(span(500_000, 500_010)))).toEqual(
    bytes.subarray(500_000, 500_010),
  );
  await blob.read(span(700_000, 700_010));
  await blob.read(span(100_000, 900_010));
  expect(server.asked).toHaveLength(2);
  const large = 140 * 1024 ** 3;
  await using endless = await served((_, response) => {
    response.writeHead(200, { "content-length": large }).write(bytes);
  });
  await expect(opened(endless, large).read(span(large - 22, large))).rejects.toThrow(
    "gives no parts of a file, and this one has 150323855360 bytes",
  );
});

test.each<[string, Handler, string]>([
  [
    "another tag",
    (request, response) => {
      giveRange(request, response, bytesOf(MiB), {
        etag: `"${request.headers["if-match"] === undefined ? 1 : 2}"`,
      });
    },
    "was changed",
  ],
  [
    "another size",
    (request, response) => giveRange(request, response, bytesOf(MiB / 2)),
    "was changed",
  ],
  ["a condition that failed", (_, response) => void response.writeHead(412).end(), "was changed"],
  [
    "another part",
    (_, response) =>
      void response.writeHead(206, { "content-range": `bytes 5-9/${MiB}` }).end("56789"),
    "another part",
  ],
  [
    "no word which part",
    (_, response) => void response.writeHead(206).end("0"),
    "does not say which part",
  ],
  ["nothing", (_, response) => void response.writeHead(404).end(), "is refused: status 404"],
  [
    "less than it says, always",
    (request, response) => {
      const [, start = ""] = /^bytes=(\d+)-/.exec(request.headers.range ?? "") ?? [];
      response.writeHead(206, { "content-range": `bytes ${start}-${MiB - 1}/${MiB}` }).end();
    },
    "the answer ends early",
  ],
])("fails where the server gives %s", async (_, handle, message) => {
  await using server = await served(handle);
  const blob = opened(server, MiB);
  const both = blob.read(span(0, 10)).then(async () => blob.read(span(MiB / 2, MiB)));
  await expect(both).rejects.toThrow(message);
});

test("fetches no more than it may", async () => {
  const bytes = bytesOf(4 * MiB);
  await using server = await serving(bytes);
  const blob = opened(server, bytes.length, { maxBytes: 100_000 });
  await blob.read(span(0, 10));
  await blob.read(span(3 * MiB, 3 * MiB + 10));
  await expect(blob.read(span(MiB, 2 * MiB))).rejects.toThrow("more than 100000 bytes of it");
  expect(blob.bytesRead).toBeLessThan(100_000);
});

test("says better than by its status why it is refused", async () => {
  await using server = await served((_, response) => response.writeHead(403).end());
  const refused = (status: number): Error => new TypeError(`gated ${status}`);
  const file = { url: server.origin, size: 10, refused: refused as () => never };
  const blob = new RemoteBlob(new HttpClient({ env: {} }), file, { origin, maxBytes: 10 });
  await expect(blob.read(span(0, 10))).rejects.toThrow("gated 403");
});
