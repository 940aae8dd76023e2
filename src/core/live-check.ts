/**
 * How the provider of a credential is asked whether it still works. Data only:
 * `verify/` reads it. Texts with `{value}`, or the name of a companion in
 * braces, are templates; what is put into an address is percent-encoded.
 */
export interface LiveCheck {
  /** `https://api.github.com/user`. Its host is the one that the value may be sent to. `{host}`: only one that the user names. */
  readonly url: string;
  /** Hosts of the same service that are asked, too, where this one refuses: those of other regions. */
  readonly otherHosts?: readonly string[];
  /**
   * The service that people run themselves: `--verify-host gitlab=HOST` names
   * theirs. That another host refuses the value says nothing then.
   */
  readonly selfHosted?: string;
  /** Default `GET`. */
  readonly method?: "GET" | "POST";
  readonly auth: LiveAuth;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: LiveBody;
  /** The forms of the value that can be asked about, where the rule finds others, too. */
  readonly only?: RegExp;
  /** What the call needs besides the value, by the names that stand in templates. */
  readonly companions?: Readonly<Record<string, Companion>>;
  /** Answers that show that it works: one of these, unless one of the next ones fits as well. */
  readonly active: readonly [AnswerSign, ...AnswerSign[]];
  /** Answers that show that it does not. All others say nothing. */
  readonly inactive: readonly AnswerSign[];
  /** Answers that say something, but neither of that. */
  readonly unclear?: readonly (AnswerSign & { readonly reason: string })[];
  /** What is told of an answer that shows that it works. Never a credential. */
  readonly facts?: Readonly<Record<string, FactSource>>;
  /** Where the provider describes the call. */
  readonly documentation: string;
  /** What the call leaves behind, where that is more than a line in the provider's log. */
  readonly sideEffect?: string;
  /** Answers as the provider documents them: the tests' servers give these. */
  readonly examples: { readonly active: ExampleAnswer; readonly inactive: ExampleAnswer };
}

/** Where the credential stands in the request. */
export type LiveAuth =
  | { readonly kind: "bearer" }
  | { readonly kind: "header"; readonly name: string; readonly value: string }
  | { readonly kind: "basic"; readonly user: string; readonly password: string }
  /** In the address or the body, whose templates say where. */
  | { readonly kind: "inside" }
  /** What no template can say: the signer of that name in `verify/signers.ts` makes it of these. */
  | {
      readonly kind: "signed";
      readonly by: SignerName;
      readonly with: Readonly<Record<string, string>>;
    };

/** Ways to make a request that take more than a template. */
export type SignerName = "aws-sigv4" | "google-assertion";

export type LiveBody =
  | { readonly kind: "form"; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: "json"; readonly fields: Readonly<Record<string, string>> };

/** Something that a call needs besides the credential: the other half of it, an account, a region. */
export interface Companion {
  /** What it is called in messages: `key id`. */
  readonly title: string;
  /** Captures it as `value`. */
  readonly pattern: RegExp;
  /** Where it is looked for; default: in the lines around the credential. */
  readonly in?: "value";
  /** How far away it may stand, in bytes; default 512, some lines of a settings file. */
  readonly within?: number;
  /** The call can be made without it. */
  readonly optional?: true;
}

/** What an answer must be: all that is given. */
export interface AnswerSign {
  readonly status: number;
  /** The path to something in its JSON that is there, and neither `null` nor `false`: `user.login`. */
  readonly json?: string;
  /** Matches what stands there, or the whole text where no path is given. */
  readonly text?: RegExp;
}

/** Where a fact stands in an answer: a path in its JSON, a header, or what a pattern captures as `value`. */
export type FactSource = string | { readonly header: string } | { readonly text: RegExp };

export interface ExampleAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text as it stands. */
  readonly body: unknown;
}
