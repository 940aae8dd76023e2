import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { openDatabase } from "./open.ts";
import { openServer } from "./postgres.ts";
import { testServer } from "./testing.ts";

const server = await testServer();
afterAll(() => server?.[Symbol.dispose]());
afterEach(() => vi.unstubAllEnvs());

/** A step of a log-in by password: https://www.postgresql.org/docs/current/protocol-message-formats.html */
function authentication(step: number, said: string): Buffer {
  const head = Buffer.alloc(9);
  head.write("R");
  head.writeInt32BE(8 + said.length, 1);
  head.writeInt32BE(step, 5);
  return Buffer.concat([head, Buffer.from(said)]);
}

/** Asks for a password by SCRAM-SHA-256, and goes on when the client does. */
function asksForPassword(socket: Socket): void {
  const steps = [authentication(10, "SCRAM-SHA-256\0\0"), authentication(11, "r=a,s=YQ==,i=4096")];
  socket.on("data", () => socket.write(steps.shift() ?? ""));
}

test("a server that asks for a password where there is none is told so, and let go", async () => {
  vi.stubEnv("PGPASSWORD", undefined);
  vi.stubEnv("PGPASSFILE", "/none");
  const server = createServer(asksForPassword);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const connected = once(server, "connection");
  const { port } = server.address() as AddressInfo;
  await expect(openServer(`postgres://tare@127.0.0.1:${port}/tare`)).rejects.toMatchObject({
    kind: "machine",
    message: `cannot connect to the database at '127.0.0.1:${port}'`,
    hint: "put the password that it asks for into PGPASSWORD, or into ~/.pgpass",
  });
  const [socket] = (await connected) as [Socket];
  if (!socket.closed) await once(socket, "close");
  server.close();
});

test.skipIf(server === undefined)(
  "a role that may make no tables is told what it needs",
  async () => {
    const url = server?.url ?? "";
    const owner = await openServer(url);
    await owner.run("create role weak login; revoke create on schema public from public");
    await owner.close();
    await expect(openDatabase(url.replace("tare@", "weak@"))).rejects.toMatchObject({
      kind: "machine",
      message: "cannot make tables in PostgreSQL at localhost: permission denied for schema public",
      hint: "let the role own the database: alter database NAME owner to USER",
    });
  },
);
