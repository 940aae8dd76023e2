import { useEffect, useState } from "preact/hooks";
import { get, type RequestError } from "./client.ts";
import { type Topic, versions } from "./live.ts";

/** What a request has brought so far. While it is asked again, what is known stays. */
export interface Resource<T> {
  readonly value?: T;
  readonly error?: RequestError;
}

/** The last answers by their paths, so that the way back shows at once. */
const known = new Map<string, unknown>();
const mostKnown = 60;

/** Loads `path`, again when one of the topics changes. `undefined` loads nothing. */
export function useResource<T>(path: string | undefined, ...topics: readonly Topic[]): Resource<T> {
  const version = topics.reduce((sum, topic) => sum + versions[topic].value, 0);
  const [state, setState] = useState<Resource<T> & { readonly of?: string }>({});
  useEffect(() => {
    if (path === undefined) return undefined;
    let isWanted = true;
    get<T>(path).then(
      (value) => {
        remember(path, value);
        if (isWanted) setState({ of: path, value });
      },
      (error: RequestError) => {
        if (isWanted) setState((before) => ({ ...valueFor(before, path), of: path, error }));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [path, version]);
  return path === undefined ? {} : valueFor(state, path);
}

function valueFor<T>(state: Resource<T> & { readonly of?: string }, path: string): Resource<T> {
  if (state.of === path) return state;
  return known.has(path) ? { value: known.get(path) as T } : {};
}

function remember(path: string, value: unknown): void {
  known.delete(path);
  known.set(path, value);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
}

/** Nothing of one user is left for the next. */
export const forgetAll = (): void => known.clear();
