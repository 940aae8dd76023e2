import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LedgerEvent, MadeWebhook, Page, Webhook } from "../api.ts";
import type { Database } from "../database/database.ts";
import { testDatabases } from "../database/testing.ts";
import { storeAll } from "../store/ingest.ts";
import { eventOf, refOf, testRunning, type TestRunning } from "../testing.ts";
import { isPublic, publicAddress } from "./address.ts";
import { newCourier } from "./courier.ts";
import { messageOf } from "./message.ts";
import { send } from "./send.ts";

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Listens on this machine and answers with these statuses, one after the other, then with 200. */
async function receiver(...statuses: readonly number[]) {
  const got: Got[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const status = statuses[got.length] ?? 200;
      got.push({ headers: request.headers, body });
      response.writeHead(status, { Location: "http://127.0.0.1:1/" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { got, url: `http://localhost:${port}/hook`, close: () => server.close() };
}

test.each([
  ["93.184.215.14", true],
  ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", true],
  ["127.0.0.1", false],
  ["10.0.0.1", false],
  ["172.31.255.255", false],
  ["172.32.0.1", true],
  ["192.168.1.1", false],
  ["169.254.169.254", false],
  ["100.100.100.200", false],
  ["0.0.0.0", false],
  ["255.255.255.255", false],
  ["::1", false],
  ["::ffff:127.0.0.1", false],
  ["64:ff9b::7f00:1", false],
  ["fd00:ec2::254", false],
  ["fe80::1", false],
  ["2002:7f00:1::", false],
  ["nonsense", false],
])("%s is public: %s", (address, isIt) => {
  expect(isPublic(address)).toBe(isIt);
});

test("a host of which one address is internal is not asked at all", async () => {
  const both = async () => [
    { address: "93.184.215.14", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ];
  await expect(publicAddress("rebind.example", [], both)).rejects.toThrow("internal");
});

test("the address that was checked is the one that is asked, whatever the name means afterwards", async () => {
  const there = await receiver();
  let asked = 0;
  // The first look-up gives the receiver; a second one would give an address where nobody listens.
  const resolve = async () => [{ address: asked++ === 0 ? "127.0.0.1" : "127.0.0.2", family: 4 }];
  const url = there.url.replace("localhost", "rebind.example");
  expect(await send(url, "{}", {}, { allowed: ["rebind.example"], resolve })).toBe(200);
  expect(asked).toBe(1);
  there.close();
});

test("a redirect is not followed", async () => {
  const there = await receiver(302);
  expect(await send(there.url, "{}", {}, { allowed: ["localhost"] })).toBe(302);
  there.close();
});

test("a message names the file that a finding is in, and no folder that says nothing", () => {
  const told = (data: LedgerEvent["data"]): string =>
    JSON.stringify(
      messageOf("slack", [
        {
          ...eventOf({ type: "finding-opened", target: ".", finding: refOf("a") }),
          type: "finding-opened" as const,
          data,
        },
      ]),
    );
  const finding = refOf("a");
  expect(told({ target: ".", finding, view: { path: "train.py" } })).toContain(
    "(aws-access-key-id in train.py)",
  );
  expect(told({ target: ".", finding })).toContain("(aws-access-key-id)");
});

test("texts of events are no markup of the chat", () => {
  const event = {
    ...eventOf({
      type: "finding-opened",
      target: "<!channel> [x](http://evil)",
      finding: refOf("a"),
    }),
    type: "finding-opened" as const,
    data: { target: "<!channel> [x](http://evil)", finding: refOf("a") },
  };
  expect(JSON.stringify(messageOf("slack", [event]))).toContain("&lt;!channel&gt;");
  expect(JSON.stringify(messageOf("slack", [event]))).not.toContain("<!channel>");
  expect(JSON.stringify(messageOf("teams", [event]))).not.toContain("[x](http://evil)");
});

const [kind] = await testDatabases();
if (!kind) throw new Error("there is no database");
let database: Database;
let server: TestRunning;
beforeAll(async () => {
  database = await kind.open();
  server = await testRunning(database, { reach: { allowed: ["localhost"] } });
}, 180_000);
afterAll(async () => server.stop());

/** Makes what waits for its next try due now. */
const hurry = async (): Promise<unknown> =>
  database.query("update deliveries set next_at = now() where state = 'retrying'");

test("an event is delivered once, signed, and again where that fails", async () => {
  const there = await receiver(500, 429);
  const session = await server.logIn("admin");
  const made = (await (
    await server.ask("/api/webhooks", {
      session,
      body: { kind: "generic", url: there.url, types: ["commit-blocked"], projects: ["model"] },
    })
  ).json()) as MadeWebhook;
  const token = await server.token(["ingest"]);
  const blocked = eventOf({ type: "commit-blocked", findings: [] });
  const others = [
    eventOf({ type: "commit-passed", files: 1 }),
    eventOf({ type: "commit-blocked", findings: [] }, { project: "another" }),
  ];
  for (let twice = 0; twice < 2; twice++)
    await server.ask("/api/ledger", { token, body: { events: [blocked, ...others] } });
  const courier = newCourier(database, { allowed: ["localhost"] });
  for (let tries = 0; tries < 50 && there.got.length < 3; tries++) {
    await courier.work();
    await hurry();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await courier.work();
  courier[Symbol.dispose]();
  there.close();
  expect(there.got).toHaveLength(3);
  const last = there.got.at(-1);
  expect(JSON.parse(last?.body ?? "")).toMatchObject({
    schema: "tare/webhook/v1",
    event: { id: blocked.id },
  });
  const [, time, mac] = /^t=(\d+),v1=(\w+)$/.exec(String(last?.headers["tare-signature"])) ?? [];
  expect(mac).toBe(createHmac("sha256", made.secret).update(`${time}.${last?.body}`).digest("hex"));
  const list = (await (await server.ask("/api/webhooks", { session })).json()) as Page<Webhook>;
  expect(list.items[0]).toMatchObject({ lastDelivery: { state: "delivered", status: 200 } });
  expect(JSON.stringify(list)).not.toContain("/hook");
}, 60_000);

test("a chat is told of many events in one message, and of all of them again where that fails", async () => {
  const there = await receiver(500);
  const own = await kind.open();
  await own.query(
    "insert into webhooks (id, kind, url, secret, types) values ('w', 'slack', $1, 's', '{}')",
    [there.url],
  );
  const events = Array.from({ length: 300 }, (_, at) =>
    eventOf({ type: "commit-passed", files: at }, { project: "many" }),
  );
  await storeAll(own, events);
  const courier = newCourier(own, { allowed: ["localhost"] });
  await courier.work();
  await own.query("update deliveries set next_at = now()");
  await courier.work();
  const states = await own.query("select distinct state, attempts from deliveries");
  courier[Symbol.dispose]();
  there.close();
  await own.close();
  const message = JSON.stringify({ text: "many: the hook let a commit pass, 300 times" });
  expect(there.got.map(({ body }) => body)).toEqual([message, message]);
  expect(states).toEqual([{ state: "delivered", attempts: 2 }]);
}, 60_000);
