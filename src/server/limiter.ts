/** Counts what somebody does within a while. */
export interface Limiter {
  /** @returns How many seconds to wait; 0 where it may be done now. */
  readonly taken: (who: string) => number;
}

/** More than this many at once are forgotten: no memory is filled by inventing names. */
const most = 100_000;

/** Lets each do `count` things in each window of `seconds`. */
export function limiter(count: number, seconds: number, now: () => number = Date.now): Limiter {
  const windows = new Map<string, { readonly end: number; used: number }>();
  return {
    taken: (who) => {
      const time = now();
      const open = windows.get(who);
      if (open && open.end > time) {
        open.used++;
        return open.used > count ? Math.ceil((open.end - time) / 1000) : 0;
      }
      if (windows.size >= most) windows.clear();
      windows.set(who, { end: time + seconds * 1000, used: 1 });
      return 0;
    },
  };
}
