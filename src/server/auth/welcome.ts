import { isSame, newSecret } from "./secrets.ts";

/** The link by which the first user comes in. It is in the memory of this process alone. */
export interface Welcome {
  readonly token: string;
  /** Whether it is the link's token. */
  readonly fits: (token: string) => boolean;
}

export function newWelcome(): Welcome {
  const token = newSecret();
  return { token, fits: (given) => isSame(given, token) };
}
