/** One step of the way to a value: where in an array, or under which key. */
export interface Level {
  readonly array: boolean;
  readonly index: number;
  readonly key: string;
}

/** The path in the form that jq and JSONPath share: `$.a.b[3]["odd key"]`. */
export const pathOf = (levels: readonly Level[], root = "$"): string =>
  root + levels.map(({ array, index, key }) => (array ? `[${index}]` : keyStep(key))).join("");

/** One step of a path: `.name`, or `["odd name"]`. */
export const keyStep = (key: string): string =>
  /^[\w$-]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

/** Paths are not made longer than this, in characters: what stands deep in a hostile file would fill the memory. */
const longestPath = 1000;

/** A path with one step more, unless it is as long as paths may be. */
export const deeper = (path: string, step: string): string =>
  path.length < longestPath ? path + step : path;

/** The start of the paths in the document `index` of several in one file: `$`, then `[1]`. */
export const documentRoot = (index: number): string => (index === 0 ? "$" : `[${index}]`);

/** Whether `path` is `key`, or a place inside of it. */
export const isUnder = (path: string, key: string): boolean =>
  path.startsWith(key) && /^(?:$|[.[])/.test(path.slice(key.length));

/** A key from a line that was read one character per byte. */
export const keyText = (bytes: string): string => Buffer.from(bytes.trim(), "latin1").toString();
