import type { Discretion } from "./discretion.ts";
import type { Call } from "./http.ts";

/** What may be used of the world around to sign in to a service, and to ask it. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly call: Call;
  readonly discretion: Discretion;
  /** Tells the user something that went wrong meanwhile. */
  readonly warn: (message: string) => void;
}
