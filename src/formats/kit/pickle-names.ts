/**
 * What the arguments of a code object are called, by how many there are: that
 * tells the version of Python. (CPython, Objects/codeobject.c, code_new)
 */
const codeArguments: Readonly<Record<number, readonly string[]>> = {
  // Python 2
  14: codeNames(["argcount", "nlocals", "stacksize", "flags"], []),
  // 3.0 to 3.7
  15: codeNames(["argcount", "kwonlyargcount", "nlocals", "stacksize", "flags"], []),
  // 3.8 to 3.10
  16: codeNames(
    ["argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags"],
    [],
  ),
  // 3.11 on
  18: codeNames(
    ["argcount", "posonlyargcount", "kwonlyargcount", "nlocals", "stacksize", "flags"],
    ["qualname", "firstlineno", "linetable", "exceptiontable"],
  ),
};

function codeNames(numbers: readonly string[], late: readonly string[]): readonly string[] {
  const after = late.length > 0 ? late : ["firstlineno", "linetable"];
  return [
    ...numbers,
    "code",
    "consts",
    "names",
    "varnames",
    "filename",
    "name",
    ...after,
    "freevars",
    "cellvars",
  ].map((each) => `co_${each}`);
}

/** Storages and modules of torch in the legacy form. */
const persistentArguments: Readonly<Record<string, readonly string[]>> = {
  storage: ["kind", "type", "key", "location", "size", "view"],
  module: ["kind", "class", "path", "source"],
};

/**
 * The name of an argument by its place, where it is known.
 *
 * @param callable The name of what is called, or the first word of a persistent id.
 * @param count How many arguments there are.
 */
export function argumentName(callable: string, count: number, index: number): string | undefined {
  if (callable === "CodeType" || callable === "code") return codeArguments[count]?.[index];
  // Dill puts the table of lines of Python 3.10 before the rest, or leaves it out.
  if (callable === "_create_code") {
    const shift = codeArguments[count] ? 0 : 1;
    return index < shift ? "co_lnotab" : codeArguments[count - shift]?.[index - shift];
  }
  return Object.hasOwn(persistentArguments, callable)
    ? persistentArguments[callable]?.[index]
    : undefined;
}
