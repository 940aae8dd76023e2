import { useEffect, useRef, useState } from "preact/hooks";
import type { Page } from "../../../src/server/api.ts";
import { apiPath, get, RequestError } from "./client.ts";
import { type Topic, versions } from "./live.ts";

/** A list of which as much is loaded as was asked for. */
export interface Pages<Item> {
  /** The first of them, without holes. */
  readonly items: readonly Item[];
  /** In all; `undefined` before the first page is there. */
  readonly total: number | undefined;
  readonly error: RequestError | undefined;
  /** Loads on until so many are there. */
  readonly reach: (count: number) => void;
  /** Loads the next page; absent where all are there. */
  readonly more?: () => void;
}

interface State<Item> {
  readonly of: string;
  readonly items: readonly Item[];
  readonly total?: number;
  readonly next?: string | undefined;
  readonly error?: RequestError;
}

/**
 * Loads the pages of a list one after another. When the topic changes, as many
 * as are shown are loaded anew, and take the place of the old ones at once.
 */
export function usePages<Item>(path: string, topic: Topic, pageSize = 50): Pages<Item> {
  const version = versions[topic].value;
  const [state, setState] = useState<State<Item>>({ of: path, items: [] });
  const wanted = useRef(pageSize);
  const [goal, setGoal] = useState(pageSize);
  useEffect(() => {
    wanted.current = pageSize;
    setGoal(pageSize);
  }, [path, pageSize]);
  useEffect(() => {
    const stop = new AbortController();
    void loadUpTo<Item>({ path, pageSize, wanted, signal: stop.signal }).then((loaded) => {
      if (loaded && !stop.signal.aborted) setState(loaded);
    });
    return () => stop.abort();
  }, [path, version]);
  useEffect(() => {
    if (state.of !== path || state.next === undefined || state.items.length >= goal)
      return undefined;
    const stop = new AbortController();
    void loadUpTo<Item>({ path, pageSize, wanted, signal: stop.signal }, state).then((loaded) => {
      if (loaded && !stop.signal.aborted) setState(loaded);
    });
    return () => stop.abort();
  }, [path, goal, state]);
  const isKnown = state.of === path;
  const reach = (count: number): void => {
    if (count <= wanted.current) return;
    wanted.current = count;
    setGoal(count);
  };
  return {
    items: isKnown ? state.items : [],
    total: isKnown ? state.total : undefined,
    error: isKnown ? state.error : undefined,
    reach,
    ...(isKnown && state.next !== undefined
      ? { more: () => reach(state.items.length + pageSize) }
      : {}),
  };
}

interface Wish {
  readonly path: string;
  readonly pageSize: number;
  /** How many there should be; it may grow meanwhile. */
  readonly wanted: { readonly current: number };
  readonly signal: AbortSignal;
}

async function loadUpTo<Item>(
  { path, pageSize, wanted, signal }: Wish,
  from: State<Item> = { of: path, items: [] },
): Promise<State<Item> | undefined> {
  let state = from;
  do {
    if (signal.aborted) return undefined;
    try {
      const page = await get<Page<Item>>(withQuery(path, { limit: pageSize, cursor: state.next }));
      state = {
        of: path,
        items: [...state.items, ...page.items],
        total: page.total,
        next: page.next,
      };
    } catch (error) {
      return { ...state, error: error as RequestError };
    }
  } while (state.next !== undefined && state.items.length < wanted.current);
  return state;
}

/** Adds to a path that may have a query already. */
function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const added = apiPath("", query);
  return path.includes("?") ? path + added.replace("?", "&") : path + added;
}
