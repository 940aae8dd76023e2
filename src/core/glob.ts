/**
 * Whether a path, its names joined with `/`, matches a glob. `*` and `?` stay
 * within a name, `**` stands for any number of folders. A glob without a slash
 * is about a name at any depth; what names a folder takes all that is in it.
 */
export function globMatches(glob: string, path: string): boolean {
  const parts = glob.replace(/^\//, "").replace(/\/$/, "").split("/");
  const anywhere = parts.length === 1 && !glob.startsWith("/");
  return partsMatch([...(anywhere ? ["**"] : []), ...parts, "**"], path.split("/"));
}

/**
 * A glob for one path alone, in one word: what means something in a glob or in
 * `.tare-ignore`, and what separates words, may be any character.
 */
export const globOf = (path: string): string => `/${path.replaceAll(/[\s*?[\]{}!#=\\]/g, "?")}`;

/** The rows of a table: whether the first globs match the first names. No glob makes it slow. */
function partsMatch(globs: readonly string[], names: readonly string[]): boolean {
  let row = [true, ...names.map(() => false)];
  for (const glob of globs) {
    const next = [glob === "**" && row[0] === true];
    for (const [at, name] of names.entries())
      next.push(
        glob === "**"
          ? next[at] === true || row[at + 1] === true
          : row[at] === true && nameMatches(glob, name),
      );
    row = next;
  }
  return row.at(-1) === true;
}

/** The last `*` may take more; the ones before it never have to. */
function nameMatches(glob: string, name: string): boolean {
  let at = 0;
  let star: { readonly glob: number; name: number } | undefined;
  for (let from = 0; from < name.length;) {
    if (glob[at] === "*") star = { glob: at++, name: from };
    else if (at < glob.length && (glob[at] === "?" || glob[at] === name[from])) {
      at++;
      from++;
    } else if (star) {
      from = ++star.name;
      at = star.glob + 1;
    } else return false;
  }
  return /^\**$/.test(glob.slice(at));
}
