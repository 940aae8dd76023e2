import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Finding } from "../core/finding.ts";
import type { ExampleAnswer } from "../core/live-check.ts";
import type { Report } from "../core/report.ts";
import type { AskOptions } from "./asker.ts";
import { Sender } from "./send.ts";

/** A request as a provider sees it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** A provider on the loopback. */
export interface Provider extends AsyncDisposable {
  readonly origin: string;
  readonly seen: readonly Seen[];
  /** Asks it in place of every host. */
  readonly options: AskOptions;
}

/** A server that answers as it is told. */
export async function providerOf(
  answer: (request: Seen) => ExampleAnswer | "silence",
): Promise<Provider> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void received(request).then((each) => {
      seen.push(each);
      const reply = answer(each);
      if (reply === "silence") return void request.socket.destroy();
      const { status, headers = {}, body } = reply;
      const isText = "content-type" in headers;
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(isText ? String(body) : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sender = new Sender({
    proxy: undefined,
    noProxy: undefined,
    own: new Set(),
    standIn: () => origin,
  });
  return {
    origin,
    seen,
    options: { send: sender.send, own: [], perMinute: 1e9 },
    [Symbol.asyncDispose]: async () => {
      await sender[Symbol.asyncDispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function received(request: IncomingMessage): Promise<Seen> {
  const body = (await Array.fromAsync(request as AsyncIterable<Buffer>)).join("");
  const { method = "", url = "", headers } = request;
  return { method, url, headers, body };
}

/** A finding of a credential, as a scan for `verified` makes it. */
export const carrying = (rule: string, value: string, more: Partial<Finding> = {}): Finding => ({
  id: "0".repeat(16),
  rule,
  class: "secret",
  severity: "high",
  confidence: "high",
  verified: "unknown",
  title: rule,
  harm: "",
  remedy: "",
  preview: "****",
  fingerprint: createHash("sha256")
    .update(rule + value)
    .digest("hex")
    .slice(0, 32),
  location: { path: "a.txt" },
  value,
  ...more,
});

export const reportOf = (...findings: readonly Finding[]): Report => ({
  schema: "tare/report/v1",
  tool: { name: "tare", version: "0.0.0" },
  target: "a.txt",
  startedAt: "2026-11-29T00:00:00.000Z",
  durationMs: 0,
  status: "complete",
  profile: "release",
  bytes: { seen: 0, read: 0, tensors: 0 },
  findings,
  gaps: [],
  summary: { files: 1, members: 0, formats: {}, byClass: {}, bySeverity: {}, benign: 0 },
});
