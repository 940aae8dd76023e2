import { jsonIn, numberAt } from "../../sources/cloud/json.ts";
import type { Grant } from "./source.ts";

/**
 * How long a value lives that was there before: a JSON web token says it itself
 * (RFC 7519, `exp`), anything else stays.
 */
export function remainingOf(value: string): Pick<Grant, "lifetime" | "ttl"> {
  const [, payload] = /^ey[\w-]+\.(ey[\w-]+)\.[\w-]*$/.exec(value.trim()) ?? [];
  const claims = payload === undefined ? undefined : Buffer.from(payload, "base64url").toString();
  const end = claims === undefined ? undefined : numberAt(jsonIn(claims), "exp");
  return end === undefined ? { lifetime: "static" } : { lifetime: "static", ttl: secondsTo(end) };
}

/** @param end Seconds since 1970. @returns Whole seconds from now, none below 0. */
export const secondsTo = (end: number): number => Math.max(0, Math.round(end - Date.now() / 1000));
