import { TareError } from "../../core/error.ts";
import type { HttpResponse } from "../http/connections.ts";

/** Why a store does not list a bucket, as an error. */
export interface Refusal {
  /** As reports name the bucket. */
  readonly shown: string;
  /** What the store calls it: `AccessDenied`. Its message is left out: it may hold what was sent. */
  readonly code: string | undefined;
  /** How to sign in. */
  readonly hint: string;
}

export function refusalOf({ status }: HttpResponse, { shown, code, hint }: Refusal): TareError {
  if (status === 404)
    return new TareError("usage", `there is no bucket '${shown}'`, {
      hint: `look at its name and its account; some stores say so of what you may not see: ${hint}`,
    });
  const why = code === undefined ? `status ${status}` : `status ${status}, ${code}`;
  if (status < 404 || status === 409)
    return new TareError("usage", `'${shown}' is not to be listed: ${why}`, { hint });
  return new TareError("machine", `'${shown}' cannot be listed: ${why}`, {
    hint: "try again later",
  });
}

/** Why a store does not give an object that it lists. */
export function refusedObject(status: number): TareError | undefined {
  const why = {
    400: "it is encrypted with a key that only its owner has, or the request is refused",
    401: "reading it is forbidden",
    403: "reading it is forbidden, or it is archived",
    404: "it is gone since it was listed",
    409: "it is archived, or about to change",
  }[status];
  return why === undefined ? undefined : new TareError("machine", `${why} (status ${status})`);
}

/** The fields of an answer that start so, without that start, and those that are named. */
export function headersStarting(
  headers: Headers,
  start: string,
  named: readonly string[],
): Readonly<Record<string, string>> {
  const all = [...headers].flatMap(([name, value]): (readonly [string, string])[] => {
    if (name.startsWith(start)) return [[name.slice(start.length), value]];
    return named.includes(name) ? [[name, value]] : [];
  });
  return Object.fromEntries(all);
}
