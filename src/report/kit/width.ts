/** East Asian Wide and Fullwidth (UAX 11), and characters shown as pictures: two columns each. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
/** Marks that stand on the character before them. */
const narrow = /[\p{Mn}\p{Me}]/u;

const plainText = /^[\x20-\x7e]*$/;

/** How many columns of a terminal the text takes. It holds no control characters. */
export function widthOf(text: string): number {
  if (plainText.test(text)) return text.length;
  let width = 0;
  for (const each of text) width += columnsOf(each);
  return width;
}

const columnsOf = (character: string): number =>
  wide.test(character) ? 2 : narrow.test(character) ? 0 : 1;

/** The longest start of the text that fits into so many columns. */
function head(text: string, columns: number): string {
  let left = columns;
  let end = 0;
  for (const each of text) {
    left -= columnsOf(each);
    if (left < 0) break;
    end += each.length;
  }
  return text.slice(0, end);
}

const reversed = (text: string): string => [...text].reverse().join("");

/** The longest end of the text that fits. */
const tail = (text: string, columns: number): string => reversed(head(reversed(text), columns));

/** Cuts what is over at the end, and says so with `…`. */
export const clipEnd = (text: string, columns: number): string =>
  widthOf(text) <= columns ? text : columns < 1 ? "" : `${head(text, columns - 1)}…`;

/** Cuts what is over at the start. */
export const clipStart = (text: string, columns: number): string =>
  widthOf(text) <= columns ? text : columns < 1 ? "" : `…${tail(text, columns - 1)}`;

/** Cuts what is over in the middle. */
export function clipMiddle(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  const left = Math.floor((columns - 1) / 2);
  return columns < 1 ? "" : `${head(text, left)}…${tail(text, columns - 1 - left)}`;
}

/** Breaks the text into lines of so many columns, wherever that is: for keys and paths, which must stay whole. */
export function breakAnywhere(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (let rest = text; rest !== "";) {
    const line = head(rest, Math.max(columns, 2));
    lines.push(line);
    rest = rest.slice(line.length);
  }
  return lines;
}

/** Breaks the text at spaces. A word that is longer than a line, such as an address, stays whole. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

/** Pads with spaces on the right, by columns. */
export const padded = (text: string, columns: number): string =>
  text + " ".repeat(Math.max(0, columns - widthOf(text)));
