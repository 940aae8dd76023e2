/**
 * Why bytes cannot be read: the file ends before they do.
 *
 * @param asked What was to be read, and of how many bytes: `8 bytes wanted`.
 */
export const cutOff = (asked: string, left: number): string =>
  `cut off, or a length is wrong: ${asked}, ${left} left`;
