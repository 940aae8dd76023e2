/** What signing in gives lives longer than this everywhere: 15 minutes at least with AWS, an hour elsewhere. */
const lifeMs = 5 * 60_000;

/** Makes something when it is first asked for, and anew after some minutes: before what signs in has ended. */
export function renewed<T>(make: () => Promise<T>, now: () => number = Date.now): () => Promise<T> {
  let made: { readonly value: Promise<T>; readonly atMs: number } | undefined;
  return async () => {
    if (!made || now() - made.atMs > lifeMs) made = { value: make(), atMs: now() };
    return made.value;
  };
}
