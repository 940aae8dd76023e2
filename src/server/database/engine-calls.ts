/** What an engine in a thread is asked for. */
export type Call =
  | { readonly kind: "query"; readonly sql: string; readonly parameters: readonly unknown[] }
  | { readonly kind: "run"; readonly sql: string }
  | { readonly kind: "close" };

export interface NumberedCall {
  readonly number: number;
  readonly call: Call;
}

/** What the thread says: of an error all that somebody reads of it, since threads do not pass on more than its text. */
export type Answer =
  | { readonly kind: "rows"; readonly number: number; readonly rows: readonly unknown[] }
  | {
      readonly kind: "error";
      readonly number: number;
      readonly message: string;
      /** PostgreSQL's five characters. */
      readonly code?: string;
    };
