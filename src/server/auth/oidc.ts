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
export async function oidcOf({
  issuer,
  clientId,
  clientSecret,
  callback,
}: OidcOptions): Promise<Oidc> {
  const isLoopback = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]/.test(`${issuer}/`);
  const settings = await client
    .discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute: isLoopback ? [client.allowInsecureRequests] : [],
    })
    .catch((error: unknown) => {
      throw new TareError("machine", `the OpenID provider '${issuer}' does not answer`, {
        hint: "see that the address is the one in its 'issuer'",
        cause: error,
      });
    });
  return {
    title: new URL(issuer).hostname,
    begin: async () => {
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
    },
    finish: async (url, { state, nonce, verifier }) => {
      const given = new URL(callback);
      given.search = new URL(url).search;
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
    },
  };
}
