import { TareError } from "../../core/error.ts";

/** Where a secret stands: `vault://secret/data/hub#token`. */
export interface Reference {
  readonly scheme: string;
  /** What stands between the scheme and `#`: `secret/data/hub`. */
  readonly place: string;
  /** What is wanted of it, where it has parts: `token`. */
  readonly field?: string;
}

/** A variable of the command's environment, and where its value stands. */
export interface Order {
  readonly name: string;
  readonly reference: Reference;
}

/** One that has a scheme which is known. */
export function referenceIn(text: string, schemes: readonly string[]): Reference | undefined {
  const [, scheme = "", rest = ""] = /^([a-z-]+):(?:\/\/)?(.+)$/.exec(text) ?? [];
  if (!schemes.includes(scheme)) return undefined;
  const at = rest.indexOf("#");
  if (at < 0) return { scheme, place: rest };
  return { scheme, place: rest.slice(0, at), field: rest.slice(at + 1) };
}

/** As it is written. */
export const shownReference = ({ scheme, place, field }: Reference): string => {
  const slashes = ["file", "env"].includes(scheme) ? "" : "//";
  return `${scheme}:${slashes}${place}${field === undefined ? "" : `#${field}`}`;
};

/**
 * What the name of a variable and a reference say.
 *
 * @throws {TareError} `usage`: the name cannot be one of a variable, or no source knows the
 * reference. It may be a secret that somebody put there, and stands in no message.
 */
export function orderOf(name: string, text: string, schemes: readonly string[]): Order {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    throw new TareError("usage", `'${name}' cannot name a variable`, {
      hint: "use letters, digits and _",
    });
  const reference = referenceIn(text, schemes);
  if (reference) return { name, reference };
  throw new TareError("usage", `what '${name}' is set to names no source of secrets`, {
    hint: `start it with one of ${schemes.map((each) => `${each}:`).join(" ")}`,
  });
}

/** What `NAME=REF` says. @throws {TareError} `usage`: it is not of that form. */
export function orderIn(text: string, schemes: readonly string[]): Order {
  const at = text.indexOf("=");
  if (at < 1)
    throw new TareError("usage", "--secret takes NAME=REF", {
      hint: "for example --secret HF_TOKEN=vault://secret/data/hub#token",
    });
  return orderOf(text.slice(0, at), text.slice(at + 1), schemes);
}
