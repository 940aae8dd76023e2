/** What the test uses of a package that brings no types. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  interface Account {
    readonly accountId: string;
    readonly claims: () => object;
  }

  export class Provider {
    constructor(
      issuer: string,
      settings: {
        readonly clients: readonly object[];
        readonly claims: object;
        readonly conformIdTokenClaims: boolean;
        readonly findAccount: (context: unknown, id: string) => Account;
      },
    );
    callback(): RequestListener;
  }
}
