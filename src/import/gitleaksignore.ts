/** A line of `.gitleaksignore` that is about a file, and not about a commit. */
export interface IgnoredLine {
  readonly path: string;
  readonly line: number;
}

/**
 * Reads `.gitleaksignore`: `path:rule:line`, and `commit:path:rule:line` for
 * what was found in a commit, which tare does not read. gitleaks' names of rules
 * are not tare's, so the name is passed over.
 */
export function ignoredLines(text: string): readonly IgnoredLine[] {
  return text.split("\n").flatMap((row) => {
    const parts = row.trim().split(":");
    const [path = "", , line = ""] = parts;
    const isLine = parts.length === 3 && !path.startsWith("#") && /^\d+$/.test(line);
    return isLine ? [{ path: path.replaceAll("\\", "/"), line: Number(line) }] : [];
  });
}
