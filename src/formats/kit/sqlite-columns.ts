/** Longer statements are not taken apart: their columns are counted. */
const longestSql = 1 << 20;

const token =
  /"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|'(?:[^']|'')*'|--[^\n]*|\/\*|[(),]|[^\s"`['(),/-]+|[-/]/g;

/** Words that start a constraint of the whole table. */
const constraints = /^(?:constraint|primary|unique|check|foreign)$/i;

/**
 * The columns that a CREATE TABLE names, in the order of its records. None
 * where that order is another (WITHOUT ROWID), or the statement is of another kind.
 */
export function columnsOfSql(sql: string): string[] {
  if (sql.length > longestSql || !/^create\s+(?:temp\w*\s+)?table/i.test(sql)) return [];
  if (/\bwithout\s+rowid\b[^)]*$/i.test(sql)) return [];
  return firstWords(sql)
    .filter((word) => !constraints.test(word))
    .map(unquoted);
}

/** The first word of each item in the outermost parentheses. */
function firstWords(sql: string): string[] {
  const words: string[] = [];
  let depth = 0;
  let isFirst = false;
  for (const [part] of sql.matchAll(token)) {
    if (part.startsWith("--")) continue;
    if (part === "(") isFirst = ++depth === 1;
    else if (part === ")") depth--;
    else if (depth === 1 && (part === "," || isFirst)) {
      if (isFirst) words.push(part);
      isFirst = part === ",";
    }
  }
  return words;
}

const unquoted = (part: string): string =>
  /^["`['].*["`\]']$/s.test(part) ? part.slice(1, -1).replaceAll('""', '"') : part;
