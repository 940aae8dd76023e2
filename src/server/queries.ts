import * as v from "valibot";

/** `a,b`, also from a parameter that is repeated. */
const names = v.pipe(
  v.string(),
  v.maxLength(4096),
  v.transform((text) => text.split(",").filter((each) => each !== "")),
);

/** Which projects are asked for; all that may be seen where none. */
export const projects = v.optional(names, "");

/** Words between commas, none of them another than these. */
export const someOf = <const Word extends string>(words: readonly Word[]) =>
  v.optional(v.pipe(names, v.array(v.picklist(words))), "");

export const limit = (usual: number, most: number) =>
  v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.minValue(1), v.maxValue(most)),
    String(usual),
  );

const beginnings = v.array(v.union([v.string(), v.number()]));

/** Where a page begins, as `next` of the page before says it: the values by which the last row is sorted. */
export const cursor = v.optional(
  v.pipe(
    v.string(),
    v.maxLength(4096),
    v.transform((text): unknown => {
      try {
        return JSON.parse(Buffer.from(text, "base64url").toString());
      } catch {
        return undefined;
      }
    }),
    beginnings,
  ),
);

export const cursorOf = (values: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");

/** A name that people give: of a user, a token. */
export const title = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(128));

export const password = v.pipe(
  v.string(),
  v.minLength(12, "give 12 characters or more"),
  v.maxLength(256),
);

export const projectNames = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(256))),
  v.maxLength(1000),
);
