/** The first wait before a request is made again, in milliseconds; each time twice as long. */
const firstWaitMs = 500;

/** How long is waited before a request is made again, somewhere between half of that and all, so that not all come back at once. */
export const backoffMs = (attempt: number, random: number): number =>
  firstWaitMs * 2 ** (attempt - 1) * (0.5 + random / 2);

/** Larger numbers are points in time, in seconds since 1970; smaller ones are seconds from now. */
const leastEpoch = 1_000_000_000;

/** Whether a server says that it was asked too often, or is too busy. Some refuse where others say 429. */
export function isLimited(status: number, headers: Headers): boolean {
  if (status === 429 || status === 503) return true;
  return (
    status === 403 && (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0")
  );
}

/**
 * How long a server asks to be left alone, in milliseconds, if it says so: by
 * `Retry-After` (RFC 9110, 10.2.3), by the items of `RateLimit` that are used
 * up (draft-ietf-httpapi-ratelimit-headers), or by the older `RateLimit-Reset`
 * and `X-RateLimit-Reset`.
 */
export function askedWaitMs(headers: Headers, nowMs: number): number | undefined {
  const after = headers.get("retry-after");
  const seconds =
    secondsUntil(after, nowMs) ??
    secondsOfItems(headers.get("ratelimit")) ??
    secondsUntil(headers.get("ratelimit-reset"), nowMs) ??
    secondsUntil(headers.get("x-ratelimit-reset"), nowMs);
  return seconds === undefined ? undefined : Math.max(0, seconds * 1000);
}

function secondsUntil(field: string | null, nowMs: number): number | undefined {
  if (field === null || field.trim() === "") return undefined;
  const number = Number(field);
  if (Number.isFinite(number)) return number < leastEpoch ? number : number - nowMs / 1000;
  const date = Date.parse(field);
  return Number.isNaN(date) ? undefined : (date - nowMs) / 1000;
}

/** `"api";r=0;t=55`: of what is used up, the longest `t`. */
function secondsOfItems(field: string | null): number | undefined {
  const items = (field ?? "").split(",").map((item) => ({
    left: Number(/;\s*r=(\d+)/.exec(item)?.[1] ?? NaN),
    seconds: Number(/;\s*t=(\d+)/.exec(item)?.[1] ?? NaN),
  }));
  const waits = items.filter(({ left }) => left === 0).map(({ seconds }) => seconds);
  const known = waits.filter(Number.isFinite);
  return known.length > 0 ? Math.max(...known) : undefined;
}
