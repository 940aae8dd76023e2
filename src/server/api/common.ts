/** Every answer with a status from 400 on. */
export interface ApiError {
  readonly error: {
    readonly code:
      | "bad-request"
      | "unauthenticated"
      | "forbidden"
      | "not-found"
      | "conflict"
      | "too-large"
      | "too-many-requests"
      | "timeout"
      | "unavailable"
      | "bug";
    readonly message: string;
    /** What the reader can do about it. */
    readonly hint?: string;
  };
}

/** A page of a list. `next` goes into `?cursor=` for the page after it; absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
  /** How many there are in all pages. */
  readonly total: number;
}
