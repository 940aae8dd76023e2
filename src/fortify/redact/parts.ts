import { Secret } from "../../core/secret.ts";
import type { SecretValue } from "./redactor.ts";

/** A line of a longer value is masked by itself from so many characters on. */
const shortestLine = 12;
/** The same for a field of JSON. */
const shortestField = 8;

/**
 * A value and what of it is secret by itself: the lines of one with many, and
 * the texts in one that is JSON.
 */
export function partsOf(secret: SecretValue): [SecretValue, ...SecretValue[]] {
  const value = secret.value.reveal().trim();
  return [
    { name: secret.name, value: new Secret(value) },
    ...linesOf(value).map((line) => ({ name: secret.name, value: new Secret(line) })),
    ...fieldsOf(value, secret.name),
  ];
}

function linesOf(value: string): string[] {
  const lines = value.split(/[\r\n]+/).map((line) => line.trim());
  if (lines.length === 1) return [];
  return lines.filter((line) => line.length >= shortestLine && !armour.test(line));
}

/** What stands around every key of a kind tells nothing. */
const armour = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;

function fieldsOf(value: string, name: string): SecretValue[] {
  if (!/^[[{]/.test(value)) return [];
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    return [];
  }
  return [...texts(parsed, name)]
    .filter(
      ({ value }) => value.reveal().length >= shortestField && !tellsNothing.test(value.reveal()),
    )
    .flatMap((each) => partsOf(each));
}

/** Words and the addresses of public services: `service_account`, `https://oauth2.googleapis.com/token`. */
const tellsNothing = /^(?:[a-z_. -]+|https?:\/\/[^@?#]*)$/;

/** The texts in JSON, each by the path of its key. */
function* texts(node: unknown, name: string): Generator<SecretValue> {
  if (typeof node === "string") yield { name, value: new Secret(node.trim()) };
  if (typeof node !== "object" || node === null) return;
  for (const [key, child] of Object.entries(node)) yield* texts(child, `${name}.${key}`);
}
