/** Select Graphic Rendition (ECMA-48 §8.3.117): only what follows the theme of the terminal. */
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;

export type Style = keyof typeof codes;

/** Gives text that was made safe before a look; without colour it gives the text as it stands. */
export type Paint = (text: string, ...styles: readonly Style[]) => string;

/** The one paint for a whole output. */
export const painter = (colour: boolean): Paint =>
  colour
    ? (text, ...styles) =>
        text === "" || styles.length === 0
          ? text
          : `\u001b[${styles.map((style) => codes[style]).join(";")}m${text}\u001b[0m`
    : (text) => text;
