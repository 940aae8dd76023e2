import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { serveGit } from "../../../test/kit/hosts/git-server.ts";
import { clone } from "./clone.ts";
import { TestRepository } from "./testing.ts";

let repository: TestRepository;
let empty: TestRepository;
let server: Server;
let origin = "";
let asked: IncomingMessage[] = [];
const folder = mkdtempSync(join(tmpdir(), "tare-clone-test-"));

beforeAll(async () => {
  repository = new TestRepository();
  empty = new TestRepository();
  repository.commit("one", { "a.txt": "one\n" });
  repository.git("tag", "v1");
  server = createServer((request, response) => {
    asked.push(request);
    const [, first = "", status = ""] = /^\/(\w+)\/?(\d*)/.exec(request.url ?? "") ?? [];
    if (first === "status") response.writeHead(Number(status)).end();
    else if (first === "moved")
      response.writeHead(301, { location: (request.url ?? "").replace("/moved", "") }).end();
    else if (first === "page") response.end("<html>log in</html>");
    else if (first === "empty") {
      request.url = (request.url ?? "").replace("/empty", "");
      void serveGit(empty.folder, request, response);
    } else void serveGit(repository.folder, request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
  repository[Symbol.dispose]();
  empty[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  asked = [];
});

const authorization = "Basic dGVzdA==";

test("clones all refs, and tells only this server who asks", async () => {
  const place = join(folder, "clone");
  await clone({ url: `${origin}/.git`, authorization }, place);
  expect(readFileSync(join(place, "packed-refs"), "utf8")).toContain("refs/tags/v1");
  expect(new Set(asked.map(({ headers }) => headers.authorization))).toEqual(
    new Set([authorization]),
  );
  expect(readFileSync(join(place, "config"), "utf8")).not.toContain("dGVzdA");
});

test("fetches nothing that a clone beside it has", async () => {
  const [first, second] = ["reference", "second"].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  await clone({ url: `${origin}/.git` }, first);
  await clone({ url: `${origin}/.git` }, second, { reference: first });
  expect(readFileSync(join(second, "objects/info/alternates"), "utf8")).toContain(first);
  expect(readdirSync(join(second, "objects/pack"))).toEqual([]);
});

test("follows a redirect without credentials, and not with them", async () => {
  const url = `${origin}/moved/.git`;
  await clone({ url }, join(folder, "moved"));
  await expect(clone({ url, authorization }, join(folder, "again"))).rejects.toThrow(
    "it has moved (301)",
  );
});

test.each([
  ["404", "not there, or not public"],
  ["401", "not there, or not public"],
  ["403", "refused (403)"],
  ["451", "blocked for legal reasons (451)"],
  ["500", "its server fails (500)"],
])("says why not: %s", async (status, why) => {
  const url = `${origin}/status/${status}`;
  await expect(clone({ url }, join(folder, status))).rejects.toThrow(why);
  expect(existsSync(join(folder, status))).toBe(false);
});

test("says of a token that it is refused", async () => {
  const url = `${origin}/status/401`;
  await expect(clone({ url, authorization }, join(folder, "token"))).rejects.toMatchObject({
    message: `${url} cannot be cloned: the token is refused`,
    hint: "see that it has not ended, and may read this repository",
  });
});

test("tells a page that answers in place of a server from a repository that is empty", async () => {
  await clone({ url: `${origin}/empty/.git` }, join(folder, "empty"));
  await expect(clone({ url: `${origin}/page/.git` }, join(folder, "page"))).rejects.toThrow(
    `${origin}/page/ answers as no git server does`,
  );
});

test("says that nobody answers", async () => {
  const url = "http://127.0.0.1:1/x.git";
  await expect(clone({ url }, join(folder, "none"))).rejects.toMatchObject({
    message: expect.stringMatching(/^http:\/\/127\.0\.0\.1:1\/x cannot be cloned: .*connect/),
    hint: "check the address, the network, the proxy and the certificates",
  });
});
