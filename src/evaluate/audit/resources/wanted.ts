import type { Problem } from "../check.ts";
import type { Data } from "./data.ts";
import { literalIn } from "./literal.ts";
import type { Resource } from "./resource.ts";

/** How an attribute of a resource has to be. */
export interface Wanted {
  readonly types: RegExp;
  /** Where it stands; lists on the way are gone through. */
  readonly path: readonly [string, ...string[]];
  /** Which values are right. Any is, where there is none. */
  readonly right?: RegExp;
  /** Whether it is wrong where nothing is said of it. */
  readonly isNeeded: boolean;
  /** What is wrong where it is not so; the name of the resource follows. */
  readonly otherwise: string;
}

/** What stands under the keys, in each item of lists on the way. */
export const valuesAt = (data: Data, [first, ...others]: readonly string[]): readonly Data[] =>
  first === undefined
    ? data.list()
    : data.list().flatMap((each) => {
        const found = each.get(first);
        return found ? valuesAt(found, others) : [];
      });

/** What is not as it is wanted. Values that are filled in from elsewhere are believed. */
export function* unlike(resource: Resource, wanted: readonly Wanted[]): Generator<Problem> {
  const { type, name, source } = resource;
  for (const { types, path, right, isNeeded, otherwise } of wanted) {
    if (!types.test(type)) continue;
    const values = valuesAt(resource.data, path);
    const message = `${otherwise} ${name}`;
    if (values.length === 0 && isNeeded) yield { message, source, at: resource.at };
    for (const value of right ? values : []) {
      const text = literalIn(resource, value);
      if (text !== undefined && right?.test(text) === false)
        yield { message, source, at: value.at };
    }
  }
}
