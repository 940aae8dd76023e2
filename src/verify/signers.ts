import { createSign } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import type { SignerName } from "../core/live-check.ts";
import type { Given, Outgoing } from "./request.ts";

/** Makes the request that a template cannot say; or says in words why it cannot. */
type Signer = (request: Outgoing, given: Given) => Promise<Outgoing | string>;

/**
 * Signs for STS (SigV4). The secret key never leaves: only what it signed does.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
const awsSigV4: Signer = async (request, given) => {
  const { accessKeyId = "", secretAccessKey = "", sessionToken = "" } = given;
  const isTemporary = accessKeyId.startsWith("ASIA");
  if (isTemporary && sessionToken === "") return "its session token does not stand nearby";
  const signer = new AwsV4Signer({
    accessKeyId,
    secretAccessKey,
    ...(isTemporary && { sessionToken }),
    url: request.url.href,
    method: request.method,
    headers: { ...request.headers },
    ...(request.body !== undefined && { body: request.body }),
    service: "sts",
    region: request.url.hostname.split(".")[1] ?? "us-east-1",
  });
  const { headers } = await signer.sign();
  return { ...request, headers: Object.fromEntries(headers.entries()) };
};

/** What the assertion asks for: no more than who it is. */
const googleScope = "https://www.googleapis.com/auth/userinfo.email";

/** As short as Google takes it, in seconds. */
const assertionLifetime = 60;

/**
 * Asks for a token with an assertion that a service account's key signs (RFC
 * 7523). It is thrown away unread.
 *
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
const googleAssertion: Signer = async (request, given) => {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: given["email"],
    scope: googleScope,
    aud: "https://oauth2.googleapis.com/token",
    iat: now,
    exp: now + assertionLifetime,
  };
  const unsigned = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((each) => Buffer.from(JSON.stringify(each)).toString("base64url"))
    .join(".");
  const signature = signatureOf(unsigned, given["key"] ?? "");
  if (signature === undefined) return "its private key cannot be read";
  const body = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: `${unsigned}.${signature}`,
  });
  return { ...request, body: body.toString() };
};

/** Nothing where the key is none. What the library says of it may hold a part of it. */
function signatureOf(text: string, key: string): string | undefined {
  const pem = key.replaceAll(String.raw`\n`, "\n");
  try {
    return createSign("RSA-SHA256").update(text).sign(pem, "base64url");
  } catch {
    return undefined;
  }
}

export const signers: Readonly<Record<SignerName, Signer>> = {
  "aws-sigv4": awsSigV4,
  "google-assertion": googleAssertion,
};
