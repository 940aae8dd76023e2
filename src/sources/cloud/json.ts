import { TareError } from "../../core/error.ts";
import type { Answer } from "./http.ts";
import type { World } from "./world.ts";

/** A JSON object that a service sent. */
export type Json = Readonly<Record<string, unknown>>;

/** A JSON object in a text; nothing where it holds no such thing. */
export function jsonIn(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** A text of a JSON object. */
export function textAt(json: Json | undefined, name: string): string | undefined {
  const value = json?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** A number of a JSON object, which some services write as text. */
export function numberAt(json: Json | undefined, name: string): number | undefined {
  const value = json?.[name];
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** An object of a JSON object. */
export function objectAt(json: Json | undefined, name: string): Json | undefined {
  const value = json?.[name];
  return typeof value === "object" && value !== null ? (value as Json) : undefined;
}

/**
 * The JSON object of an answer that says all went well.
 *
 * @param what Was asked for, in messages: `the login at https://vault:8200`.
 * @param why Reads from another answer what went wrong.
 * @throws {TareError} `machine`: the service said no, or sent something else.
 */
export function granted(
  answer: Answer,
  what: string,
  { discretion }: World,
  why: (json: Json) => string | undefined = () => undefined,
): Json {
  const json = jsonIn(answer.text);
  if (answer.status >= 200 && answer.status < 300 && json) return json;
  const said = discretion.clean((json && why(json)) ?? "").slice(0, 200);
  const reason = said === "" ? `status ${answer.status}` : `status ${answer.status}, ${said}`;
  throw new TareError("machine", `${what} failed: ${reason}`, {
    hint: hintFor(answer.status),
  });
}

function hintFor(status: number): string {
  if (status === 401 || status === 403) return "check who may read it, and how tare signs in";
  if (status === 404) return "check the name, and that it is of this version";
  return "try again, or ask who runs the service";
}
