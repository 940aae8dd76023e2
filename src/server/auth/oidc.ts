import * as client from "openid-client";
import { TareError } from "../../core/error.ts";

/** An OpenID provider at which people log in. */
export interface OidcOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `https://tare.example/login/oidc/callback`. */
  readonly callback: string;
}

/** What must come back from the provider, and stays in a cookie meanwhile. */
export interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Who somebody is, by the provider. */
export interface Identity {
  /** The issuer and its name for the person: the same for good. */
  readonly subject: string;
  readonly name: string;
}

export interface Oidc {
  readonly title: string;
  /** Where the browser is sent, and what is kept until it comes back. */
  readonly begin: () => Promise<{ readonly url: string; readonly pending: Pending }>;
  /** @throws {Error} What came back is not what was asked for, or the provider does not stand by it. */
  readonly finish: (url: string, pending: Pending) => Promise<Identity>;
}

/**
 * Reads what a provider says of itself.
 *
 * @throws {TareError} `machine`: it does not answer.
 */
export async function oidcOf(options: OidcOptions): Promise<Oidc> {
  const { issuer, callback } = options;
  const settings = await settingsOf(options);
  return {
    title: new URL(issuer).hostname,
    begin: async () => begun(settings, callback),
    finish: async (url, pending) => {
      const given = new URL(callback);
      given.search = new URL(url).search;
      return identityBy(settings, given, pending);
    },
  };
}

async function settingsOf({
  issuer,
  clientId,
  clientSecret,
}: OidcOptions): Promise<client.Configuration> {
  const isLoopback = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${issuer}/`);
  try {
    return await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute: isLoopback ? [client.allowInsecureRequests] : [],
    });
  } catch (cause) {
    throw new TareError("machine", `the OpenID provider '${issuer}' does not answer`, {
      hint: "see that the address is the one in its 'issuer'",
      cause,
    });
  }
}

async function begun(settings: client.Configuration, callback: string) {
  const verifier = client.randomPKCECodeVerifier();
  const pending = { state: client.randomState(), nonce: client.randomNonce(), verifier };
  const url = client.buildAuthorizationUrl(settings, {
    redirect_uri: callback,
    scope: "openid email profile",
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, pending };
}

/** @param given The callback, with what the provider gave the browser for it. */
async function identityBy(
  settings: client.Configuration,
  given: URL,
  { state, nonce, verifier }: Pending,
): Promise<Identity> {
  const tokens = await client.authorizationCodeGrant(settings, given, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error("the provider says nothing of the person");
  const { email, preferred_username: username, sub, iss } = claims;
  const name = [email, username, sub].find((each) => typeof each === "string") ?? sub;
  return { subject: `${iss} ${sub}`, name: name.slice(0, 128) };
}
