import { createHmac } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { publicAddress, type Resolve } from "./address.ts";

/** In milliseconds. */
const patience = 10_000;

/** How addresses are found and which internal hosts are let through. */
export interface Reach {
  readonly allowed: readonly string[];
  readonly resolve?: Resolve;
}

/** `t=SECONDS,v1=…`: HMAC-SHA-256 of the time, a point and the body, so that an old delivery cannot be sent again. */
export function signatureOf(body: string, secret: string, seconds: number): string {
  const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}

/**
 * Posts JSON to an address that was checked, and follows no redirect.
 *
 * @returns The status of the answer, whose body is not read.
 * @throws {Error} It cannot be reached, or must not be.
 */
export async function send(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  reach: Reach,
): Promise<number> {
  const { hostname, protocol } = new URL(url);
  const to = await publicAddress(hostname, reach.allowed, reach.resolve);
  const request = protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        headers: {
          ...headers,
          "Content-Type": "application/json",
          "Content-Length": Buffer.byteLength(body),
        },
        // The address that was checked, whatever the name means by now.
        lookup: (_, options, found) => {
          if (options.all === true) found(null, [to]);
          else found(null, to.address, to.family);
        },
        agent: false,
        timeout: patience,
        signal: AbortSignal.timeout(patience),
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    sent.on("error", reject);
    sent.on("timeout", () => sent.destroy(new Error("no answer in time")));
    sent.end(body);
  });
}
